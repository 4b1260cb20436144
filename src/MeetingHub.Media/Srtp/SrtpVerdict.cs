namespace MeetingHub.Media.Srtp;

/// <summary>Whether a protected packet was taken, and if not, why.</summary>
public enum SrtpVerdict
{
    Accepted,

    /// <summary>Too short, or its header does not add up.</summary>
    Malformed,

    /// <summary>Seen before, or older than the replay window. Such a packet's tag was not looked at.</summary>
    Replayed,

    /// <summary>The tag does not fit; nothing in the packet may be believed.</summary>
    Forged,

    /// <summary>A new source beyond <see cref="SrtpInbound.MaxSources"/>.</summary>
    TooManySources,
}
