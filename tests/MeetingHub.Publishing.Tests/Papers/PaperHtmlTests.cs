using System.Xml.Linq;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Samples;
using MeetingHub.Publishing.Tests.Kit;

namespace MeetingHub.Publishing.Tests.Papers;

public sealed class PaperHtmlTests
{
    [Fact]
    public void Page_says_what_the_printed_paper_says()
    {
        using var printed = new PaperFile(SampleMinutes.OnePage);
        var page = Parse(SampleMinutes.OnePage);

        // Signs of lists come from the style sheet, page numbers only exist on paper.
        Assert.Equal(Letters(printed.Text), Letters(page.Value));
    }

    [Fact]
    public void Every_text_of_the_document_is_encoded()
    {
        const string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        var page = Parse(Sample.SayingOnly(evil, evil));

        Assert.DoesNotContain(page.DescendantsAndSelf(), e => e.Name.LocalName is "script" or "img");
        Assert.DoesNotContain(page.DescendantsAndSelf().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name.LocalName is "style");
    }

    [Fact]
    public void Style_sheet_loads_nothing_and_knows_every_class_of_the_page()
    {
        var classes = Parse(SampleMinutes.FivePages).DescendantsAndSelf().Attributes("class").Select(a => a.Value).Distinct();

        Assert.All(classes, name => Assert.Contains("." + name, PaperHtml.StyleSheet, StringComparison.Ordinal));
        Assert.DoesNotMatch("url\\(|@import|expression", PaperHtml.StyleSheet);
    }

    /// <summary>Fails unless every element is closed in order.</summary>
    private static XElement Parse(MinutesDocument document) => XElement.Parse(PaperHtml.Write(MinutesPaper.Compose(document)).Replace("<br>", "<br/>", StringComparison.Ordinal));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Order());
}
