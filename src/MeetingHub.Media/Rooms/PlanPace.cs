namespace MeetingHub.Media.Rooms;

/// <summary>
/// When a room is planned anew. Planning looks at everybody for everybody, which in a room of 200 with 25 tiles each takes the loop four
/// milliseconds, and a single page that switches its camera to and fro would ask for it twenty times a second. The first change is planned at
/// once; those that follow soon are planned together.
/// </summary>
internal struct PlanPace
{
    /// <summary>A room of so many is planned in a tenth of a millisecond, whenever anything happens.</summary>
    private const int SmallRoom = 20;

    /// <summary>For each beyond: a tenth of a second in a room of 200, which the first change does not wait for.</summary>
    private static readonly TimeSpan PauseForEach = TimeSpan.FromMicroseconds(500);

    private Timestamp free;
    private bool owesPictures;
    private bool owesVoices;
    private bool isOwing;

    /// <summary>When to call <see cref="TryTake"/>; null while there is nothing to plan.</summary>
    public readonly Timestamp? Due => isOwing ? free : null;

    /// <param name="pictures">Who is seen has changed.</param>
    /// <param name="voices">Who may be heard has changed.</param>
    public void Owe(bool pictures, bool voices)
    {
        owesPictures |= pictures;
        owesVoices |= voices;
        isOwing = true;
    }

    /// <returns>Whether all that is owed is to be planned now.</returns>
    public bool TryTake(int peers, Timestamp now, out bool pictures, out bool voices)
    {
        (pictures, voices) = (owesPictures, owesVoices);
        if (!isOwing || now < free) return false;
        (owesPictures, owesVoices, isOwing) = (false, false, false);
        free = now + Math.Max(0, peers - SmallRoom) * PauseForEach;
        return true;
    }
}
