using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeetingHub.Domain.Rooms;

/// <summary>
/// How events, commands and state look as JSON, in the log and on the wire alike: camelCase, enums as camelCase strings,
/// times in UTC with milliseconds, null left out, unknown members ignored, missing or null required members refused.
/// </summary>
public static class RoomJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>For a host that has options of its own (SignalR, minimal APIs).</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        // A database may hand the members back in another order (PostgreSQL's jsonb does), with "type" not the first.
        options.AllowOutOfOrderMetadataProperties = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcMilliseconds());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>
    /// One spelling for one instant, of fixed length: the browser keeps the text as it came, and state hashes are made of it.
    /// </summary>
    private sealed class UtcMilliseconds : JsonConverter<DateTimeOffset>
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
    }
}
