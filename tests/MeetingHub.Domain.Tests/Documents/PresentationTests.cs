using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Documents;

public sealed class PresentationTests
{
    [Fact]
    public void A_page_presented_stands_in_the_state_for_whoever_comes_late()
    {
        var room = TestRoom.Running();
        room.Accept(room.Secretary, new OpenAgendaItem(room.Items[1]));

        room.Accept(room.Chair, new PresentDocument(Report(room), Page: 2, Pages: 12));

        var shown = room.State.Presentation!;
        Assert.Equal(new Presentation(room.Chair, room.Documents[0] with { Pages = 12 }, 2, room.Now, room.Items[1]), shown);
    }

    [Fact]
    public void Turning_a_page_is_one_small_event()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new PresentDocument(Report(room), Pages: 12));

        var decision = room.Do(room.Chair, new TurnPage(Report(room), 7));

        Assert.Equal([new PageTurned(7)], decision.Events);
        Assert.Equal(7, room.State.Presentation?.Page);
    }

    [Fact]
    public void Who_holds_the_floor_presents_and_keeps_the_pages_when_the_floor_goes_on()
    {
        var room = TestRoom.Running();
        room.Refuse(room.Member(1), new PresentDocument(Report(room)), RejectionCodes.NotAllowed);
        room.Accept(room.Chair, new GiveFloor(room.Member(1)));
        room.Accept(room.Member(1), new PresentDocument(Report(room)));

        room.Accept(room.Chair, new GiveFloor(room.Member(2)));

        room.Accept(room.Member(1), new TurnPage(Report(room), 2));
        room.Refuse(room.Member(2), new TurnPage(Report(room), 3), RejectionCodes.NotYourPresentation);
        room.Refuse(room.Member(2), new StopPresenting(), RejectionCodes.NotYourPresentation);
    }

    [Fact]
    public void Who_presents_the_open_item_needs_no_floor()
    {
        var room = TestRoom.Running();
        room.Refuse(room.Member(0), new PresentDocument(Report(room)), RejectionCodes.NotAllowed);

        room.Accept(room.Secretary, new OpenAgendaItem(room.Items[0]));

        room.Accept(room.Member(0), new PresentDocument(Report(room)));
        room.Refuse(room.Member(1), new PresentDocument(Report(room)), RejectionCodes.NotAllowed);
    }

    [Fact]
    public void A_substitute_presents_in_the_place_of_who_was_to()
    {
        var room = TestRoom.Waiting();
        var invitee = room.New<PersonId>();
        room.Plan = room.Plan with
        {
            Seats = room.Plan.Seats.ConvertAll(seat => seat.Id == room.Seats[3].Id ? seat with { StandsInFor = invitee } : seat),
            Agenda = room.Plan.Agenda.ConvertAll(item => item with { Presenter = invitee }),
        };
        room.Accept(room.Chair, new StartMeeting());

        room.Accept(room.Chair, new OpenAgendaItem(room.Items[0]));

        room.Accept(room.Member(1), new PresentDocument(Report(room)));
        room.Refuse(room.Member(0), new PresentDocument(Report(room)), RejectionCodes.NotAllowed);
    }

    [Fact]
    public void Who_is_called_in_a_stand_up_presents()
    {
        var room = TestRoom.Running(MeetingKind.StandUp);
        room.Accept(room.Chair, new CallTurn(room.Seats[3].Id));

        room.Accept(room.Member(1), new PresentDocument(Report(room)));
    }

    [Fact]
    public void One_presents_at_a_time_until_the_word_has_gone_on()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[0]));
        room.Accept(room.Chair, new GiveFloor(room.Member(1)));
        room.Accept(room.Member(1), new PresentDocument(Report(room)));

        room.Refuse(room.Member(0), new PresentDocument(Plan(room)), RejectionCodes.AnotherPresents);
        room.Accept(room.Chair, new TakeFloor());

        room.Accept(room.Member(0), new PresentDocument(Plan(room)));
        Assert.Equal(room.Member(0), room.State.Presentation?.Participant);
    }

    [Fact]
    public void The_chair_takes_the_stage_over_and_what_was_there_ends()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(1)));
        room.Accept(room.Member(1), new PresentDocument(Report(room)));
        room.Wait(TimeSpan.FromMinutes(1));

        var decision = room.Do(room.Chair, new PresentDocument(Plan(room), Page: 3));

        Assert.Equal([new DocumentPresented(room.Chair, room.Documents[1], 3)], decision.Events);
        Assert.Equal([room.Now, null], room.State.Presentations.Select(one => one.To));
        room.Refuse(room.Member(1), new PresentDocument(Report(room)), RejectionCodes.AnotherPresents);
    }

    [Fact]
    public void Chair_and_secretary_turn_and_stop_for_the_presenter()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(1)));
        room.Accept(room.Member(1), new PresentDocument(Report(room)));

        room.Accept(room.Secretary, new TurnPage(Report(room), 2));
        room.Accept(room.Chair, new StopPresenting());

        Assert.Null(room.State.Presentation);
        room.Refuse(room.Member(1), new StopPresenting(), RejectionCodes.NotPresented);
    }

    [Fact]
    public void A_turn_meant_for_another_document_turns_nothing()
    {
        var room = TestRoom.Running();
        room.Accept(room.Secretary, new PresentDocument(Report(room), Pages: 12));
        room.Accept(room.Chair, new PresentDocument(Plan(room), Pages: 3));

        room.Refuse(room.Secretary, new TurnPage(Report(room), 2), RejectionCodes.NotPresented);

        Assert.Equal(1, room.State.Presentation?.Page);
    }

    [Fact]
    public void A_page_is_within_the_document_where_its_length_is_known()
    {
        var room = TestRoom.Running();
        room.Refuse(room.Chair, new PresentDocument(Report(room), Page: 13, Pages: 12), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new PresentDocument(Report(room), Page: 0), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new PresentDocument(Report(room), Pages: Limits.DocumentPages + 1), RejectionCodes.OutOfRange);
        room.Accept(room.Chair, new PresentDocument(Report(room), Page: 12, Pages: 12));

        room.Refuse(room.Chair, new TurnPage(Report(room), 13), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new TurnPage(Report(room), 0), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new TurnPage(Report(room), 12), RejectionCodes.SamePage);

        room.Accept(room.Chair, new PresentDocument(Plan(room)));
        room.Accept(room.Chair, new TurnPage(Plan(room), 400));
    }

    [Fact]
    public void What_is_no_pdf_of_this_meeting_is_not_found()
    {
        var room = TestRoom.Running();

        room.Refuse(room.Chair, new PresentDocument(room.New<DocumentId>()), RejectionCodes.NotFound);
    }

    [Fact]
    public void A_line_lost_keeps_the_page_and_leaving_for_good_takes_it_along()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(1)));
        room.Accept(room.Member(1), new PresentDocument(Report(room), Pages: 12));
        room.Wait(TimeSpan.FromSeconds(5));
        var lost = room.Now;
        room.LoseAll(room.Member(1));

        room.Wait(TimeSpan.FromSeconds(29));
        Assert.NotNull(room.State.Presentation);
        room.Wait(TimeSpan.FromSeconds(1));

        Assert.Null(room.State.Presentation);
        Assert.Equal(lost, room.State.Presentations[^1].To);
    }

    [Fact]
    public void A_line_found_dead_before_the_page_was_shown_ends_it_not_before_its_beginning()
    {
        var room = TestRoom.Running();
        var second = room.Enter(room.ChairSeat);
        room.Wait(TimeSpan.FromSeconds(20));
        room.Accept(room.Chair, new PresentDocument(Report(room)));
        var shown = room.Now;
        room.Do(new Leave(room.Chair, second));
        room.Do(new LoseConnection(room.Chair, room.Get(room.Chair).Connections[0], shown.AddSeconds(-10)));

        room.Wait(TimeSpan.FromSeconds(30));

        Assert.Equal(shown, room.State.Presentations[^1].To);
    }

    [Fact]
    public void A_server_that_was_away_finds_the_page_in_the_log()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new PresentDocument(Report(room), Page: 5, Pages: 12));

        room.Do(new Recover(room.Now));
        room.Enter(room.ChairSeat);

        Assert.Equal(5, room.State.Presentation?.Page);
        room.Accept(room.Chair, new TurnPage(Report(room), 6));
    }

    [Fact]
    public void The_end_of_the_meeting_clears_the_stage()
    {
        var room = TestRoom.Running();
        room.Accept(room.Secretary, new PresentDocument(Report(room)));
        room.Wait(TimeSpan.FromMinutes(3));

        room.Accept(room.Chair, new EndMeeting());

        Assert.Null(room.State.Presentation);
        Assert.Equal(room.Now, room.State.Presentations[^1].To);
    }

    [Fact]
    public void Whoever_is_removed_presents_no_longer()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(1)));
        room.Accept(room.Member(1), new PresentDocument(Report(room)));

        room.Accept(room.Chair, new RemoveParticipant(room.Member(1)));

        Assert.Null(room.State.Presentation);
    }

    private static DocumentId Report(TestRoom room) => room.Documents[0].Id;

    private static DocumentId Plan(TestRoom room) => room.Documents[1].Id;
}
