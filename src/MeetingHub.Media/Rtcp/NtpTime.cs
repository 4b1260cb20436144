namespace MeetingHub.Media.Rtcp;

/// <summary>Seconds since 1900 in 32.32 fixed point, RFC 3550 section 4. Differences survive the wrap of 2036.</summary>
internal readonly record struct NtpTime(ulong Value)
{
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The 32 bits in the middle, in units of 1/65,536 s, as report blocks carry them.</summary>
    public uint Middle => (uint)(Value >> 16);

    public static NtpTime From(DateTimeOffset at) => new NtpTime(0).Plus(at - Epoch);

    public NtpTime Plus(TimeSpan by)
    {
        // Int128: a century of ticks shifted by 32 does not fit into 64 bits.
        var units = ((Int128)by.Ticks << 32) / TimeSpan.TicksPerSecond;
        return new NtpTime(unchecked(Value + (ulong)(long)units));
    }

    public TimeSpan Since(NtpTime other)
    {
        var units = unchecked((long)(Value - other.Value));
        return new TimeSpan((long)(((Int128)units * TimeSpan.TicksPerSecond) >> 32));
    }

    /// <summary>A span in the units of <see cref="Middle"/>; at most 18 hours.</summary>
    public static uint MiddleUnits(TimeSpan span) => (uint)Math.Clamp(span.Ticks * 65_536 / TimeSpan.TicksPerSecond, 0, uint.MaxValue);
}
