using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>What the server learns of the way to a browser: its own numbers out, reports back.</summary>
public sealed class DownlinkTests
{
    [Fact]
    public void Everything_sent_to_a_browser_is_numbered_in_one_row_without_a_hole()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('a');
        meeting.Join('b');
        meeting.Join('c');
        meeting.Run(5);
        Assert.Contains(viewer.Pictures, s => s.Packets.Count > 100);
        Assert.Contains(viewer.Sounds, s => s.Packets.Count > 100);
        var numbers = viewer.Transport.Numbers;
        for (var i = 1; i < numbers.Count; i++) Assert.Equal(1, numbers[i].Since(numbers[i - 1]));
        Assert.Equal(viewer.Slots.Sum(s => s.Packets.Count + s.Probes + s.Duplicates), numbers.Count);
    }

    [Fact]
    public void Retransmissions_take_numbers_of_their_own()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('a', down: new LinkConditions { Loss = 0.05, Delay = TimeSpan.FromMilliseconds(20) });
        meeting.Join('b');
        meeting.Run(10);
        Assert.Contains(viewer.Pictures, s => s.Packets.Any(p => p.WasRetransmitted));
        Assert.Equal(viewer.Transport.Numbers.Count, viewer.Transport.Numbers.Distinct().Count());
        var line = meeting.Statistics(viewer).Downlink;
        Assert.True(line.IsMeasured);
        Assert.InRange(line.Loss, 0.01, 0.12);
    }

    [Fact]
    public void A_browser_that_does_not_report_is_judged_by_its_reports_of_loss_and_its_own_estimate()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('a');
        viewer.Transport.Reports = false;
        meeting.Join('b');
        meeting.Run(2);
        viewer.Peer.SendRtcp(Remb(700_000));
        meeting.Run(0.1);
        var line = meeting.Statistics(viewer).Downlink;
        Assert.False(line.IsMeasured);
        Assert.Equal(700_000, line.Estimate, 1000.0);
    }

    [Fact]
    public void A_browser_that_never_reports_although_it_said_so_gets_its_pictures_all_the_same()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('a');
        viewer.Transport.Reports = false;
        meeting.Join('b');
        meeting.Run(4);
        Assert.Equal("b", viewer.Pictures.First().Tags);
    }

    [Fact]
    public void Feedback_on_what_was_never_sent_is_counted_and_believed_by_nobody()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('a');
        viewer.Transport.Reports = false;
        meeting.Join('b');
        meeting.Run(1);
        var before = meeting.Statistics(viewer).Downlink;
        var message = new byte[TransportFeedback.MaxLength];
        var length = TransportFeedback.Write(message, 1, 2, new SequenceNumber(30_000), 0, [64_000, 64_250], out _);
        viewer.Peer.SendRtcp(message.AsSpan(0, length));
        meeting.Run(0.1);
        Assert.Equal(before, meeting.Statistics(viewer).Downlink);
        Assert.Equal(1, meeting.Statistics(viewer).Dropped[MeetingHub.Media.Hosting.DropReason.Malformed]);
    }

    /// <summary>draft-alvestrand-rmcat-remb-03 section 2.2, without streams.</summary>
    private static byte[] Remb(long bits)
    {
        var exponent = 0;
        while (bits >> exponent > 0x3FFFF) exponent++;
        var mantissa = (int)(bits >> exponent);
        return
        [
            0x8F, 206, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, (byte)'R', (byte)'E', (byte)'M', (byte)'B',
            0, (byte)(exponent << 2 | mantissa >> 16), (byte)(mantissa >> 8), (byte)mantissa,
        ];
    }
}
