using MeetingHub.Media.Hosting.Tcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Hosting.Tcp;

public sealed class SendQueueTests
{
    private const int PacketBytes = 1200;
    private const int FrameBytes = 10 * (PacketBytes + FrameReader.PrefixBytes);

    private readonly SendQueue queue = new();
    private Timestamp now = new(1);

    [Fact]
    public void What_waits_comes_out_framed_whole_and_in_order()
    {
        Assert.True(queue.TryAdd([1, 2, 3], isPicture: false, now));
        Assert.True(queue.TryAdd([4], isPicture: false, now));
        Assert.True(queue.TryAdd([5, 6], isPicture: false, now));
        Assert.Equal(12, queue.Bytes);

        var chunk = new byte[10];
        Assert.Equal([0, 3, 1, 2, 3, 0, 1, 4], chunk[..queue.Take(chunk)]);
        Assert.Equal([0, 2, 5, 6], chunk[..queue.Take(chunk)]);
        Assert.Equal(0, queue.Take(chunk));
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void When_much_waits_whole_frames_are_left_out_and_sound_goes_on()
    {
        var frames = Enumerable.Range(0, 30).Select(frame => AddFrame(stream: 1, (uint)frame)).ToList();

        Assert.All(frames, admitted => Assert.True(admitted is 0 or 10, $"{admitted} packets of a frame"));
        Assert.InRange(frames.Count(admitted => admitted == 10) * FrameBytes, SendQueue.PictureBytes, SendQueue.PictureBytes + FrameBytes);
        Assert.Equal(0, frames[^1]);
        Assert.True(queue.TryAdd(new byte[100], isPicture: false, now));
    }

    [Fact]
    public void A_frame_that_has_begun_is_finished()
    {
        for (var i = 0; i < 9; i++) AddFrame(stream: 1, time: 1);
        Assert.True(queue.Bytes < SendQueue.PictureBytes);

        for (var i = 0; i < 5; i++) Assert.Equal(10, AddFrame(stream: 2, time: 1));

        Assert.True(queue.Bytes > SendQueue.PictureBytes);
        Assert.Equal(0, AddFrame(stream: 2, time: 2));
    }

    [Fact]
    public void A_frame_is_not_begun_behind_what_has_waited_for_a_second()
    {
        AddFrame(stream: 1, time: 1);
        now += TimeSpan.FromMilliseconds(999);
        Assert.Equal(10, AddFrame(stream: 1, time: 2));
        now += TimeSpan.FromMilliseconds(1);

        Assert.Equal(0, AddFrame(stream: 1, time: 3));
        Assert.True(queue.TryAdd(new byte[100], isPicture: false, now));
        queue.Clear();
        Assert.Equal(10, AddFrame(stream: 1, time: 4));
    }

    [Fact]
    public void Nothing_grows_beyond_its_limit_and_a_frame_broken_there_is_given_up()
    {
        Assert.Equal(10, AddFrame(stream: 1, time: 1));
        while (queue.TryAdd(new byte[PacketBytes], isPicture: false, now))
        {
        }

        Assert.InRange(queue.Bytes, SendQueue.MaxBytes - PacketBytes - FrameReader.PrefixBytes, SendQueue.MaxBytes);
        Assert.Equal(0, AddFrame(stream: 1, time: 1));
        queue.Clear();
        Assert.Equal(0, AddFrame(stream: 1, time: 1));
        Assert.Equal(10, AddFrame(stream: 1, time: 2));
    }

    /// <returns>How many of its ten packets were let in.</returns>
    private int AddFrame(uint stream, uint time)
    {
        var packet = new byte[PacketBytes];
        RtpHeader.Write(packet, 96, marker: false, new SequenceNumber(1), new RtpTime(time), stream);
        return Enumerable.Range(0, 10).Count(_ => queue.TryAdd(packet, isPicture: true, now));
    }
}
