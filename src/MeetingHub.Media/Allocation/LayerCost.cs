using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Allocation;

/// <summary>What a layer costs a line: as it was measured, or as browsers usually send it while it has not come.</summary>
internal static class LayerCost
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

    /// <returns>Bits a second.</returns>
    public static long Of(VideoSource source, int layer)
    {
        var measured = source.Layers[layer].BitsPerSecond;
        return measured > 0 ? Math.Max(Least, (long)(measured * Headers)) : Usual(source.Kind, layer, source.Layers.Length);
    }

    private static long Usual(SourceKind kind, int layer, int layers)
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
}
