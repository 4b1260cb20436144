namespace MeetingHub.Media.Rtp;

/// <summary>Client-to-mixer audio level, RFC 6464 section 3.</summary>
/// <param name="IsVoice">The sender's opinion; false also from senders that do not look.</param>
/// <param name="Loudness">0 (silence) to 127 (full scale): the wire's −dBov turned round, so that more is louder.</param>
internal readonly record struct AudioLevel(bool IsVoice, int Loudness)
{
    public const string Uri = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    public const int Loudest = 127;

    public static bool TryParse(ReadOnlySpan<byte> value, out AudioLevel level)
    {
        // Two bytes appear in the two-byte form, the second being padding (section 3).
        level = default;
        if (value.IsEmpty) return false;
        level = new AudioLevel((value[0] & 0x80) != 0, Loudest - (value[0] & 0x7F));
        return true;
    }
}
