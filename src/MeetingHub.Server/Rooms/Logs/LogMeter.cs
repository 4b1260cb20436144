using System.Diagnostics.Metrics;
using MeetingHub.Server.Monitoring;

namespace MeetingHub.Server.Rooms.Logs;

/// <summary>How long the one writer of all logs takes: everything that happens in a room waits for it.</summary>
internal sealed class LogMeter
{
    private readonly Histogram<double> commits;
    private readonly Counter<long> events;

    public LogMeter(IMeterFactory meters)
    {
        var meter = ServerMeter.Of(meters);
        commits = meter.CreateHistogram(
            "meetinghub.log.commit.duration", "s", "Time to write what rooms asked for together, to the end of the commit.", tags: null, ServerMeter.Seconds);
        events = meter.CreateCounter<long>("meetinghub.log.events", "{event}", "Events written to the logs of meetings.");
    }

    public void Committed(TimeSpan took, int written)
    {
        commits.Record(took.TotalSeconds);
        events.Add(written);
    }
}
