namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>What all connections of a load received since <see cref="Clear"/>.</summary>
internal sealed class LoadTally
{
    /// <summary>
    /// One packet in so many is decrypted, compared byte for byte and timed; of all others the number is counted, which is not
    /// encrypted. Opening a packet costs about what receiving it does.
    /// </summary>
    public required int OpensOneIn { get; init; }

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Media packets, retransmissions excluded.</summary>
    public long Packets { get; set; }

    public long Bytes { get; set; }

    public long Opened { get; set; }

    /// <summary>Opened, and every byte as it was sent.</summary>
    public long Verified { get; set; }

    /// <summary>Opened, and not of a load's making: silence at the end of a voice.</summary>
    public long Foreign { get; set; }

    /// <summary>Wrong tags, or payloads that are not what was sent.</summary>
    public long Broken { get; set; }

    /// <summary>From another address, or of a stream that nobody announced.</summary>
    public long Strangers { get; set; }

    /// <summary>Media before the keys; none is due then.</summary>
    public long Early { get; set; }

    public long Nacks { get; set; }

    public void Clear()
    {
        Latency.Clear();
        (Packets, Bytes, Opened, Verified, Foreign, Broken, Strangers, Early, Nacks) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
