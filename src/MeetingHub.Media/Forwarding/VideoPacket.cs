using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A packet of a video layer after its payload was normalised.</summary>
/// <param name="numbers">Where each slot writes its own numbers.</param>
/// <param name="pictureId">As the layer numbers it, like <paramref name="levelZeroIndex"/>.</param>
internal readonly ref struct VideoPacket(
    long sequence, RtpTime time, bool marker, bool startsKeyframe, PictureNumbers numbers, int pictureId, byte levelZeroIndex,
    Span<byte> payload)
{
    public long Sequence { get; } = sequence;

    public RtpTime Time { get; } = time;

    public bool Marker { get; } = marker;

    public bool StartsKeyframe { get; } = startsKeyframe;

    public PictureNumbers Numbers { get; } = numbers;

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
