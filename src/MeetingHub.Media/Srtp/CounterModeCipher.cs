using System.Buffers.Binary;
using System.Security.Cryptography;
using MeetingHub.Media.Native;

namespace MeetingHub.Media.Srtp;

/// <summary>AES_CM_128_HMAC_SHA1_80, RFC 3711 sections 4.1.1 and 4.2.1.</summary>
internal sealed class CounterModeCipher : SrtpCipher
{
    private const int KeyBytes = 16;
    private const int SaltBytes = 14;
    private const int TagBytes = 10;

    private readonly Direction rtp;
    private readonly Direction rtcp;

    public CounterModeCipher(SrtpMaster master)
    {
        rtp = new Direction(master, KeyLabel.RtpEncryption, KeyLabel.RtpAuthentication, KeyLabel.RtpSalt);
        rtcp = new Direction(master, KeyLabel.RtcpEncryption, KeyLabel.RtcpAuthentication, KeyLabel.RtcpSalt);
    }

    public override int RtpOverheadBytes => TagBytes;

    public override int RtcpOverheadBytes => TagBytes + SrtpPacket.RtcpIndexBytes;

    public override void ProtectRtp(Span<byte> packet, int headerLength, ReadOnlySpan<byte> payload, long index)
    {
        rtp.Crypt(SrtpPacket.RtpSource(packet), index, payload, packet[headerLength..]);
        Span<byte> rollover = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(rollover, (uint)(index >> 16));
        rtp.Sign(packet[..(headerLength + payload.Length)], rollover, packet.Slice(headerLength + payload.Length, TagBytes));
    }

    public override bool TryUnprotectRtp(Span<byte> packet, int headerLength, long index)
    {
        var signed = packet[..^TagBytes];
        Span<byte> rollover = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(rollover, (uint)(index >> 16));
        if (!rtp.Fits(signed, rollover, packet[^TagBytes..])) return false;
        var payload = signed[headerLength..];
        rtp.Crypt(SrtpPacket.RtpSource(packet), index, payload, payload);
        return true;
    }

    public override void ProtectRtcp(Span<byte> packet, ReadOnlySpan<byte> compound, uint index)
    {
        compound[..SrtpPacket.RtcpHeaderBytes].CopyTo(packet);
        rtcp.Crypt(
            SrtpPacket.RtcpSource(compound), index, compound[SrtpPacket.RtcpHeaderBytes..], packet[SrtpPacket.RtcpHeaderBytes..]);
        BinaryPrimitives.WriteUInt32BigEndian(packet[compound.Length..], SrtpPacket.EncryptedFlag | index);
        var signed = packet[..(compound.Length + SrtpPacket.RtcpIndexBytes)];
        rtcp.Sign(signed, default, packet.Slice(signed.Length, TagBytes));
    }

    public override int RtcpIndexAt(int packetLength) => packetLength - TagBytes - SrtpPacket.RtcpIndexBytes;

    public override bool TryUnprotectRtcp(Span<byte> packet, uint index)
    {
        var signed = packet[..^TagBytes];
        if (!rtcp.Fits(signed, default, packet[^TagBytes..])) return false;
        var body = signed[SrtpPacket.RtcpHeaderBytes..^SrtpPacket.RtcpIndexBytes];
        rtcp.Crypt(SrtpPacket.RtcpSource(packet), index, body, body);
        return true;
    }

    public override void Dispose()
    {
        rtp.Dispose();
        rtcp.Dispose();
    }

    /// <summary>RTP or RTCP under its three session keys.</summary>
    private sealed class Direction(SrtpMaster master, KeyLabel encryption, KeyLabel authentication, KeyLabel saltLabel) : IDisposable
    {
        private readonly CounterMode cipher = new(KeyDerivation.Derive(master, encryption, KeyBytes));
        private readonly HmacSha1 mac = new(KeyDerivation.Derive(master, authentication, HmacSha1.HashBytes));
        private readonly byte[] salt = KeyDerivation.Derive(master, saltLabel, SaltBytes);

        /// <summary>RFC 3711 section 4.1.1: SSRC and index under the salt, then a block counter of two bytes.</summary>
        public void Crypt(uint source, long index, ReadOnlySpan<byte> input, Span<byte> output)
        {
            Span<byte> counter = stackalloc byte[CounterMode.CounterBytes];
            counter.Clear();
            salt.CopyTo(counter);
            var sourceField = counter.Slice(4, 4);
            BinaryPrimitives.WriteUInt32BigEndian(sourceField, BinaryPrimitives.ReadUInt32BigEndian(sourceField) ^ source);
            var indexField = counter[8..];
            BinaryPrimitives.WriteUInt64BigEndian(
                indexField, BinaryPrimitives.ReadUInt64BigEndian(indexField) ^ ((ulong)index << 16));
            cipher.Apply(counter, input, output);
        }

        public void Sign(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> rollover, Span<byte> tag)
        {
            Span<byte> hash = stackalloc byte[HmacSha1.HashBytes];
            mac.Compute(signed, rollover, hash);
            hash[..TagBytes].CopyTo(tag);
        }

        public bool Fits(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> rollover, ReadOnlySpan<byte> tag)
        {
            Span<byte> expected = stackalloc byte[TagBytes];
            Sign(signed, rollover, expected);
            return CryptographicOperations.FixedTimeEquals(expected, tag);
        }

        public void Dispose()
        {
            cipher.Dispose();
            mac.Dispose();
        }
    }
}
