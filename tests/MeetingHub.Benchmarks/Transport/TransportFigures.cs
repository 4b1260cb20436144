using System.Buffers.Binary;
using System.Diagnostics;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Srtp;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Benchmarks.Transport;

/// <summary>What one packet costs to protect and to open, and one peer to connect; all on one thread, without a socket.</summary>
internal static class TransportFigures
{
    private const int PacketsInSample = 10_000;

    public static void Report()
    {
        // The aims are what OpenSSL itself was measured to cost on this kind of machine: what is above them is ours.
        Packets("GCM, 160 bytes", SrtpProfile.AeadAes128Gcm, 160, aim: 500);
        Packets("GCM, 1200 bytes", SrtpProfile.AeadAes128Gcm, 1200, aim: 700);
        Packets("CM with HMAC-SHA1, 160 bytes", SrtpProfile.Aes128CmSha1_80, 160, aim: 800);
        Packets("CM with HMAC-SHA1, 1200 bytes", SrtpProfile.Aes128CmSha1_80, 1200, aim: 2000);
        Handshakes().Report();
    }

    private static void Packets(string name, SrtpProfile profile, int bytes, double aim)
    {
        var master = new SrtpMaster(new byte[16], new byte[profile == SrtpProfile.AeadAes128Gcm ? 12 : 14]);
        var keys = new SrtpKeys(profile, master, master);
        using var sender = new SrtpOutbound(keys);
        using var receiver = new SrtpInbound(keys);
        var header = new byte[12];
        header[0] = 0x80;
        var payload = new byte[bytes - header.Length];
        var packets = new byte[PacketsInSample][];
        for (var i = 0; i < packets.Length; i++) packets[i] = new byte[bytes + sender.RtpOverheadBytes];

        var (protecting, opening) = (new List<double>(), new List<double>());
        ushort sequence = 0;
        for (var sample = 0; sample < Figure.Count(small: 5, full: 50); sample++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var packet in packets)
            {
                BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), sequence++);
                sender.ProtectRtp(header, payload, packet);
            }

            protecting.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / PacketsInSample);
            start = Stopwatch.GetTimestamp();
            foreach (var packet in packets)
                if (receiver.UnprotectRtp(packet, out _) != SrtpVerdict.Accepted) throw new InvalidOperationException("A packet was refused.");
            opening.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / PacketsInSample);
        }

        new Figure($"SRTP protect, {name}", "ns", aim, protecting).Report();
        new Figure($"SRTP open, {name}", "ns", aim, opening).Report();
    }

    private static Figure Handshakes()
    {
        using var clientContext = new DtlsContext(DateTimeOffset.UnixEpoch);
        using var serverContext = new DtlsContext(DateTimeOffset.UnixEpoch);
        var samples = new List<double>();
        var datagram = new byte[DtlsAssociation.MaxDatagramBytes];
        for (var sample = 0; sample < Figure.Count(small: 20, full: 300); sample++)
        {
            var start = Stopwatch.GetTimestamp();
            using var client = new DtlsAssociation(clientContext, DtlsRole.Client, serverContext.Fingerprint, default);
            using var server = new DtlsAssociation(serverContext, DtlsRole.Server, clientContext.Fingerprint, default);
            while (Pass(client, server, datagram) | Pass(server, client, datagram))
            {
            }

            if (server.State != DtlsState.Connected) throw new InvalidOperationException("A handshake failed.");
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Figure("DTLS handshake, client and server together", "ms", 2, samples);
    }

    private static bool Pass(DtlsAssociation from, DtlsAssociation to, byte[] datagram)
    {
        var any = false;
        for (; from.TryGetDatagram(datagram, out var length); any = true) to.Handle(datagram.AsSpan(0, length), default);
        return any;
    }
}
