using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace MeetingHub.Server.Monitoring;

/// <summary>Writes what the meters have added up. OpenTelemetry's own exporter of this format is not on the package feed.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Of the last collection.</summary>
    public string Text { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText();
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            var name = PrometheusText.NameOf(metric.Name, metric.Unit, IsCounter(metric.MetricType));
            // A name may stand only once; two meters that use the same one would spoil the whole page.
            if (written.Add(name))
                Write(text, name, metric);
        }
        Text = text.ToString();
        return ExportResult.Success;
    }

    private static void Write(PrometheusText text, string name, Metric metric)
    {
        text.Head(name, TypeOf(metric.MetricType), metric.Description);
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels(point.Tags);
            switch (metric.MetricType)
            {
                case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                    text.Sample(name, labels, point.GetSumLong());
                    break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                    text.Sample(name, labels, point.GetSumDouble());
                    break;
                case MetricType.LongGauge:
                    text.Sample(name, labels, point.GetGaugeLastValueLong());
                    break;
                case MetricType.DoubleGauge:
                    text.Sample(name, labels, point.GetGaugeLastValueDouble());
                    break;
                case MetricType.Histogram:
                    WriteHistogram(text, name, labels, point);
                    break;
                default:
                    // Exponential histograms have no place in this format, and nothing here makes them.
                    break;
            }
        }
    }

    private static void WriteHistogram(PrometheusText text, string name, IReadOnlyList<KeyValuePair<string, string>> labels, in MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            text.Sample(name + "_bucket", labels.Append(new("le", PrometheusText.Number(bucket.ExplicitBound))), count);
        }
        text.Sample(name + "_sum", labels, point.GetHistogramSum());
        text.Sample(name + "_count", labels, point.GetHistogramCount());
    }

    private static List<KeyValuePair<string, string>> Labels(ReadOnlyTagCollection tags)
    {
        List<KeyValuePair<string, string>> labels = new(tags.Count);
        foreach (var (key, value) in tags)
            labels.Add(new(key, value is bool yes ? (yes ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        return labels;
    }

    private static bool IsCounter(MetricType type) => type is MetricType.LongSum or MetricType.DoubleSum;

    private static string TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };
}
