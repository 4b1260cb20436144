namespace MeetingHub.Media.Forwarding;

/// <summary>
/// Which layers of a source its sender is to make. A layer is asked for at once and given up only after a while, since starting one
/// costs keyframes on all of them (media.md, S9).
/// </summary>
/// <param name="layers">How many there are; a sender begins with all.</param>
internal sealed class LayerDemand(int layers)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What is asked for takes a round trip through the page and a tenth of a second in its encoder.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(2);

    private readonly Timestamp?[] unneededSince = new Timestamp?[layers];
    private readonly Timestamp[] askedSince = new Timestamp[layers];
    private uint asked = (1u << layers) - 1;

    public bool Any => asked != 0;

    /// <summary>Whether a layer is asked for that nobody needs any more.</summary>
    public bool IsGivingUp { get; private set; }

    public bool Includes(int layer) => (asked & (1u << layer)) != 0;

    /// <summary>Whether a layer that does not come has been asked for long enough: its sender is not able to make it.</summary>
    public bool IsOverdue(int layer, Timestamp now) => Includes(layer) && now - askedSince[layer] >= StartLimit;

    /// <param name="needed">A bit for each layer that somebody needs now.</param>
    /// <returns>Whether what is asked of the sender has changed.</returns>
    public bool Update(uint needed, Timestamp now)
    {
        var before = asked;
        IsGivingUp = false;
        for (var i = 0; i < unneededSince.Length; i++)
        {
            var bit = 1u << i;
            if ((needed & bit) != 0)
            {
                if ((asked & bit) == 0) askedSince[i] = now;
                asked |= bit;
                unneededSince[i] = null;
            }
            else if ((asked & bit) != 0)
            {
                unneededSince[i] ??= now;
                if (now - unneededSince[i]!.Value >= Patience) asked &= ~bit;
                else IsGivingUp = true;
            }
        }

        return asked != before;
    }
}
