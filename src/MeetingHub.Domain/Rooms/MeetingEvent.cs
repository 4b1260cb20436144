using System.Reflection;
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
/// A fact of a live meeting. Payloads are only added to: a new member is optional with a default. A type name, once
/// released, is never used for anything else.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Withheld), "withheld")]
[JsonDerivedType(typeof(MeetingStarted), "meetingStarted")]
[JsonDerivedType(typeof(MeetingEnded), "meetingEnded")]
[JsonDerivedType(typeof(Interrupted), "interrupted")]
[JsonDerivedType(typeof(ParticipantJoined), "participantJoined")]
[JsonDerivedType(typeof(ConnectionOpened), "connectionOpened")]
[JsonDerivedType(typeof(ConnectionClosed), "connectionClosed")]
[JsonDerivedType(typeof(ConnectionLost), "connectionLost")]
[JsonDerivedType(typeof(ParticipantLeft), "participantLeft")]
[JsonDerivedType(typeof(ParticipantRemoved), "participantRemoved")]
[JsonDerivedType(typeof(ParticipantReadmitted), "participantReadmitted")]
[JsonDerivedType(typeof(AgendaItemOpened), "agendaItemOpened")]
[JsonDerivedType(typeof(AgendaItemClosed), "agendaItemClosed")]
[JsonDerivedType(typeof(AgendaItemReopened), "agendaItemReopened")]
[JsonDerivedType(typeof(AgendaItemAdded), "agendaItemAdded")]
[JsonDerivedType(typeof(HandRaised), "handRaised")]
[JsonDerivedType(typeof(HandLowered), "handLowered")]
[JsonDerivedType(typeof(FloorGiven), "floorGiven")]
[JsonDerivedType(typeof(FloorExtended), "floorExtended")]
[JsonDerivedType(typeof(FloorTaken), "floorTaken")]
[JsonDerivedType(typeof(ParticipantMuted), "participantMuted")]
[JsonDerivedType(typeof(ParticipantUnmuted), "participantUnmuted")]
[JsonDerivedType(typeof(UnmuteAsked), "unmuteAsked")]
[JsonDerivedType(typeof(SpeechMeasured), "speechMeasured")]
[JsonDerivedType(typeof(DocumentPresented), "documentPresented")]
[JsonDerivedType(typeof(PageTurned), "pageTurned")]
[JsonDerivedType(typeof(PresentingStopped), "presentingStopped")]
[JsonDerivedType(typeof(ChatPosted), "chatPosted")]
[JsonDerivedType(typeof(ConclusionRecorded), "conclusionRecorded")]
[JsonDerivedType(typeof(ConclusionRevised), "conclusionRevised")]
[JsonDerivedType(typeof(ConclusionWithdrawn), "conclusionWithdrawn")]
[JsonDerivedType(typeof(ActionItemRecorded), "actionItemRecorded")]
[JsonDerivedType(typeof(ActionItemRevised), "actionItemRevised")]
[JsonDerivedType(typeof(ActionItemWithdrawn), "actionItemWithdrawn")]
[JsonDerivedType(typeof(TurnCalled), "turnCalled")]
[JsonDerivedType(typeof(TurnEnded), "turnEnded")]
[JsonDerivedType(typeof(AnsweredBeforehand), "answeredBeforehand")]
[JsonDerivedType(typeof(BallotOpened), "ballotOpened")]
[JsonDerivedType(typeof(BallotCast), "ballotCast")]
[JsonDerivedType(typeof(BallotClosed), "ballotClosed")]
public abstract record MeetingEvent
{
    private static readonly ImmutableDictionary<Type, (string Name, LogRuleAttribute Rule)> Catalogue =
        typeof(MeetingEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().ToImmutableDictionary(
            derived => derived.DerivedType,
            derived => ((string)derived.TypeDiscriminator!, derived.DerivedType.GetCustomAttribute<LogRuleAttribute>()!));

    /// <summary>The name under which it is stored and sent ("floorGiven").</summary>
    [JsonIgnore]
    public string TypeName => Catalogue[GetType()].Name;

    [JsonIgnore]
    public int Version => Catalogue[GetType()].Rule.Version;

    [JsonIgnore]
    public Audience Audience => Catalogue[GetType()].Rule.Audience switch
    {
        AudienceRule.All => Audience.All,
        AudienceRule.ChairAndSecretaries => new(AudienceKind.ChairAndSecretaries),
        AudienceRule.OneParticipant => new(AudienceKind.OneParticipant, ((IForOneParticipant)this).Participant),
        AudienceRule.ServerOnly => new(AudienceKind.ServerOnly),
        AudienceRule.AsTheEventSays => ((IChoosesAudience)this).IsForChairAndSecretaries ? new(AudienceKind.ChairAndSecretaries) : Audience.All,
    };

    /// <summary>
    /// What it does to the state, beside revision and time. Computes no time: keeps <paramref name="at"/> and what the event
    /// says, so that the browser's fold cannot come to another result.
    /// </summary>
    internal abstract MeetingState Fold(MeetingState state, DateTimeOffset at);
}

/// <summary>Stands on the wire in place of an event its reader may not see, so that numbering has no gap. Never stored.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record Withheld : MeetingEvent
{
    public static Withheld Instance { get; } = new();

    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state;
}
