using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MeetingHub.Publishing.Minutes;

/// <summary>The stored form of a <see cref="MinutesDocument"/>.</summary>
public static class MinutesJson
{
    // Vietnamese stays readable in the database; what HTML could trip over is still escaped.
    private static readonly MinutesJsonContext Context = new(new JsonSerializerOptions(MinutesJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    public static string Write(MinutesDocument document) => JsonSerializer.Serialize(document, Context.MinutesDocument);

    /// <exception cref="JsonException">Not a minutes document, or of a format newer than this program.</exception>
    public static MinutesDocument Read(string json)
    {
        var document = JsonSerializer.Deserialize(json, Context.MinutesDocument) ?? throw new JsonException("The minutes are null.");
        if (document.Format is < 1 or > MinutesDocument.CurrentFormat)
            throw new JsonException($"Minutes of format {document.Format}; this program reads up to {MinutesDocument.CurrentFormat}.");
        return document;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MinutesDocument))]
internal sealed partial class MinutesJsonContext : JsonSerializerContext;
