using System.Text.Json.Serialization;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Minutes;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Rooms;

/// <summary>
/// A live meeting as its log tells it; also the snapshot a client begins with. Lists are in the order in which things
/// came. No time in it is computed: each was said by an event.
/// </summary>
/// <param name="Revision">Of the last event folded in; 0 before the first.</param>
/// <param name="At">Room time of that event.</param>
/// <param name="StartedAt">Null while people wait.</param>
/// <param name="EndedAt">Null until the end.</param>
public sealed partial record MeetingState(
    MeetingId Meeting,
    long Revision,
    RoomPhase Phase,
    RoomOptions Options,
    ImmutableList<Seat> Seats,
    ImmutableList<Participant> Participants,
    ImmutableList<AgendaItem> Agenda,
    ImmutableList<Hand> Hands,
    ImmutableList<SpeakingTurn> SpeakingTurns,
    ImmutableList<Conclusion> Conclusions,
    ImmutableList<ActionItem> ActionItems,
    ImmutableList<Ballot> Ballots,
    ImmutableList<StandUpTurn> StandUpTurns,
    ImmutableList<Interruption> Interruptions,
    ImmutableList<SpokenTime> SpokenTimes,
    ImmutableList<Presentation> Presentations,
    int ChatCount,
    int StaffChatCount,
    DateTimeOffset? At = null,
    MeetingKind? Kind = null,
    string? Title = null,
    DateTimeOffset? PlannedStart = null,
    int? PlannedMinutes = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    EndReason? EndReason = null,
    FloorHolder? Floor = null,
    AgendaItemId? OpenItem = null,
    SeatId? RunningTurn = null)
{
    /// <summary>What is on the stage now; null when nothing is presented.</summary>
    [JsonIgnore]
    public Presentation? Presentation => Presentations is [.., { To: null } last] ? last : null;

    public static MeetingState Before(MeetingId meeting, RoomOptions? options = null) => new(
        meeting, Revision: 0, RoomPhase.Waiting, options ?? RoomOptions.Default, Seats: [], Participants: [], Agenda: [], Hands: [],
        SpeakingTurns: [], Conclusions: [], ActionItems: [], Ballots: [], StandUpTurns: [], Interruptions: [], SpokenTimes: [],
        Presentations: [], ChatCount: 0, StaffChatCount: 0);
}

public enum RoomPhase
{
    Waiting,
    Running,
    Ended,
}

public sealed record Interruption(DateTimeOffset From, DateTimeOffset To);
