using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>The VP9 payload descriptor, RFC 9628 section 4.2.</summary>
internal sealed class Vp9Payload : PayloadFormat
{
    public static readonly Vp9Payload Instance = new();

    private const byte HasPictureId = 0x80;
    private const byte IsPredicted = 0x40;
    private const byte HasLayers = 0x20;
    private const byte IsFlexible = 0x10;
    private const byte StartsFrame = 0x08;
    private const byte HasStructure = 0x02;
    private const byte LongPictureId = 0x80;
    private const int MostReferences = 3;

    public override bool TryRead(ReadOnlySpan<byte> payload, out PayloadFacts facts)
    {
        facts = default;
        if (payload.IsEmpty) return false;
        var first = payload[0];
        var at = 1;
        var (idAt, levelAt, spatialLayer) = (-1, -1, 0);
        if ((first & HasPictureId) != 0)
        {
            if (payload.Length <= at) return false;
            var isLong = (payload[at] & LongPictureId) != 0;
            if (isLong) idAt = at;
            at += isLong ? 2 : 1;
        }

        if ((first & HasLayers) != 0)
        {
            if (payload.Length <= at) return false;
            spatialLayer = (payload[at++] >> 1) & 7;
            if ((first & IsFlexible) == 0) levelAt = at++;
        }

        if ((first & (IsFlexible | IsPredicted)) == (IsFlexible | IsPredicted) && !TrySkipReferences(payload, ref at)) return false;
        var height = 0;
        if ((first & HasStructure) != 0 && !TryReadStructure(payload[Math.Min(at, payload.Length)..], out height)) return false;
        // A descriptor alone is no media.
        if (payload.Length <= at) return false;
        var starts = (first & (StartsFrame | IsPredicted)) == StartsFrame && spatialLayer == 0;
        facts = new PayloadFacts(starts, height, new PictureNumbers(idAt, levelAt));
        return true;
    }

    private static bool TrySkipReferences(ReadOnlySpan<byte> payload, ref int at)
    {
        for (var i = 0; i < MostReferences; i++)
        {
            if (payload.Length <= at) return false;
            if ((payload[at++] & 1) == 0) return true;
        }

        return true;
    }

    /// <summary>Scalability structure: the last size is that of the largest spatial layer.</summary>
    private static bool TryReadStructure(ReadOnlySpan<byte> structure, out int height)
    {
        height = 0;
        if (structure.IsEmpty) return false;
        var layers = (structure[0] >> 5) + 1;
        if ((structure[0] & 0x10) == 0) return true;
        if (structure.Length < 1 + 4 * layers) return false;
        height = BinaryPrimitives.ReadUInt16BigEndian(structure[(4 * layers - 1)..]);
        return true;
    }
}
