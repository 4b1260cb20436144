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

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>A meeting in which everything happens at least once.</summary>
internal static class Story
{
    public static TestRoom Briefing()
    {
        var room = TestRoom.Waiting();
        var guest = room.EnterGuest();
        room.Accept(room.Member(0), new Unmute());
        room.Wait(TimeSpan.FromMinutes(1));
        room.Accept(room.Secretary, new StartMeeting());
        Agenda(room);
        Speaking(room, guest);
        Papers(room);
        Presenting(room);
        Voting(room);
        Lines(room, guest);
        room.Accept(room.Chair, new EndMeeting());
        return room;
    }

    public static TestRoom StandUp()
    {
        var room = TestRoom.Waiting(MeetingKind.StandUp, members: 4);
        room.Plan = room.Plan with { Seats = room.Plan.Seats.ConvertAll(s => s.Id == room.Seats[4].Id ? s with { AnsweredBeforehand = true } : s) };
        room.LeaveAll(room.Member(2));
        room.LeaveAll(room.Member(3));
        room.Accept(room.Chair, new StartMeeting());
        for (var turn = 0; turn < 4; turn++)
        {
            room.Accept(room.Chair, new CallNextTurn());
            room.Wait(TimeSpan.FromSeconds(45));
        }

        room.Accept(room.Member(1), new FinishOwnTurn());
        room.Accept(room.Secretary, new CallNextTurn());
        room.Do(new NoteAnswer(room.Seats[5].Id));
        room.Enter(room.Seats[5]);
        room.Accept(room.Chair, new CallTurn(room.Seats[5].Id));
        room.Accept(room.Chair, new EndTurn(Skipped: true));
        room.Accept(room.Chair, new CallNextTurn());
        room.Wait(TimeSpan.FromSeconds(10));
        room.Accept(room.Chair, new EndMeeting());
        return room;
    }

    private static void Agenda(TestRoom room)
    {
        room.Accept(room.Secretary, new OpenAgendaItem(room.Items[0]));
        room.Wait(TimeSpan.FromMinutes(12));
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[1]));
        room.Accept(room.Chair, new AddAgendaItem(room.New<AgendaItemId>(), "Việc phát sinh \"khẩn\"", After: room.Items[1]));
        room.Accept(room.Chair, new AddAgendaItem(room.New<AgendaItemId>(), "Việc khác", room.Seats[3].Person, 5));
        room.Wait(TimeSpan.FromSeconds(90));
        room.Accept(room.Chair, new CloseAgendaItem(room.Items[1]));
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[0]));
    }

    private static void Speaking(TestRoom room, ParticipantId guest)
    {
        room.Accept(room.Member(0), new RaiseHand());
        room.Accept(room.Member(1), new RaiseHand());
        room.Accept(guest, new RaiseHand());
        room.Accept(room.Chair, new LowerAnotherHand(guest));
        room.Accept(room.Chair, new GiveFloor(room.Member(1), LimitSeconds: 180));
        room.Accept(room.Chair, new AskToUnmute(room.Member(1)));
        room.Wait(TimeSpan.FromMinutes(2));
        room.Do(new MeasureSpeech([new Speech(room.Chair, 61_250), new Speech(room.Member(1), 3_000)]));
        room.Accept(room.Member(1), new Unmute());
        room.Accept(room.Chair, new ExtendFloor(60));
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        room.Accept(room.Secretary, new MuteAnother(room.Member(1)));
        room.Accept(room.Member(0), new YieldFloor());
        room.Accept(room.Chair, new AskToUnmute(room.Member(2)));
        room.Do(new MeasureSpeech([new Speech(room.Member(1), 2_500)]));
        room.Accept(room.Member(2), new PostChat(room.New<ChatMessageId>(), "Xin chào các đồng chí"));
        room.Accept(room.Secretary, new PostChat(room.New<ChatMessageId>(), "Gần hết giờ", ChatAudience.ChairAndSecretaries));
    }

    private static void Papers(TestRoom room)
    {
        var conclusion = room.New<ConclusionId>();
        var withdrawn = room.New<ConclusionId>();
        room.Accept(room.Secretary, new RecordConclusion(conclusion, "Thống nhất phương án 1.", room.Items[0]));
        room.Accept(room.Chair, new RecordConclusion(withdrawn, "Nhầm"));
        room.Accept(room.Chair, new ReviseConclusion(conclusion, 1, "Thống nhất phương án 2.\nGiao Văn phòng theo dõi.", room.Items[0]));
        room.Accept(room.Chair, new WithdrawConclusion(withdrawn));

        var due = DateOnly.FromDateTime(room.Now.UtcDateTime).AddDays(7);
        var task = room.New<ActionItemId>();
        var dropped = room.New<ActionItemId>();
        var office = new Assignee(Department: room.New<DepartmentId>());
        room.Accept(room.Secretary, new RecordActionItem(task, "Báo cáo tiến độ", new Assignee(room.Seats[2].Person), [office], due, room.Items[0]));
        room.Accept(room.Secretary, new RecordActionItem(dropped, "Không còn cần", office, [], due));
        room.Accept(room.Secretary, new ReviseActionItem(task, 1, "Báo cáo tiến độ quý I", office, [], due.AddDays(1)));
        room.Accept(room.Chair, new WithdrawActionItem(dropped));
    }

    private static void Presenting(TestRoom room)
    {
        var (report, plan) = (room.Documents[0].Id, room.Documents[1].Id);
        room.Accept(room.Member(0), new PresentDocument(report, Pages: 12));
        room.Accept(room.Member(0), new TurnPage(report, 4));
        room.Accept(room.Chair, new PresentDocument(plan, Page: 2));
        room.Accept(room.Chair, new StopPresenting());
        room.Accept(room.Member(0), new PresentDocument(report, Page: 4, Pages: 12));
    }

    private static void Voting(TestRoom room)
    {
        var open = room.New<BallotId>();
        room.Accept(room.Chair, new OpenBallot(open, "Thông qua kế hoạch?", IsSecret: false, Item: room.Items[0]));
        room.Accept(room.Member(0), new CastBallot(open, StandardChoices.Agree));
        room.Accept(room.Member(1), new CastBallot(open, StandardChoices.Disagree));
        room.Accept(room.Member(0), new CastBallot(open, StandardChoices.Abstain));
        room.Accept(room.Chair, new CloseBallot(open));

        var secret = room.New<BallotId>();
        room.Accept(room.Chair, new OpenBallot(secret, "Bầu tổ trưởng", IsSecret: true, ["Bà Hà", "Ông Đức"]));
        room.Accept(room.Member(0), new CastBallot(secret, "2"));
        room.Accept(room.Member(2), new CastBallot(secret, "2"));
        room.Accept(room.Chair, new CloseBallot(secret));
    }

    private static void Lines(TestRoom room, ParticipantId guest)
    {
        var second = room.Enter(room.Seats[2]);
        room.Do(room.Member(0), new Unmute(), connection: second);
        room.Do(new LoseConnection(room.Member(0), second));
        room.Accept(room.Chair, new GiveFloor(room.Member(2), LimitSeconds: 60));
        room.LoseAll(room.Member(2));
        room.Wait(TimeSpan.FromSeconds(31));
        room.Enter(room.Seats[4]);
        room.LeaveAll(room.Member(1));
        room.Accept(room.Chair, new RemoveParticipant(guest));
        room.Accept(room.Chair, new ReadmitParticipant(guest));

        room.Jump(TimeSpan.FromMinutes(3));
        room.Do(new Recover(room.Now.AddMinutes(-2)));
        room.Enter(room.ChairSeat);
        room.Enter(room.Seats[2]);
        room.Wait(TimeSpan.FromMinutes(2));
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        room.Accept(room.Member(0), new Unmute());
        room.Accept(room.Chair, new TakeFloor());
        room.Accept(room.Member(0), new RaiseHand());
        room.Accept(room.Member(0), new LowerHand());
        room.Accept(room.Member(0), new RaiseHand());
        room.Accept(room.Member(0), new Mute());
    }
}
