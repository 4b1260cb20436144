using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>The way out to one browser: its keys, its address, and the batch. Sends nothing until it has both.</summary>
internal sealed class Egress(DatagramBatch batch) : IDisposable
{
    private SrtpOutbound? srtp;
    private RemoteAddress? destination;

    public bool IsReady => srtp is not null && destination is not null;

    public long Packets { get; private set; }

    public long Bytes { get; private set; }

    public void Open(SrtpOutbound protection) => srtp = protection;

    public void MoveTo(RemoteAddress? address) => destination = address;

    /// <returns>Whether it was sent: false before keys and address are there, for what fits no datagram, and for a number used before.</returns>
    public bool SendRtp(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        if (srtp is null || destination is not { } to) return false;
        if (header.Length + payload.Length + srtp.RtpOverheadBytes > DatagramBatch.DatagramBytes) return false;
        var length = srtp.ProtectRtp(header, payload, batch.Next());
        return Count(length, to);
    }

    public bool SendRtcp(ReadOnlySpan<byte> compound)
    {
        if (srtp is null || destination is not { } to) return false;
        var length = srtp.ProtectRtcp(compound, batch.Next());
        return Count(length, to);
    }

    /// <summary>Sends STUN and DTLS, which go as they are and to an address of their own.</summary>
    public void SendPlain(ReadOnlySpan<byte> datagram, in RemoteAddress to)
    {
        datagram.CopyTo(batch.Next());
        batch.Append(datagram.Length, to);
    }

    public void Dispose()
    {
        srtp?.Dispose();
        srtp = null;
    }

    private bool Count(int length, in RemoteAddress to)
    {
        if (length == 0) return false;
        batch.Append(length, to);
        Packets++;
        Bytes += length;
        return true;
    }
}
