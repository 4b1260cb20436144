using System.Buffers.Binary;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Fuzzing.Targets;

/// <summary>A packet in plain: header, extensions of both forms, VP8 descriptor, retransmission.</summary>
internal sealed class RtpTarget : Target
{
    public override string Name => "rtp";

    public override int MaxLength => 1600;

    public override void Run(byte[] input)
    {
        var isPacket = RtpHeader.TryParse(input, out var header);
        var isProtectable = SrtpPacket.TryReadHeaderLength(input, out var headerLength);
        Holds(!isPacket || (isProtectable && headerLength == header.Length), "protection and forwarding disagree about the header");
        if (!isPacket) return;
        Holds(header.Length >= RtpHeader.FixedLength && header.PayloadLength >= 0, "negative lengths");
        Holds(header.Length + header.PayloadLength <= input.Length, "more payload than packet");
        Holds(header.Ssrc == BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(8)), "another stream");

        var walk = new HeaderExtensions(header.Extension(input));
        var total = 0;
        while (walk.MoveNext())
        {
            total += 1 + walk.Value.Length;
            Holds(AudioLevel.TryParse(walk.Value, out var level) != walk.Value.IsEmpty && level.Loudness is >= 0 and <= AudioLevel.Loudest, "louder than loud");
        }

        Holds(total <= header.ExtensionLength, "more extensions than their place");
        Span<byte> written = stackalloc byte[RtpHeader.FixedLength];
        RtpHeader.Write(written, header.PayloadType, header.Marker, header.Sequence, header.Time, header.Ssrc);
        Holds(RtpHeader.TryParse(written, out var again) && again.Sequence == header.Sequence && again.Time == header.Time
            && again.Marker == header.Marker && again.PayloadType == header.PayloadType, "a header changed by writing it");

        var payload = input.AsSpan(header.Length, header.PayloadLength);
        if (Rtx.TryReadOriginalSequence(payload, out _)) Holds(payload.Length > Rtx.OriginalSequenceLength, "a retransmission of nothing");
        if (Vp8Descriptor.TryParse(payload, out var descriptor)) Normalise(payload, descriptor);
        Redundancy(payload);
        Holds(!Vp8Keyframe.TryReadHeight(payload, out var height) || height is > 0 and < 1 << 14, "a picture of impossible height");
        Renumber(header);
        foreach (var codec in Enum.GetValues<PictureCodec>()) Rewrite(payload, codec);
    }

    private static void Rewrite(Span<byte> payload, PictureCodec codec)
    {
        if (PayloadFormat.Of(codec) is not { } format || !format.TryRead(payload, out var facts)) return;
        facts.Numbers.Write(payload, 0x1234, 0x56);
        Holds(format.TryRead(payload, out var again) && again == facts, "another payload by renumbering it");
    }

    public override byte[] Mend(byte[] input, Random random)
    {
        if (input.Length < 20) return input;
        input[0] = (byte)(0x80 | (input[0] & 0x3F));
        if (random.Next(2) == 0) input[0] &= 0xF0;
        var at = RtpHeader.FixedLength + 4 * (input[0] & 0x0F);
        if ((input[0] & 0x10) == 0 || at + 4 > input.Length) return input;
        BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(at), (ushort)(random.Next(2) == 0 ? 0xBEDE : 0x1000));
        BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(at + 2), (ushort)random.Next(Math.Min(20, (input.Length - at - 4) / 4) + 1));
        return input;
    }

    /// <summary>Frames must lie one behind the other inside the payload, and one that is repeated must read the same again.</summary>
    private static void Redundancy(ReadOnlySpan<byte> payload)
    {
        Span<RedBlock> earlier = stackalloc RedBlock[Red.MaxBlocks];
        if (payload.IsEmpty || !Red.TryRead(payload, (byte)(payload[0] & 0x7F), earlier, out var count, out var newest)) return;
        var end = 0;
        for (var i = 0; i < count; i++)
        {
            Holds(earlier[i].Start >= end && earlier[i].Start + earlier[i].Length <= payload.Length, "a frame outside its packet");
            Holds(earlier[i].Offset is >= 0 and <= Red.MaxOffset && earlier[i].Length <= Red.MaxBlockLength, "a frame beyond its fields");
            end = earlier[i].Start + earlier[i].Length;
        }

        Holds(newest.Length <= payload.Length - end, "a newest frame beyond its packet");
        if (count == 0) return;
        var before = payload.Slice(earlier[0].Start, earlier[0].Length);
        var offset = earlier[0].Offset;
        var again = new byte[Red.OverheadLength + before.Length + newest.Length];
        Holds(Red.Write(again, 111, offset, before, newest) == again.Length, "another length than it should have");
        Holds(Red.TryRead(again, 111, earlier, out var one, out var last) && one == 1 && last.SequenceEqual(newest)
            && earlier[0].Offset == offset && again.AsSpan(earlier[0].Start, earlier[0].Length).SequenceEqual(before), "frames changed by repeating them");
    }

    /// <summary>The only extension we write must be found where we say it is.</summary>
    private static void Renumber(in RtpHeader header)
    {
        Span<byte> packet = stackalloc byte[RtpHeader.FixedLength + TransportSequence.Length];
        RtpHeader.Write(packet, header.PayloadType, header.Marker, header.Sequence, header.Time, header.Ssrc);
        var id = (byte)Math.Max(1, header.Ssrc & 0xFF);
        TransportSequence.Write(packet, id, header.Sequence);
        Holds(RtpHeader.TryParse(packet, out var again) && again.Length == packet.Length, "our own extension cannot be read");
        var walk = new HeaderExtensions(again.Extension(packet));
        Holds(walk.MoveNext() && walk.Id == id && walk.Value.SequenceEqual(packet.Slice(2, 2)), "our own number cannot be read");
    }

    /// <summary>What every viewer gets must read as what came.</summary>
    private static void Normalise(ReadOnlySpan<byte> payload, in Vp8Descriptor descriptor)
    {
        Holds(descriptor.Length is >= 1 and <= 6 && descriptor.Length < payload.Length, "a descriptor without data behind it");
        var normal = new byte[Vp8Descriptor.NormalLength + payload.Length - descriptor.Length];
        payload[descriptor.Length..].CopyTo(normal.AsSpan(Vp8Descriptor.NormalLength));
        descriptor.Normalise(normal, descriptor.PictureId);
        Holds(Vp8Descriptor.TryParse(normal, out var again) && again.Length == Vp8Descriptor.NormalLength, "our own descriptor cannot be read");
        Holds(again.PictureId == descriptor.PictureId && again.StartsKeyframe == descriptor.StartsKeyframe, "a descriptor changed by normalising it");
        Holds(descriptor.LevelZeroIndex is not { } level || again.LevelZeroIndex == level, "another base layer");
        Vp8Descriptor.Numbers.Write(normal, 0x1234, 0x56);
        Holds(Vp8Descriptor.Numbers.Read(normal) == (0x1234, 0x56), "numbers changed by writing them");
    }
}
