using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>A stretch of the log as one viewer may see it.</summary>
/// <param name="Texts">
/// What was written, by the id under which an event refers to it. An erased text is missing: the page says so in its place.
/// </param>
public sealed record EventBatch(IReadOnlyList<LoggedEvent> Events, IReadOnlyDictionary<string, string> Texts);
