using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Meetings;

namespace MeetingHub.Domain.Rooms;

/// <summary>
/// The answer to a command: events (and the rows to write in the same transaction), or a rejection. A client's command
/// that is accepted always makes at least one event, so that the log itself remembers its id; a server's action may make none.
/// </summary>
public sealed record Decision
{
    private Decision()
    {
    }

    public ImmutableList<MeetingEvent> Events { get; private init; } = [];

    /// <summary>What must be on disk with the events but may not stand in the log.</summary>
    public ImmutableList<BesideLog> Rows { get; private init; } = [];

    /// <summary>Null when accepted.</summary>
    public Rejection? Rejection { get; private init; }

    public static Decision Of(params IEnumerable<MeetingEvent> events) => new() { Events = [.. events] };

    public Decision With(BesideLog row) => this with { Rows = Rows.Add(row) };

    public static implicit operator Decision(MeetingEvent happened) => Of(happened);

    public static implicit operator Decision(Rejection rejection) => new() { Rejection = rejection };

    public static Decision FromRejection(Rejection rejection) => rejection;

    public static Decision FromMeetingEvent(MeetingEvent happened) => happened;
}

/// <summary>A row written in the transaction of the events it belongs to.</summary>
public abstract record BesideLog;

/// <summary>Erasable to a tombstone; the event keeps the id and the hash.</summary>
public sealed record ChatText(ChatMessageId Id, string Text) : BesideLog;

/// <summary>Adds one to the counter of this choice. Nothing may tie it to who voted: no time, no order, no participant.</summary>
public sealed record SecretVote(BallotId Ballot, string Choice) : BesideLog;

/// <summary>Who sends a command.</summary>
/// <param name="Connection">Null by REST: then commands that act on a window (unmuting) are refused.</param>
public readonly record struct Caller(ParticipantId Participant, ConnectionId? Connection);

/// <summary>What a decision needs that is not in the log.</summary>
/// <param name="Plan">For <see cref="StartMeeting"/>: what the tables say now; null when by them it may not start.</param>
/// <param name="SecretTally">
/// For <c>CloseBallot</c> of a secret ballot: its counters by the choices' keys, read in the transaction that stores the answer.
/// </param>
/// <param name="Document">For <c>PresentDocument</c>: that version, when it is a PDF of this meeting.</param>
public readonly record struct DecisionFacts(
    MeetingStarted? Plan = null, ImmutableDictionary<string, int>? SecretTally = null, PresentedDocument? Document = null);
