namespace MeetingHub.Domain.Floor;

[LogRule(1, AudienceRule.All)]
public sealed record HandRaised(ParticipantId Participant) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state with { Hands = state.Hands.Add(new Hand(Participant, at)) };
}

[LogRule(1, AudienceRule.All)]
public sealed record HandLowered(ParticipantId Participant) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state with { Hands = state.Hands.RemoveAll(hand => hand.Participant == Participant) };
}

/// <summary>Lowers the hand as well. A previous holder has had a <see cref="FloorTaken"/> first.</summary>
/// <param name="Until">Null: without limit. Passing it does nothing but show.</param>
[LogRule(1, AudienceRule.All)]
public sealed record FloorGiven(ParticipantId Participant, DateTimeOffset? Until = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state with
    {
        Hands = state.Hands.RemoveAll(hand => hand.Participant == Participant),
        Floor = new FloorHolder(Participant, at, Until),
        SpeakingTurns = state.SpeakingTurns.Add(new SpeakingTurn(Participant, at, state.OpenItem)),
    };
}

[LogRule(1, AudienceRule.All)]
public sealed record FloorExtended(ParticipantId Participant, DateTimeOffset Until) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state with { Floor = state.Floor! with { Until = Until } };
}

/// <summary>Taken by the chair or given back; a holder who leaves loses it without this event.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record FloorTaken(ParticipantId Participant) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.WithoutFloor(at);
}

/// <summary>No connection of this participant may send sound: enforced where media is forwarded.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record ParticipantMuted(ParticipantId Participant) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Participant, p => p with { Sound = null });
}

/// <summary>By the person alone. The connection named is the one that may send sound; the person's others may not.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record ParticipantUnmuted(ParticipantId Participant, ConnectionId Connection) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Participant, p => p with { Sound = Connection, UnmuteAsked = false });
}

/// <summary>The chair would like to hear this person, whose consent it needs.</summary>
[LogRule(1, AudienceRule.OneParticipant)]
public sealed record UnmuteAsked(ParticipantId Participant) : MeetingEvent, IForOneParticipant
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Participant, p => p with { UnmuteAsked = true });
}
