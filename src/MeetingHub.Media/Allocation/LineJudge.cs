using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Allocation;

/// <summary>What was seen of a line in the last second.</summary>
/// <param name="LossDown">Share of what was sent to the browser, 0 to 1.</param>
/// <param name="LossUp">Share of what it sent, before anything was repaired.</param>
/// <param name="RoundTrip">Null when not known.</param>
/// <param name="LacksPictures">Pictures are smaller than wanted or missing.</param>
/// <param name="LacksVoices">Not every voice fits.</param>
/// <param name="Silence">Since anything came from the browser; it checks the path every two and a half seconds at least.</param>
internal readonly record struct LineReadings(
    double LossDown, double LossUp, TimeSpan? RoundTrip, bool LacksPictures, bool LacksVoices, TimeSpan Silence);

/// <summary>
/// A word for a line from its readings, one look a second. It gets worse when two looks agree and better when five do: a word that
/// flickers is worse than one that is late.
/// </summary>
internal sealed class LineJudge
{
    private const int LooksToWorsen = 2;
    private const int LooksToImprove = 5;

    // Speech with in-band FEC bears a few lost packets; beyond a tenth words go.
    private const double FairLoss = 0.03;
    private const double PoorLoss = 0.10;

    /// <summary>From here on people begin to talk into each other's words (ITU-T G.114: 400 ms one way is unacceptable).</summary>
    private static readonly TimeSpan FairRoundTrip = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PoorRoundTrip = TimeSpan.FromMilliseconds(700);

    // Three checks of the path missed.
    private static readonly TimeSpan LostSilence = TimeSpan.FromSeconds(8);

    private int looks;
    private LineQuality seen;

    public LineQuality Quality { get; private set; }

    /// <returns>Whether <see cref="Quality"/> changed.</returns>
    public bool Look(in LineReadings readings)
    {
        var now = Of(readings);
        looks = now == seen ? looks + 1 : 1;
        seen = now;
        if (now == Quality) return false;
        // Who is gone is gone, and who is back is back.
        var needed = now == LineQuality.Lost || Quality == LineQuality.Lost ? 1 : now > Quality ? LooksToWorsen : LooksToImprove;
        if (looks < needed) return false;
        Quality = now;
        return true;
    }

    private static LineQuality Of(in LineReadings readings)
    {
        if (readings.Silence >= LostSilence) return LineQuality.Lost;
        var loss = Math.Max(readings.LossDown, readings.LossUp);
        if (loss >= PoorLoss || readings.RoundTrip >= PoorRoundTrip || readings.LacksVoices) return LineQuality.Poor;
        if (loss >= FairLoss || readings.RoundTrip >= FairRoundTrip || readings.LacksPictures) return LineQuality.Fair;
        return LineQuality.Good;
    }
}
