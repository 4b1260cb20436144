using System.Text.Json.Serialization;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Minutes;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Rooms;

/// <summary>
/// What a client may ask for. Ids of new things come from the client, so that it can show them before the answer.
/// Who may, and when, is in <see cref="Authority"/>. What only the server does is a <see cref="RoomAction"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StartMeeting), "startMeeting")]
[JsonDerivedType(typeof(EndMeeting), "endMeeting")]
[JsonDerivedType(typeof(RemoveParticipant), "removeParticipant")]
[JsonDerivedType(typeof(ReadmitParticipant), "readmitParticipant")]
[JsonDerivedType(typeof(OpenAgendaItem), "openAgendaItem")]
[JsonDerivedType(typeof(CloseAgendaItem), "closeAgendaItem")]
[JsonDerivedType(typeof(AddAgendaItem), "addAgendaItem")]
[JsonDerivedType(typeof(RaiseHand), "raiseHand")]
[JsonDerivedType(typeof(LowerHand), "lowerHand")]
[JsonDerivedType(typeof(LowerAnotherHand), "lowerAnotherHand")]
[JsonDerivedType(typeof(GiveFloor), "giveFloor")]
[JsonDerivedType(typeof(ExtendFloor), "extendFloor")]
[JsonDerivedType(typeof(TakeFloor), "takeFloor")]
[JsonDerivedType(typeof(YieldFloor), "yieldFloor")]
[JsonDerivedType(typeof(Mute), "mute")]
[JsonDerivedType(typeof(MuteAnother), "muteAnother")]
[JsonDerivedType(typeof(Unmute), "unmute")]
[JsonDerivedType(typeof(AskToUnmute), "askToUnmute")]
[JsonDerivedType(typeof(PresentDocument), "presentDocument")]
[JsonDerivedType(typeof(TurnPage), "turnPage")]
[JsonDerivedType(typeof(StopPresenting), "stopPresenting")]
[JsonDerivedType(typeof(PostChat), "postChat")]
[JsonDerivedType(typeof(RecordConclusion), "recordConclusion")]
[JsonDerivedType(typeof(ReviseConclusion), "reviseConclusion")]
[JsonDerivedType(typeof(WithdrawConclusion), "withdrawConclusion")]
[JsonDerivedType(typeof(RecordActionItem), "recordActionItem")]
[JsonDerivedType(typeof(ReviseActionItem), "reviseActionItem")]
[JsonDerivedType(typeof(WithdrawActionItem), "withdrawActionItem")]
[JsonDerivedType(typeof(CallNextTurn), "callNextTurn")]
[JsonDerivedType(typeof(CallTurn), "callTurn")]
[JsonDerivedType(typeof(EndTurn), "endTurn")]
[JsonDerivedType(typeof(FinishOwnTurn), "finishOwnTurn")]
[JsonDerivedType(typeof(OpenBallot), "openBallot")]
[JsonDerivedType(typeof(CastBallot), "castBallot")]
[JsonDerivedType(typeof(CloseBallot), "closeBallot")]
public abstract record RoomCommand
{
    /// <summary>The rule itself; who and when were asked before.</summary>
    internal abstract Decision Decide(Deciding on);
}

/// <summary>What the server itself does to a room; never read from a client.</summary>
public abstract record RoomAction
{
    internal abstract Decision Decide(MeetingState state, DateTimeOffset now);
}
