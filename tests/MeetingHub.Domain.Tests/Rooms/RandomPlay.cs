using System.Collections.Immutable;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Minutes;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>People and a network that do anything at any time; the same for the same seed.</summary>
internal sealed class RandomPlay(int seed, TestRoom room)
{
    private readonly Random _random = new(seed);

    public TestRoom Room { get; } = room;

    public static RandomPlay Of(int seed) => new(
        seed,
        TestRoom.Empty((MeetingKind)(seed % 3), members: 2 + (seed % 5)));

    /// <returns>The decision, when a command was tried.</returns>
    public Decision? Step()
    {
        switch (_random.Next(12))
        {
            case 0:
                return Room.Do(RandomAction());
            case 1:
                var length = _random.Next(40_000);
                Room.Wait(TimeSpan.FromMilliseconds(length));
                return Room.Do(new MeasureSpeech(Room.State.Participants.ConvertAll(p => new Speech(p.Id, p.IsIn ? length : 0))));
            case 2 when _random.Next(20) == 0:
                Room.Jump(TimeSpan.FromSeconds(_random.Next(-30, 300)));
                return null;
            default:
                return Room.State.Participants.IsEmpty ? Room.Do(RandomAction()) : Room.Do(AnyParticipant(), RandomCommand());
        }
    }

    private RoomAction RandomAction()
    {
        var participant = Room.State.Participants.IsEmpty ? default : Room.Get(AnyParticipant());
        var connection = participant is { Connections: [_, ..] lines } ? Pick(lines) : Room.New<ConnectionId>();
        var seat = Pick(Room.Seats);
        return _random.Next(12) switch
        {
            0 when participant is not null => new Leave(participant.Id, connection),
            1 when participant is not null => new LoseConnection(participant.Id, connection),
            2 when participant is not null => new LoseConnection(participant.Id, connection, Room.Now.AddSeconds(-_random.Next(100))),
            3 when _random.Next(5) == 0 => new Recover(Room.Now.AddSeconds(-_random.Next(100))),
            4 => new ExpireAbsent(),
            5 => new EndAbandoned(),
            6 => new NoteAnswer(seat.Id),
            7 => new Enter(Room.New<ParticipantId>(), Room.New<ConnectionId>(), Room.New<PersonId>(), null, MeetingRole.Member),
            8 => new Enter(Room.New<ParticipantId>(), Room.New<ConnectionId>(), Room.New<PersonId>(), null, null),
            _ => new Enter(Room.New<ParticipantId>(), Room.New<ConnectionId>(), seat.Person, seat.Id, seat.Role),
        };
    }

    private RoomCommand RandomCommand() => _random.Next(44) switch
    {
        0 or 1 => new StartMeeting(),
        2 when _random.Next(15) == 0 => new EndMeeting(),
        3 when _random.Next(3) == 0 => new RemoveParticipant(AnyParticipant()),
        4 => new ReadmitParticipant(Room.State.Participants.Find(participant => participant.IsRemoved)?.Id ?? AnyParticipant()),
        5 or 6 => new OpenAgendaItem(AnyItem()),
        7 => new CloseAgendaItem(AnyItem()),
        8 => new AddAgendaItem(Room.New<AgendaItemId>(), Words(), null, _random.Next(0, 30), _random.Next(2) == 0 ? AnyItem() : null),
        9 or 10 or 11 => new RaiseHand(),
        12 => new LowerHand(),
        13 => new LowerAnotherHand(AnyParticipant()),
        14 or 15 => new GiveFloor(AnyParticipant(), _random.Next(2) == 0 ? _random.Next(-1, 300) : null),
        16 => new ExtendFloor(_random.Next(-1, 100)),
        17 => new TakeFloor(),
        18 => new YieldFloor(),
        19 => new Mute(),
        20 => new MuteAnother(AnyParticipant()),
        21 => new Unmute(),
        22 => new AskToUnmute(AnyParticipant()),
        23 => new PostChat(Room.New<ChatMessageId>(), Words(), (ChatAudience)_random.Next(2)),
        24 => new RecordConclusion(Room.New<ConclusionId>(), Words(), _random.Next(2) == 0 ? AnyItem() : null),
        25 when !Room.State.Conclusions.IsEmpty => new ReviseConclusion(Pick(Room.State.Conclusions).Id, _random.Next(1, 3), Words()),
        26 when !Room.State.Conclusions.IsEmpty => new WithdrawConclusion(Pick(Room.State.Conclusions).Id),
        27 => new RecordActionItem(Room.New<ActionItemId>(), Words(), Someone(), [Someone()], Due(), AnyItem()),
        28 when !Room.State.ActionItems.IsEmpty =>
            new ReviseActionItem(Pick(Room.State.ActionItems).Id, _random.Next(1, 3), Words(), Someone(), [], Due()),
        29 when !Room.State.ActionItems.IsEmpty => new WithdrawActionItem(Pick(Room.State.ActionItems).Id),
        30 => new CallNextTurn(),
        31 => new CallTurn(Pick(Room.Seats).Id),
        32 => _random.Next(2) == 0 ? new EndTurn(_random.Next(2) == 0) : new FinishOwnTurn(),
        33 => new OpenBallot(Room.New<BallotId>(), Words(), _random.Next(2) == 0, _random.Next(2) == 0 ? ["Một", Words()] : null),
        34 or 35 or 36 when !Room.State.Ballots.IsEmpty => new CastBallot(Room.State.Ballots[^1].Id, Pick(Room.State.Ballots[^1].Choices).Key),
        37 when !Room.State.Ballots.IsEmpty => new CloseBallot(Pick(Room.State.Ballots).Id),
        38 or 39 => new PresentDocument(Pick(Room.Documents).Id, _random.Next(0, 9), _random.Next(2) == 0 ? _random.Next(0, 9) : null),
        40 or 41 or 42 => new TurnPage(Pick(Room.Documents).Id, _random.Next(0, 9)),
        43 => new StopPresenting(),
        _ => new RaiseHand(),
    };

    private ParticipantId AnyParticipant() => Pick(Room.State.Participants).Id;

    private AgendaItemId AnyItem() => _random.Next(20) == 0 || Room.State.Agenda.IsEmpty ? Room.New<AgendaItemId>() : Pick(Room.State.Agenda).Id;

    private Assignee Someone() => _random.Next(8) switch
    {
        0 => new Assignee(),
        1 => new Assignee(Department: Room.New<DepartmentId>()),
        _ => new Assignee(Pick(Room.Seats).Person),
    };

    private DateOnly Due() => DateOnly.FromDateTime(Room.Now.UtcDateTime).AddDays(_random.Next(-3, 30));

    private string Words() => _random.Next(12) switch
    {
        0 => "",
        1 => new string('ơ', 5_000),
        2 => "\ud800",
        3 => "a\u0000b",
        4 => "Dòng một\r\nDòng \"hai\" \\ 😀",
        5 => "Đường ống\u2028\u007f",
        _ => "Giao phòng Tổng hợp báo cáo " + _random.Next(1_000),
    };

    private T Pick<T>(ImmutableList<T> list) => list[_random.Next(list.Count)];
}
