namespace MeetingHub.Testing.Media;

/// <summary>What a path does to datagrams in one direction. The default is a perfect path without delay.</summary>
public sealed record LinkConditions
{
    public static readonly LinkConditions Perfect = new();

    /// <summary>0..1, the share of datagrams that never arrive.</summary>
    public double Loss { get; init; }

    /// <summary>Mean number of datagrams lost in a row; each is lost on its own at 1.</summary>
    public double LossRun { get; init; } = 1;

    /// <summary>0..1; the copy takes a delay of its own.</summary>
    public double Duplication { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Up to this much is added to <see cref="Delay"/>, evenly spread. More than the gap between datagrams reorders them.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Datagrams that jitter would let overtake others wait for them, as in the one queue of a radio link.</summary>
    public bool KeepsOrder { get; init; }

    /// <summary>0 for no limit. Datagrams wait for each other at a bottleneck in front of the delay.</summary>
    public long BitsPerSecond { get; init; }

    /// <summary>Longest wait at the bottleneck; what would wait longer is lost.</summary>
    public TimeSpan Queue { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What each datagram costs at the bottleneck beside its own bytes: 28 for IPv4 and UDP.</summary>
    public int HeaderBytes { get; init; }

    /// <summary>Larger datagrams are lost without a word, as behind a tunnel that drops ICMP.</summary>
    public int MaxDatagramBytes { get; init; } = 1500;
}
