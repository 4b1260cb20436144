using System.Buffers.Binary;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Tests.Srtp;

/// <summary>A sender and a receiver under the same keys, and the packets between them.</summary>
internal sealed class SrtpPair : IDisposable
{
    public SrtpPair(SrtpProfile profile)
    {
        var salt = Enumerable.Range(100, profile == SrtpProfile.AeadAes128Gcm ? 12 : 14).Select(i => (byte)i).ToArray();
        var master = new SrtpMaster([.. Enumerable.Range(1, 16).Select(i => (byte)i)], salt);
        var keys = new SrtpKeys(profile, master, master);
        Sender = new SrtpOutbound(keys);
        Receiver = new SrtpInbound(keys);
    }

    public SrtpOutbound Sender { get; }

    public SrtpInbound Receiver { get; }

    public static byte[] RtpHeader(uint ssrc, ushort sequence)
    {
        var header = new byte[12];
        header[0] = 0x80;
        header[1] = 96;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), ssrc);
        return header;
    }

    public static byte[] ReceiverReport(uint ssrc)
    {
        var report = new byte[32];
        report[0] = 0x81;
        report[1] = 201;
        report[3] = 7;
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(4), ssrc);
        return report;
    }

    public byte[] Rtp(uint ssrc, ushort sequence, params byte[] payload) => Protect(RtpHeader(ssrc, sequence), payload);

    public byte[] Protect(byte[] header, byte[] payload)
    {
        var packet = new byte[header.Length + payload.Length + Sender.RtpOverheadBytes];
        Assert.Equal(packet.Length, Sender.ProtectRtp(header, payload, packet));
        return packet;
    }

    public byte[] Rtcp(uint ssrc)
    {
        var report = ReceiverReport(ssrc);
        var packet = new byte[report.Length + Sender.RtcpOverheadBytes];
        Assert.Equal(packet.Length, Sender.ProtectRtcp(report, packet));
        return packet;
    }

    public SrtpVerdict Receive(byte[] packet) => Receiver.UnprotectRtp([.. packet], out _);

    public SrtpVerdict ReceiveRtcp(byte[] packet) => Receiver.UnprotectRtcp([.. packet], out _);

    public void Dispose()
    {
        Sender.Dispose();
        Receiver.Dispose();
    }
}
