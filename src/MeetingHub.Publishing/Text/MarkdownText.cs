using Markdig;
using Markdig.Parsers;

namespace MeetingHub.Publishing.Text;

/// <summary>
/// The Markdown of minutes: paragraphs, bold, italic, nested lists, quotes, tables, links, line breaks.
/// A line typed is a line kept. HTML, images and code are text; a heading is a bold paragraph.
/// Web page, PDF and Word file are all made from <see cref="Blocks"/>, so that what the preview shows is what is printed.
/// </summary>
public sealed class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    private MarkdownText(IReadOnlyList<Block> blocks) => Blocks = blocks;

    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Never throws, whatever the text; limiting its length is up to the caller.</summary>
    public static MarkdownText Parse(string? markdown)
    {
        var clean = CleanText.Of(markdown);
        try
        {
            return new(MarkdownBlocks.From(Markdown.Parse(clean, Pipeline)));
        }
        catch (ArgumentException)
        {
            // Markdig refuses elements nested over 128 deep with this exception and no other sign.
            return new(clean.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(Block (paragraph) => new Paragraph([new(paragraph.Trim('\n'))])).ToList());
        }
    }

    /// <summary>Safe to put into a page: every text encoded, links only http, https and mailto, nothing loaded from anywhere.</summary>
    public string ToHtml() => BlockHtml.Write(Blocks);

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseSoftlineBreakAsHardlineBreak();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>(); // pasted text is often indented and is never code here
        builder.BlockParsers.TryRemove<FencedCodeBlockParser>();
        return builder.Build();
    }
}
