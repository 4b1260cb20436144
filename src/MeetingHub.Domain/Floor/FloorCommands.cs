namespace MeetingHub.Domain.Floor;

public sealed record RaiseHand : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Hands.Exists(hand => hand.Participant == on.Me.Id))
            return new Rejection(RejectionCodes.HandAlreadyRaised);
        if (on.State.Floor?.Participant == on.Me.Id)
            return new Rejection(RejectionCodes.HasFloorAlready);
        return on.State.Hands.Count >= Limits.Hands ? Rejection.TooMany("hands", Limits.Hands) : new HandRaised(on.Me.Id);
    }
}

public sealed record LowerHand : RoomCommand
{
    internal override Decision Decide(Deciding on) => on.State.Hands.Exists(hand => hand.Participant == on.Me.Id)
        ? new HandLowered(on.Me.Id)
        : new Rejection(RejectionCodes.HandNotRaised);
}

public sealed record LowerAnotherHand(ParticipantId Participant) : RoomCommand
{
    internal override Decision Decide(Deciding on) => on.State.Hands.Exists(hand => hand.Participant == Participant)
        ? new HandLowered(Participant)
        : new Rejection(RejectionCodes.HandNotRaised);
}

/// <param name="LimitSeconds">Null: without limit.</param>
public sealed record GiveFloor(ParticipantId Participant, int? LimitSeconds = null) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (LimitSeconds is < 1 or > Limits.FloorSeconds)
            return Rejection.OutOfRange("limitSeconds", 1, Limits.FloorSeconds);
        if (on.State.Find(Participant) is not { } participant)
            return Rejection.NotFound("participant");
        if (!participant.IsConnected)
            return new Rejection(RejectionCodes.NotConnected);
        if (on.State.Floor?.Participant == Participant)
            return new Rejection(RejectionCodes.HasFloorAlready);
        if (on.State.SpeakingTurns.Count >= Limits.SpeakingTurns)
            return Rejection.TooMany("speakingTurns", Limits.SpeakingTurns);
        var given = new FloorGiven(Participant, LimitSeconds is { } limit ? on.Now.AddSeconds(limit) : null);
        return on.State.Floor is { } held ? Decision.Of(new FloorTaken(held.Participant), given) : given;
    }
}

/// <summary>Counts from the end of the limit, or from now when that has passed or there was none.</summary>
public sealed record ExtendFloor(int Seconds) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (Seconds is < 1 or > Limits.FloorSeconds)
            return Rejection.OutOfRange("seconds", 1, Limits.FloorSeconds);
        if (on.State.Floor is not { } floor)
            return new Rejection(RejectionCodes.NobodyHasFloor);
        var from = floor.Until is { } until && until > on.Now ? until : on.Now;
        return new FloorExtended(floor.Participant, from.AddSeconds(Seconds));
    }
}

public sealed record TakeFloor : RoomCommand
{
    internal override Decision Decide(Deciding on) => on.State.Floor is { } floor
        ? new FloorTaken(floor.Participant)
        : new Rejection(RejectionCodes.NobodyHasFloor);
}

public sealed record YieldFloor : RoomCommand
{
    internal override Decision Decide(Deciding on) => on.State.Floor?.Participant == on.Me.Id
        ? new FloorTaken(on.Me.Id)
        : new Rejection(RejectionCodes.NotYourFloor);
}

public sealed record Mute : RoomCommand
{
    internal override Decision Decide(Deciding on) =>
        on.Me.Sound is null ? new Rejection(RejectionCodes.AlreadyMuted) : new ParticipantMuted(on.Me.Id);
}

public sealed record MuteAnother(ParticipantId Participant) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Participant) is not { } participant)
            return Rejection.NotFound("participant");
        return participant.Sound is null ? new Rejection(RejectionCodes.AlreadyMuted) : new ParticipantMuted(Participant);
    }
}

/// <summary>Also moves the sound to this window when another of the same person had it.</summary>
public sealed record Unmute : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.Connection is not { } connection)
            return new Rejection(RejectionCodes.NotConnected);
        return on.Me.Sound == connection
            ? new Rejection(RejectionCodes.AlreadyUnmuted)
            : new ParticipantUnmuted(on.Me.Id, connection);
    }
}

public sealed record AskToUnmute(ParticipantId Participant) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Participant) is not { } participant)
            return Rejection.NotFound("participant");
        if (!participant.IsConnected)
            return new Rejection(RejectionCodes.NotConnected);
        return participant.Sound is null ? new UnmuteAsked(Participant) : new Rejection(RejectionCodes.AlreadyUnmuted);
    }
}
