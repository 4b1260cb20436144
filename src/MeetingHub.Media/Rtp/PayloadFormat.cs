using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>Where a payload carries numbers that must go on over a switch; negative where it carries none.</summary>
/// <param name="IdAt">Of a PictureID of 15 bits and the bit before them.</param>
/// <param name="LevelAt">Of TL0PICIDX.</param>
internal readonly record struct PictureNumbers(int IdAt, int LevelAt)
{
    public static readonly PictureNumbers None = new(-1, -1);

    public (int Id, byte Level) Read(ReadOnlySpan<byte> payload) => (
        IdAt < 0 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload[IdAt..]) & Vp8Descriptor.PictureIdMask,
        LevelAt < 0 ? (byte)0 : payload[LevelAt]);

    public void Write(Span<byte> payload, int id, byte level)
    {
        if (IdAt >= 0) BinaryPrimitives.WriteUInt16BigEndian(payload[IdAt..], (ushort)(0x8000 | (id & Vp8Descriptor.PictureIdMask)));
        if (LevelAt >= 0) payload[LevelAt] = level;
    }
}

/// <summary>What the server needs to know of a packet.</summary>
/// <param name="StartsKeyframe">It holds the beginning of a frame that needs no other.</param>
/// <param name="Height">Of the picture; 0 where the packet does not tell.</param>
internal readonly record struct PayloadFacts(bool StartsKeyframe, int Height, PictureNumbers Numbers);

/// <summary>How one codec lies in RTP, as far as forwarding must know. VP8 goes its own, faster way: <see cref="Vp8Descriptor"/>.</summary>
internal abstract class PayloadFormat
{
    /// <summary>Null for VP8.</summary>
    public static PayloadFormat? Of(PictureCodec codec) => codec switch
    {
        PictureCodec.Vp8 => null,
        PictureCodec.H264 => H264Payload.Instance,
        PictureCodec.Vp9 => Vp9Payload.Instance,
        PictureCodec.Av1 => Av1Payload.Instance,
    };

    /// <returns>False for what no sender of this codec writes.</returns>
    public abstract bool TryRead(ReadOnlySpan<byte> payload, out PayloadFacts facts);
}
