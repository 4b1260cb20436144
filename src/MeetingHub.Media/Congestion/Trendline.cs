namespace MeetingHub.Media.Congestion;

/// <summary>
/// Whether the one-way delay grows: the slope of a line through the last twenty smoothed sums of delay differences (media.md 3.8).
/// </summary>
internal sealed class Trendline
{
    private const int Points = 20;
    private const double Smoothing = 0.9;
    private const double Gain = 4;
    private const int MostWeight = 60;

    private readonly (double Arrived, double Delay)[] points = new (double, double)[Points];
    private int deltas;
    private long firstArrival;
    private double sum;
    private double smoothed;

    /// <summary>
    /// The slope weighted as <see cref="OveruseDetector"/> wants it: 0 for a steady delay, positive while a queue grows.
    /// </summary>
    public double Value { get; private set; }

    public bool HasValue => deltas > 1;

    /// <param name="arrived">Microseconds on the receiver's clock.</param>
    public void Add(in GroupDelta delta, long arrived)
    {
        if (deltas == 0) firstArrival = arrived;
        var at = deltas % Points;
        deltas++;
        sum += (delta.Arrived - delta.Sent).TotalMilliseconds;
        smoothed = Smoothing * smoothed + (1 - Smoothing) * sum;
        points[at] = ((arrived - firstArrival) / 1000.0, smoothed);
        // Until the window is full the last slope stands, which is none.
        if (deltas < Points) return;
        if (Slope() is { } slope) Value = Math.Min(deltas, MostWeight) * slope * Gain;
    }

    private double? Slope()
    {
        double meanX = 0, meanY = 0;
        foreach (var (x, y) in points)
        {
            meanX += x;
            meanY += y;
        }

        meanX /= Points;
        meanY /= Points;
        double numerator = 0, denominator = 0;
        foreach (var (x, y) in points)
        {
            numerator += (x - meanX) * (y - meanY);
            denominator += (x - meanX) * (x - meanX);
        }

        return denominator == 0 ? null : numerator / denominator;
    }
}
