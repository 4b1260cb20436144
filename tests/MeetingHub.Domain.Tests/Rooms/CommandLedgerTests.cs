using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

public sealed class CommandLedgerTests
{
    [Fact]
    public void A_repeated_command_gets_its_first_answer_also_from_a_ledger_read_from_the_log()
    {
        var room = TestRoom.Running();
        var command = room.New<CommandId>();
        room.Do(room.Member(0), new RaiseHand(), command);
        var revision = room.State.Revision;
        room.Accept(room.Chair, new LowerAnotherHand(room.Member(0)));

        var afterCrash = new CommandLedger();
        afterCrash.Accepted(room.Log);

        Assert.Equal(new CommandAnswer(room.Member(0), revision), room.Ledger.Find(command, room.Member(0)));
        Assert.Equal(new CommandAnswer(room.Member(0), revision), afterCrash.Find(command, room.Member(0)));
    }

    [Fact]
    public void A_command_of_several_events_is_answered_with_the_last()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        var command = room.New<CommandId>();

        room.Do(room.Chair, new GiveFloor(room.Member(1)), command);

        Assert.Equal(room.State.Revision, room.Ledger.Find(command, room.Chair)?.Revision);
    }

    [Fact]
    public void A_rejected_command_stays_rejected_when_it_would_be_accepted_by_now()
    {
        var room = TestRoom.Waiting();
        var command = room.New<CommandId>();
        room.Do(room.Member(0), new RaiseHand(), command);
        room.Accept(room.Chair, new StartMeeting());

        Assert.Equal(RejectionCodes.NotStarted, room.Ledger.Find(command, room.Member(0))?.Rejection?.Code);
    }

    [Fact]
    public void An_id_that_someone_else_used_or_that_is_empty_is_refused()
    {
        var room = TestRoom.Running();
        var command = room.New<CommandId>();
        room.Do(room.Member(0), new RaiseHand(), command);

        Assert.Equal(RejectionCodes.CommandIdTaken, room.Ledger.Find(command, room.Member(1))?.Rejection?.Code);
        Assert.Equal(RejectionCodes.BadId, room.Ledger.Find(default, room.Member(1))?.Rejection?.Code);
        Assert.Null(room.Ledger.Find(room.New<CommandId>(), room.Member(0)));
    }

    [Fact]
    public void The_oldest_rejections_are_forgotten_and_accepted_commands_never()
    {
        var room = TestRoom.Running();
        var accepted = room.New<CommandId>();
        room.Do(room.Member(0), new RaiseHand(), accepted);
        var rejected = room.New<CommandId>();
        room.Ledger.Rejected(rejected, room.Chair, new Rejection(RejectionCodes.NotAllowed));

        for (var more = 0; more < CommandLedger.RejectionsKept; more++)
            room.Ledger.Rejected(room.New<CommandId>(), room.Chair, new Rejection(RejectionCodes.NotAllowed));

        Assert.Null(room.Ledger.Find(rejected, room.Chair));
        Assert.NotNull(room.Ledger.Find(accepted, room.Member(0)));
    }
}
