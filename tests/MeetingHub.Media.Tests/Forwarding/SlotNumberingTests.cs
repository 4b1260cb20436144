using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Forwarding;

public sealed class SlotNumberingTests
{
    private readonly ReceivedStream one = Make();
    private readonly ReceivedStream two = Make();

    [Fact]
    public void Numbers_go_on_over_a_switch_and_over_the_wrap()
    {
        var numbering = new SlotNumbering(65_533);
        numbering.Begin(one, 1000, timeOffset: 0);
        Assert.Equal([65_533, 65_534], Map(numbering, one, 1000, 1001));
        numbering.Begin(two, 5, timeOffset: 0);
        Assert.Equal([65_535, 65_536, 65_538], Map(numbering, two, 5, 6, 8));
        Assert.Equal(0, SequenceNumber.Of(65_536).Value);
        Assert.True(numbering.TryTrace(new SequenceNumber(2), out var sequence, out var sequenceIn, out var splice));
        Assert.Equal((65_538, 8, two), (sequence, sequenceIn, splice.Stream));
    }

    [Fact]
    public void What_the_old_source_still_sends_after_a_switch_has_no_place()
    {
        var numbering = new SlotNumbering(100);
        numbering.Begin(one, 1000, timeOffset: 0);
        Map(numbering, one, 1000);
        numbering.Begin(two, 5, timeOffset: 0);
        Assert.False(numbering.TryMap(one, 1001, out _, out _));
        Assert.False(numbering.TryMap(two, 4, out _, out _));
    }

    [Fact]
    public void Padding_is_closed_over_and_packets_before_it_keep_their_places()
    {
        var numbering = new SlotNumbering(100);
        numbering.Begin(one, 10, timeOffset: 0);
        Assert.Equal([100, 101], Map(numbering, one, 10, 11));
        // 12 is late, 13 and 14 are padding.
        Assert.True(numbering.TrySkip(one, 13));
        Assert.True(numbering.TrySkip(one, 14));
        Assert.Equal([103, 102], Map(numbering, one, 15, 12));
        // A retransmission of the padding must not take the place of another packet.
        Assert.False(numbering.TryMap(one, 13, out _, out _));
        Assert.True(numbering.TryTrace(new SequenceNumber(103), out _, out var sequenceIn, out _));
        Assert.Equal(15, sequenceIn);
    }

    // Padding late enough to lie before another closed place was taken for a packet before the switch, and its hole stayed.
    [Fact]
    public void Padding_that_comes_after_later_packets_must_be_filled()
    {
        var numbering = new SlotNumbering(100);
        numbering.Begin(one, 10, timeOffset: 0);
        Map(numbering, one, 10, 12);
        Assert.True(numbering.TrySkip(one, 13));
        Map(numbering, one, 14);
        Assert.False(numbering.TrySkip(one, 11));
        Assert.Equal([101], Map(numbering, one, 11));
    }

    [Fact]
    public void Old_packets_stay_answerable_over_several_switches_and_forgotten_ones_are_not_guessed()
    {
        var numbering = new SlotNumbering(0);
        for (var i = 0; i < 40; i++)
        {
            var source = i % 2 == 0 ? one : two;
            numbering.Begin(source, 1000 * (i + 1), timeOffset: (uint)i);
            Map(numbering, source, 1000 * (i + 1));
        }

        Assert.True(numbering.TryTrace(new SequenceNumber(20), out _, out var sequenceIn, out var splice));
        Assert.Equal((21_000, 20u, one), (sequenceIn, splice.TimeOffset, splice.Stream));
        Assert.False(numbering.TryTrace(new SequenceNumber(2), out _, out _, out _));
        Assert.False(numbering.TryTrace(new SequenceNumber(41), out _, out _, out _));
    }

    [Fact]
    public void Packets_of_our_own_take_numbers_between_two_sources()
    {
        var numbering = new SlotNumbering(100);
        numbering.Begin(one, 10, timeOffset: 0);
        Map(numbering, one, 10);
        Assert.Equal(101, numbering.Append());
        Assert.False(numbering.TryMap(one, 11, out _, out _));
        Assert.False(numbering.TryTrace(new SequenceNumber(101), out _, out _, out _));
        numbering.Begin(one, 30, timeOffset: 0);
        Assert.Equal([102], Map(numbering, one, 30));
    }

    private static ReceivedStream Make() => new(new RemoteClock(), RtpTime.OpusClock) { PayloadType = 111 };

    private static long[] Map(SlotNumbering numbering, ReceivedStream source, params long[] sequences) =>
        [.. sequences.Select(s => numbering.TryMap(source, s, out var mapped, out _) ? mapped : -1)];
}
