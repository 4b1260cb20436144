using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Agenda;

public sealed class AgendaTests
{
    [Fact]
    public void Opening_an_item_closes_the_one_that_is_open()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[0]));
        room.Wait(TimeSpan.FromMinutes(4));

        var decision = room.Do(room.Chair, new OpenAgendaItem(room.Items[1]));

        Assert.Equal([new AgendaItemClosed(room.Items[0]), new AgendaItemOpened(room.Items[1])], decision.Events);
        Assert.Equal(room.Items[1], room.State.OpenItem);
    }

    [Fact]
    public void An_item_opened_again_goes_on_with_its_time()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[0]));
        room.Wait(TimeSpan.FromMinutes(4));
        room.Accept(room.Chair, new CloseAgendaItem(room.Items[0]));
        room.Wait(TimeSpan.FromMinutes(10));

        var again = room.Do(room.Secretary, new OpenAgendaItem(room.Items[0]));
        room.Wait(TimeSpan.FromMinutes(3));

        Assert.Equal([new AgendaItemReopened(room.Items[0])], again.Events);
        var time = AgendaTimes.Of(room.State, room.Now)[0];
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(7)), (time.Planned, time.Actual));
        Assert.Equal(TestRoom.Opening, time.FirstOpened);
        Assert.Null(time.LastClosed);
        Assert.Equal(new AgendaTime(room.Items[1], TimeSpan.FromMinutes(10), TimeSpan.Zero, null, null), AgendaTimes.Of(room.State, room.Now)[1]);
    }

    [Fact]
    public void What_is_not_so_is_refused()
    {
        var room = TestRoom.Running();
        var unknown = room.New<AgendaItemId>();

        room.Refuse(room.Chair, new OpenAgendaItem(unknown), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new CloseAgendaItem(unknown), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new CloseAgendaItem(room.Items[0]), RejectionCodes.AgendaItemNotOpen);
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[0]));
        room.Refuse(room.Chair, new OpenAgendaItem(room.Items[0]), RejectionCodes.AgendaItemAlreadyOpen);
    }

    [Fact]
    public void An_item_is_added_after_the_one_named_or_at_the_end()
    {
        var room = TestRoom.Running();
        var middle = room.New<AgendaItemId>();
        var end = room.New<AgendaItemId>();

        room.Accept(room.Chair, new AddAgendaItem(middle, "  Việc gấp ", After: room.Items[0]));
        room.Accept(room.Chair, new AddAgendaItem(end, "Việc khác"));

        Assert.Equal([room.Items[0], middle, room.Items[1], room.Items[2], end], room.State.Agenda.Select(item => item.Id));
        Assert.Equal("Việc gấp", room.State.Find(middle)?.Title);
    }

    [Fact]
    public void An_item_that_cannot_be_is_refused()
    {
        var room = TestRoom.Running();
        var id = room.New<AgendaItemId>();

        room.Refuse(room.Chair, new AddAgendaItem(default, "a"), RejectionCodes.BadId);
        room.Refuse(room.Chair, new AddAgendaItem(room.Items[0], "a"), RejectionCodes.BadId);
        room.Refuse(room.Chair, new AddAgendaItem(id, " \n "), RejectionCodes.Empty);
        room.Refuse(room.Chair, new AddAgendaItem(id, new string('a', Limits.Title + 1)), RejectionCodes.TooLong);
        room.Refuse(room.Chair, new AddAgendaItem(id, "a", PlannedMinutes: 0), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new AddAgendaItem(id, "a", PlannedMinutes: 1_441), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new AddAgendaItem(id, "a", After: id), RejectionCodes.NotFound);
        while (room.State.Agenda.Count < Limits.AgendaItems)
            room.Accept(room.Chair, new AddAgendaItem(room.New<AgendaItemId>(), "a"));
        room.Refuse(room.Chair, new AddAgendaItem(id, "a"), RejectionCodes.TooMany);
    }

    [Fact]
    public void Speaking_times_add_up_by_participant_with_the_items_they_fell_under()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        room.Wait(TimeSpan.FromMinutes(1));
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[1]));
        room.Accept(room.Chair, new GiveFloor(room.Member(1)));
        room.Wait(TimeSpan.FromMinutes(2));
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        room.Wait(TimeSpan.FromMinutes(4));
        room.Accept(room.Chair, new EndMeeting());

        var times = AgendaTimes.Speaking(room.State, room.Now.AddHours(1));

        Assert.Equal([(room.Member(0), 2, TimeSpan.FromMinutes(5)), (room.Member(1), 1, TimeSpan.FromMinutes(2))],
            times.Select(time => (time.Participant, time.Turns, time.Total)));
        Assert.Equal([room.Items[1]], times[0].Items);
    }
}
