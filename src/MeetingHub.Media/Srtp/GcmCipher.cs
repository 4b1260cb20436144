using System.Buffers.Binary;
using MeetingHub.Media.Native;

namespace MeetingHub.Media.Srtp;

/// <summary>AEAD_AES_128_GCM, RFC 7714.</summary>
internal sealed class GcmCipher : SrtpCipher
{
    private const int KeyBytes = 16;
    private const int SaltBytes = 12;
    private const int TagBytes = GcmEncryption.TagBytes;

    private readonly byte[] rtpSalt;
    private readonly byte[] rtcpSalt;
    private readonly GcmEncryption? rtpEncryption;
    private readonly GcmEncryption? rtcpEncryption;
    private readonly GcmDecryption? rtpDecryption;
    private readonly GcmDecryption? rtcpDecryption;

    private GcmCipher(SessionKeys keys, bool sending)
    {
        (rtpSalt, rtcpSalt) = (keys.RtpSalt, keys.RtcpSalt);
        if (sending) (rtpEncryption, rtcpEncryption) = (new GcmEncryption(keys.Rtp), new GcmEncryption(keys.Rtcp));
        else (rtpDecryption, rtcpDecryption) = (new GcmDecryption(keys.Rtp), new GcmDecryption(keys.Rtcp));
    }

    public override int RtpOverheadBytes => TagBytes;

    public override int RtcpOverheadBytes => TagBytes + SrtpPacket.RtcpIndexBytes;

    public static GcmCipher ForSending(SrtpMaster master) => new(Derive(master), sending: true);

    public static GcmCipher ForReceiving(SrtpMaster master) => new(Derive(master), sending: false);

    /// <summary>With session keys as they stand in the RFC's vectors.</summary>
    internal static GcmCipher With(SessionKeys keys, bool sending) => new(keys, sending);

    public override void ProtectRtp(Span<byte> packet, int headerLength, ReadOnlySpan<byte> payload, long index)
    {
        Span<byte> nonce = stackalloc byte[SaltBytes];
        RtpNonce(packet, index, nonce);
        rtpEncryption!.Seal(nonce, packet[..headerLength], payload, packet[headerLength..]);
    }

    public override bool TryUnprotectRtp(Span<byte> packet, int headerLength, long index)
    {
        Span<byte> nonce = stackalloc byte[SaltBytes];
        RtpNonce(packet, index, nonce);
        return rtpDecryption!.TryOpen(nonce, packet[..headerLength], packet[headerLength..]);
    }

    public override void ProtectRtcp(Span<byte> packet, ReadOnlySpan<byte> compound, uint index)
    {
        compound[..SrtpPacket.RtcpHeaderBytes].CopyTo(packet);
        var body = compound[SrtpPacket.RtcpHeaderBytes..];
        Span<byte> nonce = stackalloc byte[SaltBytes];
        Span<byte> associated = stackalloc byte[SrtpPacket.RtcpHeaderBytes + SrtpPacket.RtcpIndexBytes];
        RtcpNonce(packet, index, nonce, associated);
        rtcpEncryption!.Seal(nonce, associated, body, packet[SrtpPacket.RtcpHeaderBytes..]);
        associated[SrtpPacket.RtcpHeaderBytes..].CopyTo(packet[(compound.Length + TagBytes)..]);
    }

    public override int RtcpIndexAt(int packetLength) => packetLength - SrtpPacket.RtcpIndexBytes;

    public override bool TryUnprotectRtcp(Span<byte> packet, uint index)
    {
        Span<byte> nonce = stackalloc byte[SaltBytes];
        Span<byte> associated = stackalloc byte[SrtpPacket.RtcpHeaderBytes + SrtpPacket.RtcpIndexBytes];
        RtcpNonce(packet, index, nonce, associated);
        return rtcpDecryption!.TryOpen(nonce, associated, packet[SrtpPacket.RtcpHeaderBytes..^SrtpPacket.RtcpIndexBytes]);
    }

    public override void Dispose()
    {
        rtpEncryption?.Dispose();
        rtcpEncryption?.Dispose();
        rtpDecryption?.Dispose();
        rtcpDecryption?.Dispose();
    }

    private static SessionKeys Derive(SrtpMaster master) => new(
        KeyDerivation.Derive(master, KeyLabel.RtpEncryption, KeyBytes),
        KeyDerivation.Derive(master, KeyLabel.RtpSalt, SaltBytes),
        KeyDerivation.Derive(master, KeyLabel.RtcpEncryption, KeyBytes),
        KeyDerivation.Derive(master, KeyLabel.RtcpSalt, SaltBytes));

    /// <summary>RFC 7714 section 8.1: two zero bytes, SSRC, rollover counter, sequence number, all under the salt.</summary>
    private void RtpNonce(ReadOnlySpan<byte> packet, long index, Span<byte> nonce)
    {
        nonce[..2].Clear();
        packet.Slice(8, 4).CopyTo(nonce[2..]);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[6..], (uint)(index >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(nonce[10..], (ushort)index);
        Xor(nonce, rtpSalt);
    }

    /// <summary>RFC 7714 sections 9.1 and 9.2: two zero bytes, SSRC, two zero bytes, index; associated are header and index word.</summary>
    private void RtcpNonce(ReadOnlySpan<byte> packet, uint index, Span<byte> nonce, Span<byte> associated)
    {
        nonce.Clear();
        packet.Slice(4, 4).CopyTo(nonce[2..]);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], index);
        Xor(nonce, rtcpSalt);
        packet[..SrtpPacket.RtcpHeaderBytes].CopyTo(associated);
        BinaryPrimitives.WriteUInt32BigEndian(associated[SrtpPacket.RtcpHeaderBytes..], SrtpPacket.EncryptedFlag | index);
    }

    private static void Xor(Span<byte> nonce, ReadOnlySpan<byte> salt)
    {
        for (var i = 0; i < SaltBytes; i++) nonce[i] ^= salt[i];
    }

    internal sealed record SessionKeys(byte[] Rtp, byte[] RtpSalt, byte[] Rtcp, byte[] RtcpSalt);
}
