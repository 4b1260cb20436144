using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>The end of a room's log, for pages that come back.</summary>
internal sealed class RecentEvents
{
    /// <summary>A page that missed fewer events gets them, any other a snapshot.</summary>
    public const int Max = 2_000;

    private readonly Queue<LoggedEvent> events = new();
    private long last;

    public void Add(IReadOnlyList<LoggedEvent> added)
    {
        foreach (var logged in added)
        {
            events.Enqueue(logged);
            if (events.Count > Max)
                events.Dequeue();
            last = logged.Revision;
        }
    }

    /// <returns>Null when they are too many, or the page claims what never was.</returns>
    public List<LoggedEvent>? After(long? revision) => revision is { } known && known >= 0 && known <= last && last - known < Max
        ? [.. events.Where(e => e.Revision > known)]
        : null;
}
