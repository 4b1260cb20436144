using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting.Tcp;

namespace MeetingHub.Media.Tests.Hosting.Tcp;

public sealed class FrameReaderTests
{
    private static readonly byte[][] Datagrams = [[1, 2, 3], [], [4], Enumerable.Repeat((byte)7, 300).ToArray()];

    private static readonly byte[] Stream = [0, 3, 1, 2, 3, 0, 0, 0, 1, 4, 1, 44, .. Datagrams[3]];

    [Fact]
    public void Wherever_the_stream_is_split_in_three_the_datagrams_are_the_same()
    {
        for (var first = 0; first <= Stream.Length; first++)
        {
            for (var second = first; second <= Stream.Length; second++)
            {
                var reader = new FrameReader();
                List<byte[]> read = [];
                foreach (var part in (byte[][])[Stream[..first], Stream[first..second], Stream[second..]]) Take(reader, part, read);
                Assert.Equal(Datagrams, read);
            }
        }
    }

    [Fact]
    public void Byte_by_byte_it_is_the_same()
    {
        var reader = new FrameReader();
        List<byte[]> read = [];
        foreach (var one in Stream) Take(reader, [one], read);
        Assert.Equal(Datagrams, read);
    }

    [Fact]
    public void Every_prefix_gives_the_whole_datagrams_in_it_and_no_more()
    {
        int[] ends = [5, 7, 10, Stream.Length];
        for (var length = 0; length <= Stream.Length; length++)
        {
            List<byte[]> read = [];
            Take(new FrameReader(), Stream[..length], read);
            Assert.Equal(ends.Count(end => end <= length), read.Count);
        }
    }

    [Fact]
    public void The_largest_datagram_is_read_and_one_byte_more_breaks_the_stream()
    {
        var largest = new byte[DatagramBatch.DatagramBytes];
        List<byte[]> read = [];
        Take(new FrameReader(), [DatagramBatch.DatagramBytes >> 8, 0, .. largest], read);
        Assert.Equal(largest, Assert.Single(read));

        var reader = new FrameReader();
        Take(reader, [DatagramBatch.DatagramBytes >> 8, 1, 1, 2, 3], read);
        Assert.True(reader.IsBroken);
        Assert.Single(read);
    }

    [Fact]
    public void There_is_always_room_to_receive()
    {
        var random = new Random(5);
        var reader = new FrameReader();
        var (sent, read) = (new List<byte[]>(), new List<byte[]>());
        for (var i = 0; i < 500; i++)
        {
            var datagram = new byte[random.Next(DatagramBatch.DatagramBytes + 1)];
            random.NextBytes(datagram);
            sent.Add(datagram);
            Take(reader, [(byte)(datagram.Length >> 8), (byte)datagram.Length, .. datagram], read);
        }

        Assert.Equal(sent, read);
    }

    private static void Take(FrameReader reader, byte[] bytes, List<byte[]> read)
    {
        while (bytes.Length > 0)
        {
            var free = reader.Free;
            Assert.False(free.IsEmpty);
            var count = Math.Min(free.Length, bytes.Length);
            bytes.AsMemory(0, count).CopyTo(free);
            bytes = bytes[count..];
            reader.Received(count);
            while (reader.TryRead(out var datagram)) read.Add(datagram.ToArray());
            if (reader.IsBroken) return;
        }
    }
}
