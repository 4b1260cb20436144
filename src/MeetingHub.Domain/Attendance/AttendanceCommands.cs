namespace MeetingHub.Domain.Attendance;

public sealed record RemoveParticipant(ParticipantId Participant) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Participant) is not { } participant)
            return Rejection.NotFound("participant");
        if (participant.Role == MeetingRole.Chair)
            return new Rejection(RejectionCodes.CannotRemoveChair);
        return participant.IsRemoved ? new Rejection(RejectionCodes.WasRemoved) : new ParticipantRemoved(Participant);
    }
}

public sealed record ReadmitParticipant(ParticipantId Participant) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Participant) is not { } participant)
            return Rejection.NotFound("participant");
        return participant.IsRemoved ? new ParticipantReadmitted(Participant) : new Rejection(RejectionCodes.NotRemoved);
    }
}

/// <summary>
/// A connection comes in. Who may is decided by the caller from the plan tables until the start; from then on the
/// snapshot's seats say, and <paramref name="Role"/> and <paramref name="Seat"/> only matter for guests.
/// </summary>
/// <param name="NewParticipant">Taken only for a person who was never in before: read the real one from the events or the state.</param>
/// <param name="Role">Null when the caller knows no right to come in.</param>
public sealed record Enter(
    ParticipantId NewParticipant, ConnectionId Connection, PersonId? Person, SeatId? Seat, MeetingRole? Role) : RoomAction
{
    internal override Decision Decide(MeetingState state, DateTimeOffset now)
    {
        if (state.Phase == RoomPhase.Ended)
            return new Rejection(RejectionCodes.AlreadyEnded);
        var known = Person is { } person ? state.Find(person) : state.Find(NewParticipant);
        if (known is { IsRemoved: true })
            return new Rejection(RejectionCodes.WasRemoved);
        if (Place(state) is not { } place)
            return new Rejection(RejectionCodes.NotInvited);
        if (known is null && NotNew(state) is { } refusal)
            return refusal;
        if (known is not null && known.Connections.Contains(Connection))
            return Decision.Of();
        if (known is { Connections.Count: >= Limits.ConnectionsOfOne })
            return Rejection.TooMany("connections", Limits.ConnectionsOfOne);

        var participant = known?.Id ?? NewParticipant;
        var joined = new ParticipantJoined(participant, place.Role, Person, place.Seat);
        var opened = new ConnectionOpened(participant, Connection);
        if (known is not { IsIn: true })
            return Decision.Of(joined, opened);
        // Back too late, though nobody has said so yet.
        return known.ReturnBy <= now
            ? Decision.Of(new ParticipantLeft(participant, known.LostAt!.Value, LeaveReason.LineLost), joined, opened)
            : opened;
    }

    private (MeetingRole Role, SeatId? Seat)? Place(MeetingState state)
    {
        if (state.Phase == RoomPhase.Waiting)
            return Role is { } planned ? (planned, Seat) : null;
        if (Person is { } person && state.Seats.Find(s => s.Person == person) is { } seat)
            return (seat.Role, seat.Id);
        return Role is null ? null : (MeetingRole.Member, null);
    }

    private Rejection? NotNew(MeetingState state)
    {
        if (state.Participants.Count >= Limits.Participants)
            return Rejection.TooMany("participants", Limits.Participants);
        return NewParticipant == default || state.Find(NewParticipant) is not null ? Rejection.BadId("participant") : null;
    }
}

/// <summary>A window goes on purpose; with the last one goes the participant.</summary>
public sealed record Leave(ParticipantId Participant, ConnectionId Connection) : RoomAction
{
    internal override Decision Decide(MeetingState state, DateTimeOffset now)
    {
        if (state.Find(Participant) is not { } participant || !participant.Connections.Contains(Connection))
            return Decision.Of();
        var closed = new ConnectionClosed(Participant, Connection);
        return participant.Connections.Count > 1
            ? closed
            : Decision.Of(closed, new ParticipantLeft(Participant, now, LeaveReason.Left));
    }
}

/// <summary>A window is gone without a word.</summary>
/// <param name="Since">When its line broke, if that was a while ago: it was kept in the hope that it comes back.</param>
public sealed record LoseConnection(ParticipantId Participant, ConnectionId Connection, DateTimeOffset? Since = null) : RoomAction
{
    internal override Decision Decide(MeetingState state, DateTimeOffset now)
    {
        if (state.Find(Participant) is not { } participant || !participant.Connections.Contains(Connection))
            return Decision.Of();
        var since = Since is { } loss && loss < now ? loss : now;
        // Nobody is lost before he came, or before what he holds began: it would end before its beginning.
        if (LastBeginning(state, participant) is { } beginning && since < beginning)
            since = beginning;
        return new ConnectionLost(
            Participant, Connection, since.AddSeconds(state.Options.LostBecomesLeftSeconds), since < now ? since : null);
    }

    private static DateTimeOffset? LastBeginning(MeetingState state, Participant participant) => new[]
    {
        participant.Stays is [.., var stay] ? stay.From : null,
        state.Floor?.Participant == participant.Id ? state.Floor.Since : null,
        state.Presentation?.Participant == participant.Id ? state.Presentation.From : (DateTimeOffset?)null,
    }.Max();
}

/// <summary>Everyone whose time to return has run out has left.</summary>
public sealed record ExpireAbsent : RoomAction
{
    internal override Decision Decide(MeetingState state, DateTimeOffset now) => Decision.Of(
        from participant in state.Participants
        where participant.ReturnBy <= now
        select new ParticipantLeft(participant.Id, participant.LostAt!.Value, LeaveReason.LineLost));
}
