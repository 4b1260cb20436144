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
        var renderer = new PaperPdf();
        return
        [
            Write(renderer, SampleMinutes.OnePage, folder, "minutes-1-page.pdf"),
            Write(renderer, SampleMinutes.FivePages, folder, "minutes-5-pages.pdf"),
            Write(renderer, SampleMinutes.FortyPages, folder, "minutes-40-pages.pdf"),
        ];
    }

    private static FileInfo Write(PaperPdf renderer, MinutesDocument document, DirectoryInfo folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, name));
        using var stream = file.Create();
        renderer.RenderPdf(MinutesPaper.Compose(document), stream);
        return file;
    }
}
