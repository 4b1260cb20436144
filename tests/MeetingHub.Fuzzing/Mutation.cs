namespace MeetingHub.Fuzzing;

/// <summary>Changes inputs the way the world does: bits turn, parts go missing, come twice, or come from another message.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly byte[] Edge = [0, 1, 2, 0x0F, 0x10, 0x7F, 0x80, 0x81, 0xBE, 0xC0, 0xDE, 0xFE, 0xFF];

    public byte[] Of(byte[] input, IReadOnlyList<byte[]> corpus, int maxLength)
    {
        List<byte> bytes = [.. input];
        for (var turns = 1 << random.Next(5); turns > 0; turns--) Change(bytes, corpus);
        if (bytes.Count > maxLength) bytes.RemoveRange(maxLength, bytes.Count - maxLength);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next(256));
            return;
        }

        var at = random.Next(bytes.Count);
        switch (random.Next(10))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = Edge[random.Next(Edge.Length)];
                break;
            case 2:
                bytes[at] = (byte)random.Next(256);
                break;
            case 3:
                bytes[at] = (byte)(bytes[at] + random.Next(-16, 17));
                break;
            case 4:
                // A field of two bytes, most often a length.
                var value = random.Next(4) == 0 ? random.Next(65_536) : bytes.Count + random.Next(-8, 9);
                bytes[at] = (byte)(value >> 8);
                if (at + 1 < bytes.Count) bytes[at + 1] = (byte)value;
                break;
            case 5:
                bytes.RemoveRange(at, random.Next(1, Math.Min(bytes.Count - at, 32) + 1));
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7:
                bytes.InsertRange(at, bytes.GetRange(at, random.Next(1, Math.Min(bytes.Count - at, 64) + 1)));
                break;
            case 8:
                bytes.InsertRange(at, Enumerable.Repeat(Edge[random.Next(Edge.Length)], random.Next(1, 32)));
                break;
            default:
                var other = corpus[random.Next(corpus.Count)];
                if (other.Length == 0) break;
                var from = random.Next(other.Length);
                var part = other.AsSpan(from, random.Next(1, other.Length - from + 1));
                if (random.Next(2) == 0) bytes.RemoveRange(at, Math.Min(part.Length, bytes.Count - at));
                bytes.InsertRange(at, part.ToArray());
                break;
        }
    }
}
