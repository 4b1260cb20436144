namespace MeetingHub.Domain.Rooms;

/// <summary>One line of a meeting's log.</summary>
/// <param name="Revision">1, 2, 3… without a gap.</param>
/// <param name="At">Room time: never before that of the revision before.</param>
/// <param name="By">Null when the server itself acted.</param>
/// <param name="Command">The client's command that this came from; several events may share it.</param>
public sealed record LoggedEvent(
    long Revision, DateTimeOffset At, MeetingEvent Event, ParticipantId? By = null, CommandId? Command = null)
{
    /// <summary>What leaves the server for this viewer: the event, or <see cref="Withheld"/> under the same revision.</summary>
    public LoggedEvent AsSeenBy(Viewer viewer) =>
        Event.Audience.Includes(viewer) ? this : new LoggedEvent(Revision, At, Withheld.Instance);
}
