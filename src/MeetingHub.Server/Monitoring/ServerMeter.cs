using System.Diagnostics.Metrics;

namespace MeetingHub.Server.Monitoring;

/// <summary>
/// The meter of all that this server measures by itself. A capability makes its own instruments on it, named after OpenTelemetry's
/// conventions: <c>meetinghub.noun.what</c>, units as in UCUM, times in seconds, and labels that have few values.
/// </summary>
internal static class ServerMeter
{
    public const string Name = "MeetingHub";

    /// <summary>Of this host: the factory gives the same one whoever asks.</summary>
    public static Meter Of(IMeterFactory meters) => meters.Create(Name);

    /// <summary>Boundaries of a histogram in seconds, from what nobody notices to what everybody does.</summary>
    public static InstrumentAdvice<double> Seconds { get; } =
        new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5] };
}
