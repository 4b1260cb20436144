using System.Diagnostics.Metrics;
using System.Text.Json;
using MeetingHub.Domain;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Rooms.Wire;

namespace MeetingHub.Server.Monitoring;

/// <summary>A minute in which somebody's call was bad.</summary>
internal sealed record BadCall(DateTimeOffset At, MeetingId Meeting, ParticipantId Participant, CallReport Report, IReadOnlyList<CallTrouble> Troubles);

/// <summary>The latest bad minutes of all rooms, and one line in the log for each. Lost when the server stops; the log is not.</summary>
internal sealed class CallReports
{
    /// <summary>Of one participant; a page keeps to a minute, and clocks differ.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(50);

    private const int Kept = 256;

    /// <summary>A server whose own line breaks hears it from everybody at once: that is worth a page of log, not a disk of it.</summary>
    private const double Burst = 60, PerSecond = 1;

    private readonly Lock gate = new();
    private readonly Queue<BadCall> latest = new(Kept);
    private readonly TokenBucket bucket;
    private readonly TimeProvider clock;
    private readonly ILogger<CallReports> logger;
    private readonly Counter<long> troubles;

    public CallReports(IMeterFactory meters, TimeProvider clock, ILogger<CallReports> logger)
    {
        this.clock = clock;
        this.logger = logger;
        bucket = new TokenBucket(Burst, PerSecond, clock.GetUtcNow());
        troubles = ServerMeter.Of(meters).CreateCounter<long>(
            "meetinghub.call.trouble", "{minute}", "Minutes of calls that browsers found bad, by what was bad in them.");
    }

    /// <summary>Leaves out what is not plausible, not bad, or said too often.</summary>
    public void Take(RoomConnection connection, CallReport report)
    {
        if (!report.IsPlausible || report.Troubles() is not { Count: > 0 } found)
            return;
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (latest.Any(call => call.Participant == connection.Participant && call.Meeting == connection.Meeting && now - call.At < Between)
                || !bucket.TryTake(1, now))
                return;
            if (latest.Count == Kept)
                latest.Dequeue();
            latest.Enqueue(new BadCall(now, connection.Meeting, connection.Participant, report, found));
        }
        MonitoringLog.BadCall(
            logger, connection.Meeting.Value, connection.Participant.Value, string.Join(' ', found), report.Seconds, report.LossIn, report.LossOut,
            report.RoundTripMs, report.Freezes, report.FrozenMs, report.ConcealedMs, report.Reconnects, report.OverTcp);
        foreach (var trouble in found)
            troubles.Add(1, new KeyValuePair<string, object?>("trouble", JsonNamingPolicy.SnakeCaseLower.ConvertName(trouble.ToString())));
    }

    /// <summary>Of one meeting, the latest first.</summary>
    public IReadOnlyList<BadCall> Of(MeetingId meeting)
    {
        lock (gate)
            return [.. latest.Where(call => call.Meeting == meeting).Reverse()];
    }
}
