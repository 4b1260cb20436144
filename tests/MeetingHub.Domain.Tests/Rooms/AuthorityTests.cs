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

/// <summary>The table once more, by other hands: who may (c chair, s secretary, m member) and when (w waiting, r running).</summary>
public sealed class AuthorityTests
{
    private static readonly Dictionary<Type, (string Who, string When)> Expected = new()
    {
        [typeof(StartMeeting)] = ("cs", "w"),
        [typeof(EndMeeting)] = ("c", "r"),
        [typeof(RemoveParticipant)] = ("c", "r"),
        [typeof(ReadmitParticipant)] = ("c", "r"),
        [typeof(OpenAgendaItem)] = ("cs", "r"),
        [typeof(CloseAgendaItem)] = ("cs", "r"),
        [typeof(AddAgendaItem)] = ("cs", "r"),
        [typeof(RaiseHand)] = ("csm", "r"),
        [typeof(LowerHand)] = ("csm", "r"),
        [typeof(LowerAnotherHand)] = ("cs", "r"),
        [typeof(GiveFloor)] = ("c", "r"),
        [typeof(ExtendFloor)] = ("c", "r"),
        [typeof(TakeFloor)] = ("c", "r"),
        [typeof(YieldFloor)] = ("csm", "r"),
        [typeof(Mute)] = ("csm", "wr"),
        [typeof(Unmute)] = ("csm", "wr"),
        [typeof(MuteAnother)] = ("cs", "wr"),
        [typeof(AskToUnmute)] = ("cs", "wr"),
        [typeof(PresentDocument)] = ("cs", "r"),
        [typeof(TurnPage)] = ("csm", "r"),
        [typeof(StopPresenting)] = ("csm", "r"),
        [typeof(PostChat)] = ("csm", "wr"),
        [typeof(RecordConclusion)] = ("cs", "r"),
        [typeof(ReviseConclusion)] = ("cs", "r"),
        [typeof(WithdrawConclusion)] = ("cs", "r"),
        [typeof(RecordActionItem)] = ("cs", "r"),
        [typeof(ReviseActionItem)] = ("cs", "r"),
        [typeof(WithdrawActionItem)] = ("cs", "r"),
        [typeof(CallNextTurn)] = ("cs", "r"),
        [typeof(CallTurn)] = ("cs", "r"),
        [typeof(EndTurn)] = ("cs", "r"),
        [typeof(FinishOwnTurn)] = ("csm", "r"),
        [typeof(OpenBallot)] = ("c", "r"),
        [typeof(CloseBallot)] = ("c", "r"),
        [typeof(CastBallot)] = ("csm", "r"),
    };

    public static TheoryData<Type, MeetingRole, RoomPhase> Rows
    {
        get
        {
            var rows = new TheoryData<Type, MeetingRole, RoomPhase>();
            foreach (var command in Samples.Commands)
            {
                foreach (var role in Enum.GetValues<MeetingRole>())
                {
                    foreach (var phase in Enum.GetValues<RoomPhase>())
                        rows.Add(command.GetType(), role, phase);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_command_is_open_to_its_roles_in_its_phases_alone(Type type, MeetingRole role, RoomPhase phase)
    {
        var (who, when) = Expected[type];
        var room = phase == RoomPhase.Waiting ? TestRoom.Waiting() : TestRoom.Running();
        if (phase == RoomPhase.Ended)
            room.Accept(room.Chair, new EndMeeting());
        var by = role switch
        {
            MeetingRole.Chair => room.Chair,
            MeetingRole.Secretary => room.Secretary,
            MeetingRole.Member => room.Member(0),
        };

        // Never ChairAndSecretaries: chat's own rule on who may write there has its own test.
        var command = (RoomCommand)Samples.Make(type, full: false);
        var code = room.Do(by, command).Rejection?.Code;

        if (phase == RoomPhase.Ended)
            Assert.Equal(RejectionCodes.AlreadyEnded, code);
        else if (!when.Contains(phase == RoomPhase.Waiting ? 'w' : 'r', StringComparison.Ordinal))
            Assert.Equal(phase == RoomPhase.Waiting ? RejectionCodes.NotStarted : RejectionCodes.AlreadyStarted, code);
        else if (!who.Contains(char.ToLowerInvariant(role.ToString()[0]), StringComparison.Ordinal))
            Assert.Equal(RejectionCodes.NotAllowed, code);
        else
            Assert.False(
                code is RejectionCodes.NotAllowed or RejectionCodes.NotStarted or RejectionCodes.AlreadyStarted or RejectionCodes.AlreadyEnded,
                code);
    }

    [Fact]
    public void Someone_who_is_not_in_the_meeting_may_do_nothing()
    {
        var room = TestRoom.Running();
        var stranger = room.New<ParticipantId>();

        foreach (var command in Samples.Commands)
            room.Refuse(stranger, command, RejectionCodes.NotInMeeting);
    }

    [Fact]
    public void A_connection_of_someone_else_opens_no_door()
    {
        var room = TestRoom.Running();

        var decision = room.Do(room.Chair, new EndMeeting(), connection: room.Get(room.Member(0)).Connections[0]);

        Assert.Equal(RejectionCodes.NotInMeeting, decision.Rejection?.Code);
    }

    [Fact]
    public void The_secretary_stands_in_when_the_chair_has_been_gone_for_a_minute()
    {
        var room = TestRoom.Running();
        room.LeaveAll(room.Chair);

        room.Wait(TimeSpan.FromSeconds(59));
        room.Refuse(room.Secretary, new GiveFloor(room.Member(0)), RejectionCodes.NotAllowed);
        room.Wait(TimeSpan.FromSeconds(1));
        room.Accept(room.Secretary, new GiveFloor(room.Member(0)));
        room.Refuse(room.Member(1), new EndMeeting(), RejectionCodes.NotAllowed);

        room.Enter(room.ChairSeat);
        room.Refuse(room.Secretary, new TakeFloor(), RejectionCodes.NotAllowed);
    }

    [Fact]
    public void A_chair_whose_line_was_lost_is_gone_from_the_loss_on()
    {
        var room = TestRoom.Running();
        room.LoseAll(room.Chair);

        room.Wait(TimeSpan.FromSeconds(60));

        room.Accept(room.Secretary, new OpenBallot(room.New<BallotId>(), "Thông qua?", IsSecret: false));
    }

    [Fact]
    public void A_chair_who_never_came_is_gone_from_the_start_on()
    {
        var room = TestRoom.Empty();
        room.Enter(room.SecretarySeat);
        room.Wait(TimeSpan.FromMinutes(10));
        room.Accept(room.Secretary, new StartMeeting());

        room.Refuse(room.Secretary, new EndMeeting(), RejectionCodes.NotAllowed);
        room.Wait(TimeSpan.FromMinutes(1));

        room.Accept(room.Secretary, new EndMeeting());
    }

    [Fact]
    public void After_a_crash_the_chair_has_a_minute_from_the_return_of_the_server()
    {
        var room = TestRoom.Running();
        room.Jump(TimeSpan.FromMinutes(20));
        room.Do(new Recover(room.Now - TimeSpan.FromMinutes(15)));
        room.Enter(room.SecretarySeat);

        room.Refuse(room.Secretary, new EndMeeting(), RejectionCodes.NotAllowed);
        room.Wait(TimeSpan.FromMinutes(1));

        room.Accept(room.Secretary, new EndMeeting());
    }

    [Fact]
    public void Who_was_a_secretary_while_waiting_is_what_the_plan_says_once_it_starts()
    {
        var room = TestRoom.Waiting();
        room.Plan = room.Plan with { Seats = room.Plan.Seats.ConvertAll(s => s.Id == room.SecretarySeat.Id ? s with { Role = MeetingRole.Member } : s) };
        var secretary = room.Secretary;

        room.Accept(room.Chair, new StartMeeting());

        room.Refuse(secretary, new OpenAgendaItem(room.Items[0]), RejectionCodes.NotAllowed);
    }
}
