using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using MeetingHub.Publishing.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>Styled text as runs; links become relationships of the part, one for each address.</summary>
internal sealed class Runs(MainDocumentPart part)
{
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);

    public IEnumerable<OpenXmlElement> Of(IReadOnlyList<Span> spans)
    {
        for (var i = 0; i < spans.Count;)
        {
            if (spans[i].Link is not { } address)
            {
                yield return Of(spans[i++]);
                continue;
            }

            var link = new W.Hyperlink { Id = IdOf(address), History = true };
            for (; i < spans.Count && string.Equals(spans[i].Link, address, StringComparison.Ordinal); i++)
                link.Append(Of(spans[i]));
            yield return link;
        }
    }

    public static W.Run Of(Span span)
    {
        var run = new W.Run();
        var properties = new W.RunProperties
        {
            RunStyle = span.Link is null ? null : new() { Val = StyleId.Link },
            Bold = span.Style.HasFlag(TextStyle.Bold) ? new() : null,
            Italic = span.Style.HasFlag(TextStyle.Italic) ? new() : null,
        };
        if (properties.HasChildren)
            run.RunProperties = properties;
        var lines = span.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                run.Append(new W.Break());
            if (lines[i].Length > 0)
                run.Append(new W.Text(lines[i]) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    private string IdOf(string address)
    {
        if (!links.TryGetValue(address, out var id))
        {
            id = string.Create(CultureInfo.InvariantCulture, $"link{links.Count + 1}");
            part.AddHyperlinkRelationship(new Uri(address, UriKind.Absolute), isExternal: true, id);
            links.Add(address, id);
        }

        return id;
    }
}
