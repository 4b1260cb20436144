using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>What one receiver may ask of one slot before it costs the others: media.md, section 4.</summary>
internal sealed class RetransmissionLimit
{
    /// <summary>Share of the slot's bytes; beyond it the line is too narrow and more packets only make it worse.</summary>
    private const double Share = 0.15;

    /// <summary>What a slot may use before its share has grown: one large keyframe.</summary>
    private const double Burst = 128 * 1024;

    // A power of two; a receiver repeats its questions within a few hundred packets.
    private const int Remembered = 256;

    private const int ComplaintsInWindow = 3;
    private static readonly TimeSpan ComplaintWindow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromMilliseconds(10);

    // Null until a receiver first asks: most never do.
    private (ushort Number, Timestamp At)[]? answered;
    private double credit = Burst;
    private long countedOctets;
    private Timestamp windowStart;
    private int complaints;

    /// <param name="number">As the receiver knows it.</param>
    /// <param name="length">Bytes to be sent.</param>
    /// <param name="octets">All that the slot has sent.</param>
    /// <param name="roundTrip">Within it a repeated question has crossed its answer.</param>
    public bool Allows(SequenceNumber number, int length, long octets, TimeSpan roundTrip, Timestamp now)
    {
        credit = Math.Min(Burst, credit + (octets - countedOctets) * Share);
        countedOctets = octets;
        answered ??= new (ushort, Timestamp)[Remembered];
        ref var last = ref answered[number.Value % Remembered];
        var repeat = roundTrip < ShortestRepeat ? ShortestRepeat : roundTrip;
        if (last.Number == number.Value && last.At.Microseconds != 0 && now - last.At < repeat) return false;
        if (credit < length) return false;
        credit -= length;
        last = (number.Value, now);
        return true;
    }

    /// <summary>Three keyframes in ten seconds for one receiver, as in Jitsi: each costs everybody else picture quality.</summary>
    public bool AllowsComplaint(Timestamp now)
    {
        if (complaints == 0 || now - windowStart >= ComplaintWindow) (windowStart, complaints) = (now, 0);
        return complaints++ < ComplaintsInWindow;
    }
}
