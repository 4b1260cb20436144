namespace MeetingHub.Media.Sdp;

/// <summary>What an offer may cost us to read. A real one of our client with 49 slots and all codecs has 247,000 characters.</summary>
internal static class SdpLimits
{
    public const int Characters = 256 * 1024;

    /// <summary>An offer for a wall of 49 tiles has about 105 lines.</summary>
    public const int MediaLines = 160;

    /// <summary>Chromium writes about 120 for a video line with every codec.</summary>
    public const int AttributesPerLine = 256;

    /// <summary>Browsers count mids up from 0; they are repeated in our answer and our notices.</summary>
    public const int MidCharacters = 16;

    /// <summary>RFC 8445 section 5.3 ends both at 256.</summary>
    public const int IceCharacters = 256;

    /// <summary>Simulcast layers taken of one picture; media.md, section 4.</summary>
    public const int Layers = 3;

    /// <summary>Layers an offer may name, taken or not.</summary>
    public const int OfferedRids = 16;

    /// <summary>They are repeated in our answer and our notices; browsers write what the page chose.</summary>
    public const int RidCharacters = 16;

    /// <summary>Of a codec's parameters; longer ones belong to codecs that are not ours.</summary>
    public const int FormatCharacters = 256;

    /// <summary>Payload types have seven bits.</summary>
    public const int Codecs = 128;
}
