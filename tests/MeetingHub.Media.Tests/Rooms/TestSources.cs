using System.Buffers.Binary;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>20 frames a second of three packets, a keyframe first and whenever asked. Or one simulcast layer of such a camera.</summary>
/// <param name="rid">Empty for a camera without layers.</param>
/// <param name="height">Written into keyframes; 0 for none.</param>
internal sealed class TestCamera(byte tag, TestPeer peer, uint ssrc, string rid = "", int height = 0)
{
    /// <summary>Where a packet says who made it, behind the head of a VP8 keyframe.</summary>
    public const int TagAt = 10;

    public const int FrameAt = TagAt + 1;

    private const int Vp8DescriptorLength = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<ushort, (byte[] Header, byte[] Payload)> sent = [];
    private readonly uint timeOffset = unchecked(tag * 0x3333_3333u);
    private ushort sequence = (ushort)(tag * 997);
    private ushort rtxSequence = 1;
    private int picture = tag * 333 & 0x7FFF;
    private bool owesKeyframe = true;
    private bool isWanted = true;
    private uint packets;

    public uint Ssrc { get; } = ssrc;

    public byte Tag { get; } = tag;

    public string Rid { get; } = rid;

    /// <summary>Written into keyframes; 0 for none.</summary>
    public int Height { get; set; } = height;

    public Timestamp Next { get; private set; }

    public bool IsOn { get; set; } = true;

    public int PacketsPerFrame { get; set; } = 3;

    /// <summary>All but a frame's first packet, which is small.</summary>
    public int PacketBytes { get; set; } = 900;

    /// <summary>Whether the server wants this layer; back on it begins with a keyframe.</summary>
    public bool IsWanted
    {
        get => isWanted;
        set
        {
            if (value && !isWanted) owesKeyframe = true;
            isWanted = value;
        }
    }

    /// <summary>As a camera that the system muted: frames come, but no keyframe.</summary>
    public bool GivesKeyframes { get; set; } = true;

    /// <summary>Inserts a packet of padding on the media stream after every so many frames; 0 for never.</summary>
    public int PadsEvery { get; set; }

    /// <summary>Sends the packets of each frame backwards.</summary>
    public bool SendsBackwards { get; set; }

    public int Frames { get; private set; }

    /// <summary>Requests that came, merged or not.</summary>
    public List<Timestamp> KeyframesAsked { get; } = [];

    public int Resent { get; private set; }

    /// <summary>Says line and layer in each packet instead of the transport-wide number.</summary>
    public bool NamesLine { get; set; } = rid.Length > 0;

    private int TransportSequence { get; set; }

    public void AskForKeyframe(Timestamp now)
    {
        KeyframesAsked.Add(now);
        owesKeyframe = true;
    }

    public SenderReport? Report(NtpTime ntp, Timestamp now) => Frames == 0 ? null : new SenderReport(Ssrc, ntp, TimeAt(now), packets, 0);

    public RtpTime TimeAt(Timestamp now) => new(unchecked(timeOffset + (uint)(now.Microseconds * 90 / 1000)));

    public void Tick(Timestamp now)
    {
        if (now < Next) return;
        Next = now + Interval;
        if (!IsOn || !isWanted) return;
        Frames++;
        picture = (picture + 1) & Vp8Descriptor.PictureIdMask;
        var isKeyframe = owesKeyframe && GivesKeyframes;
        if (isKeyframe) owesKeyframe = false;
        List<(byte[] Header, byte[] Payload)> frame = [];
        for (var i = 0; i < PacketsPerFrame; i++) frame.Add(Make(i, isKeyframe, now));
        if (SendsBackwards) frame.Reverse();
        foreach (var (header, payload) in frame) peer.SendRtp(header, payload);
        if (PadsEvery > 0 && Frames % PadsEvery == 0) Pad(now);
    }

    public void Resend(ReadOnlySpan<byte> pairs)
    {
        Span<SequenceNumber> numbers = stackalloc SequenceNumber[GenericNack.NumbersPerPair];
        for (; pairs.Length >= GenericNack.PairLength; pairs = pairs[GenericNack.PairLength..])
        {
            var count = GenericNack.Read(pairs, numbers);
            foreach (var number in numbers[..count])
            {
                if (!sent.TryGetValue(number.Value, out var original)) continue;
                var header = (byte[])original.Header.Clone();
                header[1] = (byte)((header[1] & 0x80) | 97);
                BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), rtxSequence++);
                BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), Ssrc + 1);
                // Nobody acknowledges retransmissions, so they name what they repair for ever.
                if (Rid.Length > 0) Name(BrowserOffer.RepairedRidExtension).CopyTo(header.AsSpan(RtpHeader.FixedLength));
                byte[] payload = [(byte)(number.Value >> 8), (byte)number.Value, .. original.Payload];
                peer.SendRtp(header, payload);
                Resent++;
            }
        }
    }

    private (byte[] Header, byte[] Payload) Make(int index, bool isKeyframe, Timestamp now)
    {
        var header = Header(96, index == PacketsPerFrame - 1, now);
        var payload = new byte[index == 0 ? Math.Min(200, PacketBytes) : PacketBytes];
        payload[0] = (byte)(0x80 | (index == 0 ? 0x10 : 0));
        payload[1] = 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(2), (ushort)(0x8000 | picture));
        var data = payload.AsSpan(Vp8DescriptorLength);
        data[0] = (byte)(isKeyframe ? 0 : 1);
        if (isKeyframe && Height > 0)
        {
            data[3..6].Clear();
            (data[3], data[4], data[5]) = (0x9D, 0x01, 0x2A);
            BinaryPrimitives.WriteUInt16LittleEndian(data[8..], (ushort)Height);
        }

        data[TagAt] = Tag;
        BitConverter.TryWriteBytes(data[FrameAt..], Frames);
        sent[(ushort)(sequence - 1)] = (header, payload);
        packets++;
        return (header, payload);
    }

    private void Pad(Timestamp now)
    {
        var header = Header(96, marker: false, now);
        header[0] |= 0x20;
        var padding = new byte[100];
        padding[^1] = 100;
        peer.SendRtp(header, padding);
    }

    private byte[] Header(byte type, bool marker, Timestamp now)
    {
        var header = new byte[RtpHeader.FixedLength + 8];
        RtpHeader.Write(header, type, marker, new SequenceNumber(sequence++), TimeAt(now), Ssrc);
        header[0] |= 0x10;
        var extension = NamesLine
            ? Name(BrowserOffer.RidExtension)
            : [0xBE, 0xDE, 0, 1, (BrowserOffer.TransportExtension << 4) | 1, (byte)(TransportSequence >> 8), (byte)TransportSequence, 0];
        TransportSequence++;
        extension.CopyTo(header.AsSpan(RtpHeader.FixedLength));
        return header;
    }

    private byte[] Name(byte extension) => Rid.Length == 0
        ? [0xBE, 0xDE, 0, 1, BrowserOffer.MidExtension << 4, (byte)'1', 0, 0]
        : [0xBE, 0xDE, 0, 1, BrowserOffer.MidExtension << 4, (byte)'1', (byte)(extension << 4), (byte)Rid[0]];
}

/// <summary>A packet every 20 ms with the level set, or one in 400 ms while it is silent (DTX).</summary>
internal sealed class TestMicrophone(byte tag, TestPeer peer, uint ssrc)
{
    private readonly uint timeOffset = unchecked(tag * 0x1111_1111u);
    private ushort sequence = (ushort)(tag * 577);
    private int frames;
    private byte[]? last;
    private RtpTime lastTime;

    public uint Ssrc { get; } = ssrc;

    public Timestamp Next { get; private set; }

    public bool IsOn { get; set; } = true;

    /// <summary>Says the line in each packet instead of the level.</summary>
    public bool NamesLine { get; set; }

    /// <summary>0 to 127, more is louder. Below 10 the microphone falls silent as Opus does with DTX.</summary>
    public int Loudness { get; set; } = 90;

    /// <summary>Carries the frame before along in each packet (RED).</summary>
    public bool Repeats { get; set; }

    /// <summary>Bytes of 20 ms of speech.</summary>
    public int FrameBytes { get; set; } = 40;

    /// <summary>24 kbit/s in packets of 40 ms, as the server asks for when some line is narrow.</summary>
    public bool IsThrifty { get; set; }

    public SenderReport? Report(NtpTime ntp, Timestamp now) => frames == 0 ? null : new SenderReport(Ssrc, ntp, TimeAt(now), (uint)frames, 0);

    public RtpTime TimeAt(Timestamp now) => new(unchecked(timeOffset + (uint)(now.Microseconds * 48 / 1000)));

    public void Tick(Timestamp now)
    {
        if (now < Next) return;
        Next = now + TimeSpan.FromMilliseconds(Loudness < 10 ? 400 : IsThrifty ? 40 : 20);
        if (!IsOn) return;
        frames++;
        var header = new byte[RtpHeader.FixedLength + 8];
        RtpHeader.Write(header, Repeats && last is not null ? BrowserOffer.RedType : BrowserOffer.OpusType, marker: false, new SequenceNumber(sequence++), TimeAt(now), Ssrc);
        header[0] |= 0x10;
        byte[] extension = NamesLine
            ? [0xBE, 0xDE, 0, 1, BrowserOffer.MidExtension << 4, (byte)'0', 0, 0]
            : [0xBE, 0xDE, 0, 1, BrowserOffer.LevelExtension << 4, (byte)(0x80 | (127 - Loudness)), 0, 0];
        extension.CopyTo(header.AsSpan(RtpHeader.FixedLength));
        var payload = new byte[IsThrifty ? 120 : FrameBytes];
        payload[0] = 0x78;
        payload[1] = tag;
        BitConverter.TryWriteBytes(payload.AsSpan(2), frames);
        if (Repeats && last is not null)
        {
            var both = new byte[Red.OverheadLength + last.Length + payload.Length];
            Red.Write(both, BrowserOffer.OpusType, TimeAt(now).Since(lastTime), last, payload);
            peer.SendRtp(header, both);
        }
        else
        {
            peer.SendRtp(header, payload);
        }

        (last, lastTime) = (payload, TimeAt(now));
    }
}
