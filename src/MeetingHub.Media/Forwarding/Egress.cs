using MeetingHub.Media.Allocation;
using MeetingHub.Media.Congestion;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>The way out to one browser: its keys, its address, and the batch. Sends nothing until it has both.</summary>
internal sealed class Egress(DatagramBatch batch, Wakeup wakeup) : IDisposable
{
    private const int LongestHeader = RtpHeader.FixedLength + TransportSequence.Length;

    private RepairBudget repairs;
    private SrtpOutbound? srtp;
    private RemoteAddress? destination;
    private bool isProved;
    private PathCredit credit;

    public bool IsReady => srtp is not null && destination is not null;

    public long Packets { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Counts every numbered packet, and is told what the browser says of them.</summary>
    public BandwidthEstimator Estimator { get; } = new();

    /// <summary>Whether sound carries the frame before along (RFC 2198); see <see cref="VoiceRepetition"/>.</summary>
    public bool RepeatsVoices { get; set; }

    /// <summary>Whether the line bears that so many bytes are sent once more. Losses that sending less does not cure need the most repair.</summary>
    public bool MayRepair(int bytes, Timestamp now) => repairs.Take(Estimator.Leniently(now), bytes, now);

    public void Open(SrtpOutbound protection) => srtp = protection;

    /// <param name="proved">Whether what is sent there is known to be heard there; if not, only <see cref="PathCredit"/> goes.</param>
    public void MoveTo(RemoteAddress? address, bool proved) => (destination, isProved) = (address, proved);

    /// <param name="header">Of <see cref="RtpHeader.FixedLength"/> bytes.</param>
    /// <param name="isPicture">Left out before sound where little may be sent.</param>
    /// <param name="numberId">Identifier under which the line takes transport-wide numbers; 0 where it takes none.</param>
    /// <returns>
    /// Whether it was sent: false before keys and address are there, for what fits no datagram, and for a number used before.
    /// </returns>
    public bool SendRtp(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, bool isPicture, byte numberId, Timestamp now)
    {
        if (srtp is null || destination is not { } to) return false;
        var longest = LongestHeader + payload.Length + srtp.RtpOverheadBytes;
        if (longest > DatagramBatch.DatagramBytes || (!isProved && !MayRisk(longest, isPicture, now))) return false;
        if (numberId == 0) return Count(srtp.ProtectRtp(header, payload, batch.Next()), to);
        Span<byte> numbered = stackalloc byte[LongestHeader];
        header.CopyTo(numbered);
        TransportSequence.Write(numbered, numberId, SequenceNumber.Of(Estimator.Sent.Next));
        var length = srtp.ProtectRtp(numbered, payload, batch.Next());
        // Only what leaves takes its number: a hole would look like a loss.
        if (!Count(length, to)) return false;
        if (Estimator.Count(length, now)) wakeup.Ask(Estimator.Deadline ?? now);
        return true;
    }

    public bool SendRtcp(ReadOnlySpan<byte> compound)
    {
        if (srtp is null || destination is not { } to) return false;
        if (!isProved && !credit.Take(compound.Length + srtp.RtcpOverheadBytes, isPicture: false)) return false;
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

    private bool MayRisk(int bytes, bool isPicture, Timestamp now)
    {
        credit.Earn(now);
        return credit.Take(bytes, isPicture);
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
