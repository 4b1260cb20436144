using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>H.264 in RTP, RFC 6184. A keyframe begins with a parameter set or, where these went before, with an IDR slice.</summary>
internal sealed class H264Payload : PayloadFormat
{
    public static readonly H264Payload Instance = new();

    private const int TypeMask = 0x1F;
    private const int IdrSlice = 5;
    private const int SequenceParameters = 7;
    private const int AggregatedUnits = 24;
    private const int FragmentedUnit = 28;

    /// <summary>In the second byte of a fragment: the first of its unit.</summary>
    private const int StartBit = 0x80;

    public override bool TryRead(ReadOnlySpan<byte> payload, out PayloadFacts facts)
    {
        facts = default;
        if (payload.IsEmpty) return false;
        bool starts;
        switch (payload[0] & TypeMask)
        {
            case AggregatedUnits:
                if (!TryReadAggregate(payload[1..], out starts)) return false;
                break;
            case FragmentedUnit:
                if (payload.Length < 2) return false;
                starts = (payload[1] & StartBit) != 0 && IsKey(payload[1] & TypeMask);
                break;
            case var single:
                starts = IsKey(single);
                break;
        }

        facts = new PayloadFacts(starts, Height: 0, PictureNumbers.None);
        return true;
    }

    private static bool TryReadAggregate(ReadOnlySpan<byte> units, out bool starts)
    {
        starts = false;
        while (!units.IsEmpty)
        {
            if (units.Length < 3) return false;
            int length = BinaryPrimitives.ReadUInt16BigEndian(units);
            if (length == 0 || units.Length < 2 + length) return false;
            starts |= IsKey(units[2] & TypeMask);
            units = units[(2 + length)..];
        }

        return true;
    }

    private static bool IsKey(int type) => type is IdrSlice or SequenceParameters;
}
