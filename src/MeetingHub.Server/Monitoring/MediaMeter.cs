using System.Diagnostics.Metrics;
using System.Text.Json;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Server.Monitoring;

/// <summary>What the media loop counts, over all rooms. Instruments say what was last sampled; before the first sample they are silent.</summary>
internal sealed class MediaMeter
{
    private readonly Histogram<double> wait;
    private volatile MediaTotals? last;

    public MediaMeter(IMeterFactory meters)
    {
        var meter = ServerMeter.Of(meters);
        wait = meter.CreateHistogram(
            "meetinghub.media.loop.wait", "s", "Time the media loop took to get to what waited for it, sampled each second.", tags: null, ServerMeter.Seconds);
        meter.CreateObservableCounter(
            "meetinghub.media.loop.time", () => From(t => t.Loop.ProcessorTime is { } used ? [new(used.TotalSeconds)] : Array.Empty<Measurement<double>>()), "s",
            "Processor time of the media loop's thread; its rate is the share of one core.");
        meter.CreateObservableUpDownCounter("meetinghub.media.room.count", () => From<long>(t => [new(t.Rooms)]), "{room}", "Rooms with media.");
        meter.CreateObservableUpDownCounter(
            "meetinghub.media.peer.count", () => From<long>(t => [Of(t.Connected, "state", "connected"), Of(t.Peers - t.Connected, "state", "connecting")]),
            "{peer}", "Browsers that negotiated media.");
        meter.CreateObservableUpDownCounter(
            "meetinghub.media.peer.limited", () => From<long>(t => [new(t.Limited)]), "{peer}", "Browsers that get less than they want, since their way does not bear it.");
        meter.CreateObservableCounter(
            "meetinghub.media.peer.closed", () => From(t => Each(t.Closed)), "{peer}", "Browsers whose media ended, by reason.");
        meter.CreateObservableCounter(
            "meetinghub.media.packets", () => From(t => InAndOut(t.PacketsIn, t.PacketsOut)), "{packet}", "Packets from and to browsers.");
        meter.CreateObservableCounter(
            "meetinghub.media.io", () => From(t => InAndOut(t.BytesIn, t.BytesOut)), "By", "Bytes from and to browsers, without UDP and IP headers.");
        meter.CreateObservableCounter(
            "meetinghub.media.repaired", () => From(t => InAndOut(t.Recovered, t.Retransmitted)), "{packet}", "Packets of pictures that were lost and sent again.");
        meter.CreateObservableCounter(
            "meetinghub.media.datagrams", () => From(t => InAndOut(t.DatagramsIn, t.DatagramsOut)), "{datagram}", "All datagrams of the media port.");
        meter.CreateObservableCounter(
            "meetinghub.media.dropped", () => From(t => Each(t.Dropped).Append(Of(t.UnknownSender, "reason", "unknown_sender"))), "{packet}",
            "Packets that arrived and went nowhere, by reason.");
        meter.CreateObservableCounter(
            "meetinghub.media.receive.overflows", () => From<long>(t => [new(t.Loop.Overflows)]), "{datagram}",
            "Datagrams that the operating system threw away because the media loop was late.");
        meter.CreateObservableCounter(
            "meetinghub.media.send.failures", () => From<long>(t => [new(t.SendFailures)]), "{datagram}", "Datagrams that the operating system did not take.");
    }

    public void Take(MediaTotals totals) => last = totals;

    public void TakeWait(TimeSpan waited) => wait.Record(waited.TotalSeconds);

    private IEnumerable<Measurement<T>> From<T>(Func<MediaTotals, IEnumerable<Measurement<T>>> read) where T : struct => last is { } totals ? read(totals) : [];

    private static IEnumerable<Measurement<long>> InAndOut(long taken, long sent) =>
        [Of(taken, "network.io.direction", "receive"), Of(sent, "network.io.direction", "transmit")];

    /// <summary>One series a reason; there are as many as the enumeration has names.</summary>
    private static IEnumerable<Measurement<long>> Each<TReason>(IReadOnlyDictionary<TReason, long> counts) where TReason : struct, Enum =>
        counts.Select(count => Of(count.Value, "reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(count.Key.ToString())));

    private static Measurement<long> Of(long value, string label, string said) => new(value, new KeyValuePair<string, object?>(label, said));
}
