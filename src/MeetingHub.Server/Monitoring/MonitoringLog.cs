namespace MeetingHub.Server.Monitoring;

internal static partial class MonitoringLog
{
    [LoggerMessage(4001, LogLevel.Warning,
        "A call was bad: meeting {Meeting}, participant {Participant}, {Troubles}; in {Seconds} s loss in {LossIn:0.000}, out {LossOut:0.000}, "
        + "round trip {RoundTripMs} ms, {Freezes} freezes of {FrozenMs} ms, {ConcealedMs} ms of speech made up, {Reconnects} reconnects, over TCP {OverTcp}.")]
    public static partial void BadCall(
        ILogger logger, Guid meeting, Guid participant, string troubles, int seconds, double lossIn, double lossOut, int roundTripMs, int freezes,
        int frozenMs, int concealedMs, int reconnects, bool overTcp);
}
