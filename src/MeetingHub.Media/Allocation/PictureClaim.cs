using System.Runtime.CompilerServices;

namespace MeetingHub.Media.Allocation;

/// <summary>Who is served first; media.md 3.8 and the order that a meeting needs.</summary>
internal enum ClaimRank
{
    /// <summary>Text that cannot be read is worth nothing.</summary>
    Screen,

    Speaker,

    Tile,
}

/// <summary>A picture that one receiver would like to have, and what it gets.</summary>
internal struct PictureClaim
{
    /// <summary>For <see cref="Before"/> and <see cref="Granted"/>: no layer at all.</summary>
    public const int None = -1;

    /// <summary>Layers beyond are never granted; browsers send three.</summary>
    public const int MostLayers = 4;

    public ClaimRank Rank { get; init; }

    /// <summary>Bits a second of each layer, from the smallest up, with headers.</summary>
    public LayerCosts Costs;

    /// <summary>The layer that would be enough for the viewer.</summary>
    public int Ideal { get; init; }

    /// <summary>What it was granted the last time.</summary>
    public int Before { get; init; }

    /// <summary>It was not there the last time: its first layer need not wait until the line has proved itself.</summary>
    public bool IsNew { get; init; }

    public int Granted { get; set; }

    [InlineArray(MostLayers)]
    internal struct LayerCosts
    {
        private long first;
    }
}
