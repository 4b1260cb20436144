namespace MeetingHub.Media.Forwarding;

/// <summary>
/// Which layers of a source its sender is to make. A layer is asked for at once and given up only after a while, since starting one
/// costs keyframes on all of them (media.md, S9).
/// </summary>
/// <param name="layers">How many there are; a sender begins with all.</param>
internal sealed class LayerDemand(int layers)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Timestamp?[] unneededSince = new Timestamp?[layers];
    private uint asked = (1u << layers) - 1;

    public bool Any => asked != 0;

    /// <summary>Whether a layer is asked for that nobody needs any more.</summary>
    public bool IsGivingUp { get; private set; }

    public bool Includes(int layer) => (asked & (1u << layer)) != 0;

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
