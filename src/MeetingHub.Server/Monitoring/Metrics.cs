using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace MeetingHub.Server.Monitoring;

/// <summary>
/// Adds up from the start what the meters of this host measure, for a time-series database. Labels are only what has few values: a
/// reason, a route, a direction; never a meeting or a person, which would be new series for ever. Those are on the page.
/// </summary>
internal sealed class Metrics(IMeterFactory meters, RoomMeter rooms, IOptions<MetricsOptions> options) : IHostedService, IDisposable
{
    /// <summary>Beside our own what .NET measures by itself: processor, memory, collections, requests, connections.</summary>
    private static readonly string[] Meters =
    [
        ServerMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
    ];

    /// <summary>
    /// Of one instrument; what goes beyond is added up in one series. The memory for all is taken at the start, so that the usual
    /// 2,000 would cost some ten megabytes for nothing.
    /// </summary>
    private const int MaxSeries = 50, MaxRoutes = 500;

    private readonly PrometheusExporter exporter = new();
    private readonly SemaphoreSlim one = new(1);
    private MeterProvider? provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        rooms.Begin();
        if (options.Value.Enabled)
        {
            provider = Sdk.CreateMeterProviderBuilder()
                .AddMeter(Meters)
                .AddView(ViewOf)
                .AddReader(new BaseExportingMetricReader(exporter))
                .Build();
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>As of now, in <see cref="PrometheusText"/>.</summary>
    public async Task<string> ReadAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            exporter.Collect!(Timeout.Infinite);
            return exporter.Text;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        provider?.Dispose();
        one.Dispose();
    }

    private MetricStreamConfiguration ViewOf(Instrument instrument)
    {
        // Listeners hear the whole process; another host in it (as in tests) has its own.
        if (instrument.Meter.Scope is IMeterFactory other && other != meters)
            return MetricStreamConfiguration.Drop;
        return new MetricStreamConfiguration { CardinalityLimit = instrument.Name == "http.server.request.duration" ? MaxRoutes : MaxSeries };
    }
}
