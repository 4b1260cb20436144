using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A packet of a video layer after its payload was normalised.</summary>
/// <param name="payload">With a descriptor of <see cref="Vp8Descriptor.NormalLength"/>, which each slot overwrites with its own numbers.</param>
internal readonly ref struct VideoPacket(
    long sequence, RtpTime time, bool marker, bool startsKeyframe, int pictureId, byte levelZeroIndex, Span<byte> payload)
{
    public long Sequence { get; } = sequence;

    public RtpTime Time { get; } = time;

    public bool Marker { get; } = marker;

    public bool StartsKeyframe { get; } = startsKeyframe;

    public int PictureId { get; } = pictureId;

    public byte LevelZeroIndex { get; } = levelZeroIndex;

    public Span<byte> Payload { get; } = payload;
}

/// <summary>What became of a packet.</summary>
internal enum PacketFate
{
    Forwarded,
    NoReceiver,
    Padding,
    Duplicate,
    Malformed,
}
