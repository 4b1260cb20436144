using System.Reflection;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

public sealed class FoldTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_log_with_a_gap_or_a_double_is_broken(long revision)
    {
        var start = MeetingState.Before(MeetingId.From(Guid.Parse("11111111-2222-3333-4444-555555555555")));

        Assert.Throws<InvalidOperationException>(() => start.After([new LoggedEvent(revision, TestRoom.Opening, Withheld.Instance)]));
    }

    [Fact]
    public void A_log_that_speaks_of_someone_it_never_let_in_is_broken()
    {
        var room = TestRoom.Running();

        Assert.Throws<InvalidOperationException>(() => room.State.After(
            [new LoggedEvent(room.State.Revision + 1, room.Now, new ParticipantMuted(room.New<ParticipantId>()))]));
    }

    [Fact]
    public void Room_time_is_kept_to_the_millisecond_so_that_memory_and_log_agree()
    {
        var room = TestRoom.Waiting();
        room.Jump(TimeSpan.FromTicks(12_345_678));

        room.Accept(room.Chair, new Domain.Meetings.StartMeeting());

        Assert.Equal(TestRoom.Opening.AddMilliseconds(1_234), room.State.StartedAt);
    }

    [Fact]
    public void Rejection_codes_are_unlike_each_other_and_speak_camel_case()
    {
        var codes = typeof(RejectionCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (f.Name, Value: (string)f.GetRawConstantValue()!)).ToList();

        Assert.Equal(codes.Count, codes.DistinctBy(code => code.Value).Count());
        Assert.All(codes, code => Assert.Equal(char.ToLowerInvariant(code.Name[0]) + code.Name[1..], code.Value));
    }
}
