using System.Collections.Immutable;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.ActionItems;

public sealed class ActionItemTests
{
    private static readonly DateOnly Due = new(2026, 3, 9);

    [Fact]
    public void A_task_has_one_owner_a_person_or_a_department()
    {
        var room = TestRoom.Running();
        var person = new Assignee(Person: room.Seats[2].Person);
        var office = new Assignee(Department: room.New<DepartmentId>());

        room.Accept(room.Secretary, Task(room, person, [office]));
        room.Accept(room.Secretary, Task(room, office, [person]));

        room.Refuse(room.Secretary, Task(room, new Assignee(), []), RejectionCodes.OneOwner);
        room.Refuse(room.Secretary, Task(room, new Assignee(person.Person, office.Department), []), RejectionCodes.OneOwner);
        room.Refuse(room.Secretary, Task(room, person, [person]), RejectionCodes.BadId);
        room.Refuse(room.Secretary, Task(room, person, [office, office]), RejectionCodes.BadId);
        room.Refuse(room.Secretary, Task(room, person, [new Assignee()]), RejectionCodes.BadId);
        room.Refuse(room.Secretary, Task(room, person, [null!]), RejectionCodes.BadId);
        room.Refuse(room.Secretary, Task(room, person, [.. Enumerable.Range(0, 21).Select(_ => new Assignee(room.New<PersonId>()))]), RejectionCodes.TooMany);
    }

    [Theory]
    [InlineData("2026-03-01", true)]
    [InlineData("2026-02-28", false)]
    public void A_due_date_may_be_yesterday_in_UTC_since_it_can_be_today_where_the_office_is(string due, bool isAccepted)
    {
        var room = TestRoom.Running();
        var date = DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture);

        var decision = room.Do(room.Chair, Task(room, new Assignee(room.Seats[2].Person), []) with { Due = date });

        Assert.Equal(isAccepted ? null : RejectionCodes.DueInThePast, decision.Rejection?.Code);
    }

    [Fact]
    public void Two_who_revise_the_same_edition_do_not_overwrite_each_other()
    {
        var room = TestRoom.Running();
        var owner = new Assignee(room.Seats[2].Person);
        var task = Task(room, owner, []);
        room.Accept(room.Secretary, task);

        room.Accept(room.Chair, new ReviseActionItem(task.ActionItem, 1, "Mới", owner, [], Due.AddDays(1), room.Items[0]));
        room.Refuse(room.Secretary, new ReviseActionItem(task.ActionItem, 1, "Cũ", owner, [], Due), RejectionCodes.ChangedMeanwhile);

        var kept = room.State.Find(task.ActionItem)!;
        Assert.Equal(("Mới", 2, Due.AddDays(1), room.Items[0]), (kept.Text, kept.Edition, kept.Due, kept.Item));
    }

    [Fact]
    public void What_was_withdrawn_stays_as_it_is()
    {
        var room = TestRoom.Running();
        var owner = new Assignee(room.Seats[2].Person);
        var task = Task(room, owner, []);
        room.Accept(room.Secretary, task);
        room.Accept(room.Secretary, new WithdrawActionItem(task.ActionItem));

        room.Refuse(room.Secretary, new WithdrawActionItem(task.ActionItem), RejectionCodes.Withdrawn);
        room.Refuse(room.Secretary, new ReviseActionItem(task.ActionItem, 1, "a", owner, [], Due), RejectionCodes.Withdrawn);
    }

    [Fact]
    public void A_task_that_cannot_be_is_refused()
    {
        var room = TestRoom.Running();
        var owner = new Assignee(room.Seats[2].Person);
        var task = Task(room, owner, []);
        room.Accept(room.Chair, task);

        room.Refuse(room.Chair, task, RejectionCodes.BadId);
        room.Refuse(room.Chair, Task(room, owner, []) with { Text = new string('a', Limits.ActionItem + 1) }, RejectionCodes.TooLong);
        room.Refuse(room.Chair, Task(room, owner, []) with { Item = room.New<AgendaItemId>() }, RejectionCodes.NotFound);
        room.Refuse(room.Chair, new ReviseActionItem(room.New<ActionItemId>(), 1, "a", owner, [], Due), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new WithdrawActionItem(room.New<ActionItemId>()), RejectionCodes.NotFound);
    }

    private static RecordActionItem Task(TestRoom room, Assignee owner, ImmutableList<Assignee> coWorkers) =>
        new(room.New<ActionItemId>(), "Báo cáo", owner, coWorkers, Due);
}
