using MeetingHub.Domain.Minutes;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Minutes;

public sealed class ConclusionTests
{
    [Fact]
    public void Two_who_revise_the_same_edition_do_not_overwrite_each_other()
    {
        var room = TestRoom.Running();
        var id = Record(room);

        room.Accept(room.Chair, new ReviseConclusion(id, 1, "Của chủ trì"));
        room.Refuse(room.Secretary, new ReviseConclusion(id, 1, "Của thư ký"), RejectionCodes.ChangedMeanwhile);
        room.Accept(room.Secretary, new ReviseConclusion(id, 2, "Của thư ký", room.Items[1]));

        Assert.Equal(new Conclusion(id, "Của thư ký", 3, false, TestRoom.Opening, room.Items[1]), room.State.Find(id));
    }

    [Fact]
    public void What_was_withdrawn_stays_as_it_is()
    {
        var room = TestRoom.Running();
        var id = Record(room);
        room.Accept(room.Chair, new WithdrawConclusion(id));

        room.Refuse(room.Chair, new WithdrawConclusion(id), RejectionCodes.Withdrawn);
        room.Refuse(room.Chair, new ReviseConclusion(id, 1, "a"), RejectionCodes.Withdrawn);
        Assert.True(room.State.Find(id)!.IsWithdrawn);
    }

    [Fact]
    public void A_conclusion_that_cannot_be_is_refused()
    {
        var room = TestRoom.Running();
        var id = Record(room);
        var unknown = room.New<ConclusionId>();

        room.Refuse(room.Chair, new RecordConclusion(id, "a"), RejectionCodes.BadId);
        room.Refuse(room.Chair, new RecordConclusion(default, "a"), RejectionCodes.BadId);
        room.Refuse(room.Chair, new RecordConclusion(unknown, "a", room.New<AgendaItemId>()), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new RecordConclusion(unknown, new string('a', Limits.Conclusion + 1)), RejectionCodes.TooLong);
        room.Refuse(room.Chair, new RecordConclusion(unknown, "\ud800"), RejectionCodes.BadText);
        room.Refuse(room.Chair, new ReviseConclusion(unknown, 1, "a"), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new ReviseConclusion(id, 1, " "), RejectionCodes.Empty);
        room.Refuse(room.Chair, new ReviseConclusion(id, 1, "a", room.New<AgendaItemId>()), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new WithdrawConclusion(unknown), RejectionCodes.NotFound);
        while (room.State.Conclusions.Count < Limits.Conclusions)
            Record(room);
        room.Refuse(room.Chair, new RecordConclusion(unknown, "a"), RejectionCodes.TooMany);
    }

    private static ConclusionId Record(TestRoom room)
    {
        var id = room.New<ConclusionId>();
        room.Accept(room.Secretary, new RecordConclusion(id, "Thống nhất."));
        return id;
    }
}
