namespace MeetingHub.Media.Rtp;

/// <summary>The AV1 aggregation header, "RTP Payload Format For AV1" (AOM) section 4.4. A coded video sequence begins with a keyframe.</summary>
internal sealed class Av1Payload : PayloadFormat
{
    public static readonly Av1Payload Instance = new();

    private const byte ContinuesUnit = 0x80;
    private const byte CountMask = 0x30;
    private const byte OneUnit = 0x10;
    private const byte StartsSequence = 0x08;
    private const int SequenceHeader = 1;

    /// <summary>Seven bits a byte; the specification ends a length at eight bytes.</summary>
    private const int LongestLength = 8;

    public override bool TryRead(ReadOnlySpan<byte> payload, out PayloadFacts facts)
    {
        facts = default;
        if (payload.Length < 2) return false;
        var first = payload[0];
        var at = 1;
        // Only of a single unit the length is left out.
        if ((first & CountMask) != OneUnit && !TrySkipLength(payload, ref at)) return false;
        if (payload.Length <= at) return false;
        var type = (payload[at] >> 3) & 0x0F;
        var starts = (first & (StartsSequence | ContinuesUnit)) == StartsSequence && type == SequenceHeader;
        facts = new PayloadFacts(starts, Height: 0, PictureNumbers.None);
        return true;
    }

    private static bool TrySkipLength(ReadOnlySpan<byte> payload, ref int at)
    {
        for (var i = 0; i < LongestLength; i++)
        {
            if (payload.Length <= at) return false;
            if ((payload[at++] & 0x80) == 0) return true;
        }

        return false;
    }
}
