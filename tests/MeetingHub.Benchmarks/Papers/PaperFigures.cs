using System.Diagnostics;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Samples;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Benchmarks.Papers;

/// <summary>How long minutes take from the frozen document to the PDF's last byte, once the program is warm.</summary>
internal static class PaperFigures
{
    public static void Report()
    {
        Measure("minutes of 5 pages to PDF, warm", aim: 100, SampleMinutes.FivePages).Report();
        Measure("minutes of 40 pages to PDF, warm", aim: 500, SampleMinutes.FortyPages).Report();
    }

    private static Figure Measure(string name, double aim, MinutesDocument document)
    {
        for (var i = 0; i < Figure.Count(small: 3, full: 20); i++)
            Render(document);
        var samples = Enumerable.Range(0, Figure.Count(small: 5, full: 30)).Select(_ => Render(document).TotalMilliseconds).ToList();
        return new(name, "ms", aim, samples);
    }

    private static TimeSpan Render(MinutesDocument document)
    {
        var start = Stopwatch.GetTimestamp();
        new PaperPdf().RenderPdf(MinutesPaper.Compose(document), Stream.Null);
        return Stopwatch.GetElapsedTime(start);
    }
}
