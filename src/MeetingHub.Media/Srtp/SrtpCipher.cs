namespace MeetingHub.Media.Srtp;

/// <summary>
/// One profile's transforms in one direction, under session keys. Knows neither rollover nor replay: it is told the index. The caller
/// has checked that packets are long enough.
/// </summary>
internal abstract class SrtpCipher : IDisposable
{
    public abstract int RtpOverheadBytes { get; }

    /// <summary>Tag, E bit and index.</summary>
    public abstract int RtcpOverheadBytes { get; }

    public static SrtpCipher ForSending(SrtpProfile profile, SrtpMaster master) => profile switch
    {
        SrtpProfile.AeadAes128Gcm => GcmCipher.ForSending(master),
        SrtpProfile.Aes128CmSha1_80 => new CounterModeCipher(master),
    };

    public static SrtpCipher ForReceiving(SrtpProfile profile, SrtpMaster master) => profile switch
    {
        SrtpProfile.AeadAes128Gcm => GcmCipher.ForReceiving(master),
        SrtpProfile.Aes128CmSha1_80 => new CounterModeCipher(master),
    };

    /// <param name="packet">Gets header, ciphertext and tag; holds the header already, the payload too when it is null.</param>
    /// <param name="headerLength">Where the ciphertext begins.</param>
    /// <param name="payload">Plain, apart from <paramref name="packet"/>.</param>
    /// <param name="index">Rollover counter and sequence number.</param>
    public abstract void ProtectRtp(Span<byte> packet, int headerLength, ReadOnlySpan<byte> payload, long index);

    /// <summary>Opens in place; false when the tag does not fit.</summary>
    public abstract bool TryUnprotectRtp(Span<byte> packet, int headerLength, long index);

    /// <param name="packet">Gets header, ciphertext, tag and index.</param>
    /// <param name="compound">Plain, apart from <paramref name="packet"/>.</param>
    /// <param name="index">31 bits.</param>
    public abstract void ProtectRtcp(Span<byte> packet, ReadOnlySpan<byte> compound, uint index);

    /// <summary>Where the four bytes of E bit and index stand in a packet of this length.</summary>
    public abstract int RtcpIndexAt(int packetLength);

    /// <summary>Opens in place; false when the tag does not fit.</summary>
    public abstract bool TryUnprotectRtcp(Span<byte> packet, uint index);

    public abstract void Dispose();
}
