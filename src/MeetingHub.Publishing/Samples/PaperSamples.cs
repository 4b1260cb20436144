using MeetingHub.Publishing.Docx;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;

namespace MeetingHub.Publishing.Samples;

/// <summary>Papers of the samples as files, so that anyone can look at them.</summary>
public static class PaperSamples
{
    /// <summary>Creates the folder if needed and writes over files of the same names.</summary>
    /// <returns>What was written.</returns>
    public static IReadOnlyList<FileInfo> Write(DirectoryInfo folder)
    {
        folder.Create();
        return
        [
            .. Write(SampleMinutes.OnePage, folder, "minutes-1-page"),
            .. Write(SampleMinutes.FivePages, folder, "minutes-5-pages"),
            .. Write(SampleMinutes.FortyPages, folder, "minutes-40-pages"),
        ];
    }

    private static FileInfo[] Write(MinutesDocument document, DirectoryInfo folder, string name)
    {
        var paper = MinutesPaper.Compose(document);
        var pdf = new FileInfo(Path.Combine(folder.FullName, name + ".pdf"));
        using (var stream = pdf.Create())
            new PaperPdf().RenderPdf(paper, stream);
        var word = new FileInfo(Path.Combine(folder.FullName, name + ".docx"));
        using (var stream = word.Create())
            new PaperDocx().Render(paper, stream);
        return [pdf, word];
    }
}
