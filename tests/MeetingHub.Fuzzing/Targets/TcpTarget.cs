using System.Buffers.Binary;
using MeetingHub.Media.Hosting.Tcp;

namespace MeetingHub.Fuzzing.Targets;

/// <summary>RFC 4571 framing: the stream of bytes must be cut the same way however TCP hands it over.</summary>
internal sealed class TcpTarget : Target
{
    private const int Largest = 2048;

    public override string Name => "tcp";

    public override int MaxLength => 8192;

    /// <summary>The first byte says in what pieces the rest arrives.</summary>
    public override void Run(byte[] input)
    {
        if (input.Length < 1) return;
        var stream = input.AsSpan(1);
        var (expected, isBroken) = Cut(stream);
        var reader = new FrameReader();
        var pieces = new Random(input[0]);
        var read = 0;
        for (var at = 0; at < stream.Length && !reader.IsBroken;)
        {
            var room = reader.Free.Span;
            Holds(!room.IsEmpty, "no room though nothing whole is left");
            var length = Math.Min(Math.Min(room.Length, stream.Length - at), input[0] < 128 ? pieces.Next(1, 64) : pieces.Next(1, 4096));
            stream.Slice(at, length).CopyTo(room);
            reader.Received(length);
            at += length;
            while (reader.TryRead(out var datagram))
            {
                Holds(read < expected.Count, "a datagram nobody sent");
                Holds(datagram.SequenceEqual(stream.Slice(expected[read].Start, expected[read].Length)), "a datagram changed");
                read++;
            }
        }

        Holds(read == expected.Count && reader.IsBroken == isBroken, "a datagram lost");
    }

    /// <summary>Gives some frames lengths that fit.</summary>
    public override byte[] Mend(byte[] input, Random random)
    {
        for (var at = 1; at + 2 <= input.Length;)
        {
            var left = input.Length - at - 2;
            var said = BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at));
            if (said > left && random.Next(16) != 0)
                BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(at), said = (ushort)random.Next(Math.Min(left, Largest) + 1));
            at += 2 + said;
        }

        return input;
    }

    private static (List<(int Start, int Length)> Frames, bool IsBroken) Cut(ReadOnlySpan<byte> stream)
    {
        List<(int, int)> frames = [];
        for (var at = 0; at + 2 <= stream.Length;)
        {
            var length = stream[at] << 8 | stream[at + 1];
            if (length > Largest) return (frames, true);
            if (at + 2 + length > stream.Length) break;
            frames.Add((at + 2, length));
            at += 2 + length;
        }

        return (frames, false);
    }
}
