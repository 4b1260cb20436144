namespace MeetingHub.Media.Congestion;

/// <summary>
/// The rate at which packets arrive: samples over short windows, weighed against what was believed before (libwebrtc's BitrateEstimator).
/// </summary>
internal sealed class AckedRate
{
    private const long FirstWindow = 500_000;
    private const long Window = 150_000;
    private const double Scale = 10;

    /// <summary>While little is sent a low sample says little about the path.</summary>
    private const double IdleScale = 20;

    private double variance = 50;
    private double estimate = -1;
    private long windowStart = -1;
    private long last = -1;
    private Timestamp windowSent;
    private Timestamp lastSent;
    private bool isInterrupted;
    private long bytes;

    /// <summary>Bits a second; null before the first window is full.</summary>
    public long? BitsPerSecond => estimate < 0 ? null : (long)(estimate * 1000);

    /// <summary>Of the last window alone, bits a second: at once what it is, but noisy. Null before the first window is full.</summary>
    public long? Latest { get; private set; }

    /// <summary>Whether what arrived in the last window had been sent at more than twice its rate: the line holds it back.</summary>
    public bool IsHeldBack { get; private set; }

    /// <param name="arrived">Microseconds on the receiver's clock.</param>
    public void Add(Timestamp sent, long arrived, int size, bool isIdle)
    {
        var window = estimate < 0 ? FirstWindow : Window;
        if (isInterrupted && windowStart >= 0 && arrived >= last)
        {
            // The window goes on as if the hole had not been.
            isInterrupted = false;
            windowStart += arrived - last;
            windowSent += sent - lastSent;
            (last, lastSent) = (arrived, sent);
            return;
        }

        if (windowStart < 0 || arrived < last)
        {
            // The receiver's clock was set, or feedback came in another order than it was sent.
            (windowStart, bytes) = (arrived, 0);
        }
        else if (arrived - last > window)
        {
            // Nothing came for a while: what is measured now begins now.
            (windowStart, bytes) = (arrived, 0);
            Latest = null;
        }

        (last, lastSent, isInterrupted) = (arrived, sent, false);
        if (arrived - windowStart >= window)
        {
            IsHeldBack = (arrived - windowStart) > 2 * (sent - windowSent).Ticks / TimeSpan.TicksPerMicrosecond;
            Weigh(bytes * 8000.0 / (arrived - windowStart), isIdle);
            (windowStart, bytes) = (arrived, 0);
        }

        if (bytes == 0) windowSent = sent;
        bytes += size;
    }

    /// <summary>What arrived from here to the next packet is not known.</summary>
    public void Interrupt() => isInterrupted = true;

    /// <summary>The rate is about to jump: what was measured before weighs less.</summary>
    public void ExpectChange() => variance += 200;

    /// <param name="sample">kbit/s.</param>
    private void Weigh(double sample, bool isIdle)
    {
        Latest = (long)(sample * 1000);
        if (estimate < 0)
        {
            estimate = sample;
            return;
        }

        var scale = isIdle && sample < estimate ? IdleScale : Scale;
        var uncertainty = estimate > 0 ? scale * Math.Abs(estimate - sample) / estimate : Scale;
        var sampleVariance = uncertainty * uncertainty;
        var predicted = variance + 5;
        estimate = (sampleVariance * estimate + predicted * sample) / (sampleVariance + predicted);
        variance = sampleVariance * predicted / (sampleVariance + predicted);
    }
}
