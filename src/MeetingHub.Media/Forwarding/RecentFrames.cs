using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>The last frames of one sound, kept once for all who hear it, for packets that carry the frame before along.</summary>
internal sealed class RecentFrames
{
    // A power of two; one would do but for packets that change places.
    private const int Remembered = 4;

    private readonly (long Sequence, RtpTime Time, int Length)[] entries = new (long, RtpTime, int)[Remembered];

    // Null until there is a first frame: most lines never have one.
    private byte[]? bytes;

    public void Store(long sequence, RtpTime time, ReadOnlySpan<byte> frame)
    {
        if (frame.Length > Red.MaxBlockLength) return;
        bytes ??= new byte[Remembered * Red.MaxBlockLength];
        var index = (int)(sequence & (Remembered - 1));
        entries[index] = (sequence, time, frame.Length);
        frame.CopyTo(bytes.AsSpan(index * Red.MaxBlockLength));
    }

    /// <param name="frame">Valid until the next <see cref="Store"/>.</param>
    public bool TryGet(long sequence, out RtpTime time, out ReadOnlySpan<byte> frame)
    {
        var index = (int)(sequence & (Remembered - 1));
        time = entries[index].Time;
        frame = [];
        if (bytes is null || entries[index].Sequence != sequence) return false;
        frame = bytes.AsSpan(index * Red.MaxBlockLength, entries[index].Length);
        return true;
    }
}
