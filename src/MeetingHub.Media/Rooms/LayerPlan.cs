using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Rooms;

/// <summary>Which layer of a source belongs into a slot. Pure: what the viewer needs and the line bears comes in, a layer comes out.</summary>
internal static class LayerPlan
{
    /// <summary>Height of the largest layer of a camera while no keyframe has told it; each one below has half of the next.</summary>
    private const int UsualHeight = 720;

    /// <summary>Share of a tile's pixels that a face may lack before anybody notices. Text on a screen may lack none.</summary>
    private const double Tolerance = 0.25;

    /// <summary>The smallest layer that is enough for the viewer, whether or not it arrives.</summary>
    /// <param name="layers">From the smallest up.</param>
    /// <param name="pixelHeight">Device pixels of the tile; null calls for the largest.</param>
    public static int Ideal(ReadOnlySpan<VideoLayer> layers, SourceKind kind, int? pixelHeight)
    {
        if (pixelHeight is not { } wanted) return layers.Length - 1;
        var enough = kind == SourceKind.Screen ? wanted : wanted * (1 - Tolerance);
        for (var i = 0; i < layers.Length - 1; i++)
            if (HeightOf(layers, i) >= enough) return i;
        return layers.Length - 1;
    }

    /// <summary>The layer to send on now, of those that arrive: a smaller one than ideal rather than none.</summary>
    /// <param name="shown">What the slot has of this source; null while it has nothing, and then any picture is good.</param>
    /// <param name="ideal">See <see cref="Ideal"/>.</param>
    /// <param name="limit">The highest that the line bears.</param>
    /// <returns>Null when none arrives that the line bears.</returns>
    public static VideoLayer? Choose(ReadOnlySpan<VideoLayer> layers, VideoLayer? shown, int ideal, int limit, Timestamp now)
    {
        // A tile became smaller: what it shows is good until the smaller layer is there.
        if (shown is { IsArriving: true } && shown.Index > ideal && shown.Index <= limit && !layers[ideal].IsArriving) return shown;
        VideoLayer? best = null;
        foreach (var layer in layers)
        {
            if (!layer.IsArriving || layer.Index > limit) continue;
            var isStepUp = shown is not null && layer.Index > shown.Index;
            if (isStepUp && now < layer.SteadyFrom) continue;
            if (best is null || layer.Index <= ideal) best = layer;
        }

        return best;
    }

    /// <summary>Lines of a layer's picture, guessed from its neighbours where it has not come yet.</summary>
    private static double HeightOf(ReadOnlySpan<VideoLayer> layers, int index)
    {
        if (layers[index].PixelHeight is { } known) return known;
        for (var distance = 1; distance < layers.Length; distance++)
        {
            if (index + distance < layers.Length && layers[index + distance].PixelHeight is { } larger) return larger / Math.Pow(2, distance);
            if (index >= distance && layers[index - distance].PixelHeight is { } smaller) return smaller * Math.Pow(2, distance);
        }

        return UsualHeight / Math.Pow(2, layers.Length - 1 - index);
    }
}
