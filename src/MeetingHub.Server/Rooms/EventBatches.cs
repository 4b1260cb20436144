using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>The one place where a log is cut for who reads it.</summary>
internal static class EventBatches
{
    /// <summary>Withheld in place of what the viewer may not see, and only the texts of what he may.</summary>
    public static EventBatch Cut(IEnumerable<LoggedEvent> events, IReadOnlyDictionary<string, string> texts, Viewer viewer)
    {
        var cut = events.Select(e => e.AsSeenBy(viewer)).ToList();
        var allowed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in cut.SelectMany(TextsOf).Select(id => id.ToString()))
        {
            if (texts.TryGetValue(id, out var text))
                allowed[id] = text;
        }
        return new EventBatch(cut, allowed);
    }

    /// <summary>Ids of the texts that stand beside an event.</summary>
    public static IEnumerable<Guid> TextsOf(LoggedEvent logged) => logged.Event is ChatPosted chat ? [chat.Message.Value] : [];
}
