namespace MeetingHub.Domain.Attendance;

/// <summary>Comes in, or comes back after <see cref="ParticipantLeft"/>; a <see cref="ConnectionOpened"/> follows.</summary>
/// <param name="Person">Null for a guest without an account.</param>
/// <param name="Seat">Null for a guest: no vote.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ParticipantJoined(
    ParticipantId Participant, MeetingRole Role, PersonId? Person = null, SeatId? Seat = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at)
    {
        if (state.Find(Participant) is not { } known)
        {
            var newcomer = new Participant(
                Participant, Role, Connections: [], Stays: [new Stay(at)], IsRemoved: false, UnmuteAsked: false, Person, Seat);
            return state with { Participants = state.Participants.Add(newcomer) };
        }

        return state.Change(known.Id, p => p with { Role = Role, Person = Person, Seat = Seat, Stays = p.Stays.Add(new Stay(at)) });
    }
}

[LogRule(1, AudienceRule.All)]
public sealed record ConnectionOpened(ParticipantId Participant, ConnectionId Connection) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Participant, p => p with { Connections = p.Connections.Add(Connection), LostAt = null, ReturnBy = null });
}

[LogRule(1, AudienceRule.All)]
public sealed record ConnectionClosed(ParticipantId Participant, ConnectionId Connection) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Participant, p => p.Without(Connection));
}

/// <param name="ReturnBy">Without any connection by then, the participant has left, as of the loss.</param>
/// <param name="Since">Of the loss, where it was a while before this event.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ConnectionLost(
    ParticipantId Participant, ConnectionId Connection, DateTimeOffset ReturnBy, DateTimeOffset? Since = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.Change(Participant, participant =>
    {
        var rest = participant.Without(Connection);
        return rest.IsConnected ? rest : rest with { LostAt = Since ?? at, ReturnBy = ReturnBy };
    });
}

/// <param name="LeftAt">The loss of the line, when that was it: then earlier than the entry itself.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ParticipantLeft(ParticipantId Participant, DateTimeOffset LeftAt, LeaveReason Reason) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.WithoutPresence(Participant, LeftAt);
}

/// <summary>Sent out by the chair: may not come back unless readmitted.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record ParticipantRemoved(ParticipantId Participant) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.WithoutPresence(Participant, at).Change(Participant, p => p with { IsRemoved = true });
}

[LogRule(1, AudienceRule.All)]
public sealed record ParticipantReadmitted(ParticipantId Participant) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Participant, p => p with { IsRemoved = false });
}

public enum LeaveReason
{
    Left,
    LineLost,
}
