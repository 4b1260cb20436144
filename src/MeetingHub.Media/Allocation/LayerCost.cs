using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Allocation;

/// <summary>
/// What a layer costs a line: at least what browsers usually send until three seconds of it were seen, since they take as long to reach
/// it; then the most that it had lately. It rises at once and sinks by half in five seconds: pictures waver, and every change of layers
/// costs a keyframe.
/// </summary>
/// <param name="usual">Bits a second, see <see cref="Usual"/>.</param>
internal struct LayerCost(long usual)
{
    /// <summary>RTP with our extension, SRTP tag, UDP and IP on packets of about a thousand bytes.</summary>
    private const double Headers = 1.07;

    /// <summary>A still screen costs next to nothing until somebody turns the page.</summary>
    private const long Least = 20_000;

    private const long SmallCamera = 110_000;
    private const long MiddleCamera = 500_000;
    private const long LargeCamera = 1_500_000;
    private const long SmallScreen = 300_000;
    private const long LargeScreen = 1_500_000;

    private static readonly TimeSpan Proof = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HalfLife = TimeSpan.FromSeconds(5);

    /// <summary>While a layer rests nothing is learned of it.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    private double peak;
    private TimeSpan seen;
    private Timestamp? measured;

    /// <summary>With all headers.</summary>
    public readonly long BitsPerSecond => Math.Max(seen < Proof ? usual : Least, (long)peak);

    /// <summary>What media of so many bits a second are on the line.</summary>
    public static long WithHeaders(long media) => (long)(media * Headers);

    /// <param name="layer">0 is the smallest.</param>
    public static long Usual(SourceKind kind, int layer, int layers)
    {
        var belowTop = layers - 1 - layer;
        if (kind == SourceKind.Screen) return belowTop == 0 ? LargeScreen : SmallScreen;
        // A camera without layers is asked for less than a large one (see the page's encodings).
        if (layers == 1) return MiddleCamera;
        return belowTop switch
        {
            0 => LargeCamera,
            1 => MiddleCamera,
            _ => SmallCamera,
        };
    }

    /// <param name="media">Bits a second as they came, without headers.</param>
    public void Add(long media, Timestamp now)
    {
        var step = now - (measured ?? now);
        measured = now;
        if (step > LongestStep) step = LongestStep;
        seen += step;
        peak = Math.Max(peak * Math.Pow(0.5, step / HalfLife), WithHeaders(media));
    }
}
