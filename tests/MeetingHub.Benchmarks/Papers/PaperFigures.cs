using System.Diagnostics;
using MeetingHub.Publishing.Docx;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Samples;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Benchmarks.Papers;

/// <summary>How long minutes take from the frozen document to the last byte of their PDF and their Word file, once the program is warm.</summary>
internal static class PaperFigures
{
    public static void Report()
    {
        Action<Paper> print = paper => new PaperPdf().RenderPdf(paper, Stream.Null);
        Action<Paper> write = paper => new PaperDocx().Render(paper, Stream.Null);
        Measure("minutes of 5 pages to PDF, warm", aim: 100, SampleMinutes.FivePages, print).Report();
        Measure("minutes of 40 pages to PDF, warm", aim: 500, SampleMinutes.FortyPages, print).Report();
        Measure("minutes of 5 pages to Word, warm", aim: 100, SampleMinutes.FivePages, write).Report();
        Measure("minutes of 40 pages to Word, warm", aim: 500, SampleMinutes.FortyPages, write).Report();
    }

    private static Figure Measure(string name, double aim, MinutesDocument document, Action<Paper> render)
    {
        for (var i = 0; i < Figure.Count(small: 3, full: 20); i++)
            Render(document, render);
        var samples = Enumerable.Range(0, Figure.Count(small: 5, full: 30)).Select(_ => Render(document, render).TotalMilliseconds).ToList();
        return new(name, "ms", aim, samples);
    }

    private static TimeSpan Render(MinutesDocument document, Action<Paper> render)
    {
        var start = Stopwatch.GetTimestamp();
        render(MinutesPaper.Compose(document));
        return Stopwatch.GetElapsedTime(start);
    }
}
