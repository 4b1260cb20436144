using System.Collections.Immutable;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>A room as the server runs it, with virtual time and ids from a counter: decide, log, fold, remember.</summary>
internal sealed class TestRoom
{
    public static readonly DateTimeOffset Opening = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<BallotId, Dictionary<string, int>> _secretCounters = [];
    private int _ids;

    private TestRoom(MeetingKind kind, int members)
    {
        State = MeetingState.Before(New<MeetingId>());
        ChairSeat = new Seat(New<SeatId>(), New<PersonId>(), MeetingRole.Chair);
        SecretarySeat = new Seat(New<SeatId>(), New<PersonId>(), MeetingRole.Secretary, MayVote: false);
        Seats = [ChairSeat, SecretarySeat, .. Enumerable.Range(0, members).Select(_ => new Seat(New<SeatId>(), New<PersonId>(), MeetingRole.Member))];
        Items = [New<AgendaItemId>(), New<AgendaItemId>(), New<AgendaItemId>()];
        Documents = [new PresentedDocument(New<DocumentId>(), 2, "Báo cáo tiến độ.pdf", 120_000), new PresentedDocument(New<DocumentId>(), 1, "Kế hoạch.pdf", 3_000)];
        Plan = new MeetingStarted(
            kind, "Họp giao ban tuần 10", RoomOptions.Default, Seats,
            [.. Items.Select((id, i) => new PlannedAgendaItem(id, $"Nội dung {i + 1}", Seats[2].Person, 10))],
            PlannedStart: Opening, PlannedMinutes: 60);
    }

    public MeetingState State { get; private set; }

    public List<LoggedEvent> Log { get; } = [];

    public List<BesideLog> Rows { get; } = [];

    public CommandLedger Ledger { get; } = new();

    public DateTimeOffset Now { get; private set; } = Opening;

    public MeetingStarted Plan { get; set; }

    /// <summary>The PDFs of the meeting, each in one version.</summary>
    public ImmutableList<PresentedDocument> Documents { get; }

    public Seat ChairSeat { get; }

    public Seat SecretarySeat { get; }

    public ImmutableList<Seat> Seats { get; }

    public ImmutableList<AgendaItemId> Items { get; }

    public ParticipantId Chair => At(ChairSeat);

    public ParticipantId Secretary => At(SecretarySeat);

    /// <summary>Nobody in it yet.</summary>
    public static TestRoom Empty(MeetingKind kind = MeetingKind.Briefing, int members = 3) => new(kind, members);

    /// <summary>Chair, secretary and members are in and wait.</summary>
    public static TestRoom Waiting(MeetingKind kind = MeetingKind.Briefing, int members = 3)
    {
        var room = Empty(kind, members);
        foreach (var seat in room.Seats)
            room.Enter(seat);
        return room;
    }

    /// <summary>All are in, and the chair has started.</summary>
    public static TestRoom Running(MeetingKind kind = MeetingKind.Briefing, int members = 3)
    {
        var room = Waiting(kind, members);
        room.Accept(room.Chair, new StartMeeting());
        return room;
    }

    public T New<T>() where T : struct, IId<T> => T.From(new Guid(++_ids, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    public ParticipantId Member(int index) => At(Seats[index + 2]);

    public ParticipantId At(Seat seat) => State.Occupant(seat.Id)!.Id;

    public Participant Get(ParticipantId participant) => State.Find(participant)!;

    public ConnectionId Enter(Seat seat)
    {
        var connection = New<ConnectionId>();
        var decision = Do(new Enter(New<ParticipantId>(), connection, seat.Person, seat.Id, seat.Role));
        Assert.Null(decision.Rejection);
        return connection;
    }

    public ParticipantId EnterGuest()
    {
        var guest = New<ParticipantId>();
        Assert.Null(Do(new Enter(guest, New<ConnectionId>(), New<PersonId>(), null, MeetingRole.Member)).Rejection);
        return guest;
    }

    public Decision Do(ParticipantId by, RoomCommand command, CommandId? id = null, ConnectionId? connection = null)
    {
        var line = connection ?? State.Find(by)?.Connections.FirstOrDefault();
        var tally = command is CloseBallot close
            ? _secretCounters.GetValueOrDefault(close.Ballot, []).ToImmutableDictionary(StringComparer.Ordinal)
            : null;
        var document = command is PresentDocument present ? Documents.Find(one => one.Id == present.Document) : null;
        var decision = State.Decide(
            command, new Caller(by, line == default(ConnectionId) ? null : line), Now, new DecisionFacts(Plan, tally, document));
        Keep(decision, by, id ?? New<CommandId>());
        return decision;
    }

    public Decision Do(RoomAction action)
    {
        var decision = State.Decide(action, Now);
        Keep(decision, by: null, command: null);
        return decision;
    }

    public void Accept(ParticipantId by, RoomCommand command)
    {
        var decision = Do(by, command);
        Assert.True(decision.Rejection is null, $"{command} was refused: {decision.Rejection?.Code}");
        Assert.NotEmpty(decision.Events);
    }

    public void Refuse(ParticipantId by, RoomCommand command, string code)
    {
        var decision = Do(by, command);
        Assert.Equal(code, decision.Rejection?.Code);
        Assert.Empty(decision.Events);
        Assert.Empty(decision.Rows);
    }

    public void LoseAll(ParticipantId participant)
    {
        foreach (var connection in Get(participant).Connections)
            Do(new LoseConnection(participant, connection));
    }

    public void LeaveAll(ParticipantId participant)
    {
        foreach (var connection in Get(participant).Connections)
            Do(new Leave(participant, connection));
    }

    /// <summary>Time goes by, and what is due on the way happens at its time.</summary>
    public void Wait(TimeSpan time)
    {
        var until = Now + time;
        while (Deadlines.Next(State) is { } due && due <= until)
        {
            Now = due > Now ? due : Now;
            foreach (var action in Deadlines.Due)
                Do(action);
            Assert.False(Deadlines.Next(State) <= Now, "A deadline stayed where it was: the room would spin.");
        }

        Now = until;
    }

    /// <summary>The clock jumps, back too; nothing happens by itself.</summary>
    public void Jump(TimeSpan time) => Now += time;

    private void Keep(Decision decision, ParticipantId? by, CommandId? command)
    {
        if (decision.Rejection is not null)
        {
            Ledger.Rejected(command ?? New<CommandId>(), by ?? default, decision.Rejection);
            return;
        }

        var lines = State.Log(decision, Now, by, command);
        Log.AddRange(lines);
        Rows.AddRange(decision.Rows);
        foreach (var vote in decision.Rows.OfType<SecretVote>())
        {
            var counters = _secretCounters.TryGetValue(vote.Ballot, out var known) ? known : _secretCounters[vote.Ballot] = [];
            counters[vote.Choice] = counters.GetValueOrDefault(vote.Choice) + 1;
        }

        Ledger.Accepted(lines);
        State = State.After(lines);
    }
}
