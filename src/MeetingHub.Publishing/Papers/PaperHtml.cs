using System.Globalization;
using System.Text;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>
/// A paper as an HTML fragment in the look of the printed one, for <see cref="StyleSheet"/>. Carries no script, style or address
/// of its own: safe under the server's content security policy.
/// </summary>
public static class PaperHtml
{
    private static readonly Lazy<string> Css = new(ReadStyleSheet);

    /// <summary>All lengths in millimetres and points, scaled by --mm, so that the page fits any pane.</summary>
    public static string StyleSheet => Css.Value;

    public static string Write(Paper paper)
    {
        var html = new StringBuilder();
        html.Append("<article class=\"paper\" lang=\"vi\">");
        if (paper.IsDraft)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"paper-draft\">{Wording.Draft}</p>");
        WriteHead(paper, html);
        html.Append("<div class=\"paper-text\">");
        BlockHtml.Write(paper.Blocks, html);
        html.Append("</div><div class=\"paper-signatures\">");
        foreach (var signature in paper.Signatures)
            html.Append(CultureInfo.InvariantCulture, $"<div>{Encode(signature.Capacity)}<span>{Encode(signature.Name)}</span></div>");
        html.Append(CultureInfo.InvariantCulture, $"</div><div class=\"paper-recipients\"><em>{Wording.Recipients}</em>");
        foreach (var line in paper.Recipients)
            html.Append(CultureInfo.InvariantCulture, $"<span>{Encode(line)}</span>");
        return html.Append("</div></article>").ToString();
    }

    private static void WriteHead(Paper paper, StringBuilder html)
    {
        html.Append("<header class=\"paper-head\"><div>");
        if (paper.ParentBody is { } parent)
            html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(parent)}</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p><b class=\"paper-body\">{Encode(paper.Body)}</b></p>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"paper-number\">{Encode(paper.NumberLine)}</p></div>");
        html.Append(CultureInfo.InvariantCulture, $"<div><p><b>{Wording.NationalTitle}</b></p><p><b class=\"paper-motto\">{Wording.Motto}</b></p></div></header>");
        html.Append(CultureInfo.InvariantCulture, $"<h2 class=\"paper-title\">{Encode(paper.Kind)}<span>{Encode(paper.Subject)}</span></h2>");
    }

    private static string Encode(string text) => BlockHtml.Encode(text);

    private static string ReadStyleSheet()
    {
        using var stream = typeof(PaperHtml).Assembly.GetManifestResourceStream("paper.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
