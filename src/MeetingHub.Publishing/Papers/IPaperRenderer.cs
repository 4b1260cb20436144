namespace MeetingHub.Publishing.Papers;

/// <summary>The one seam to whatever draws PDF pages. Same paper, same bytes: implementations read no clock.</summary>
public interface IPaperRenderer
{
    /// <summary>Writes a complete PDF; <paramref name="output"/> need not be seekable and stays open.</summary>
    void RenderPdf(Paper paper, Stream output);
}
