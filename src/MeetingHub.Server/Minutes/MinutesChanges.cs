using MeetingHub.Domain;

namespace MeetingHub.Server.Minutes;

/// <param name="AgendaItem">The empty id for what belongs to no item.</param>
internal sealed record MinutesTextSavedHere(MeetingId Meeting, AgendaItemId AgendaItem, int Revision, PersonId By);

/// <summary>
/// Tells this process that a text was saved, after it is on disk, so that whoever has it open sees it. Momentary: who misses it meets
/// the revision check at the next save.
/// </summary>
internal sealed class MinutesChanges
{
    public event Action<MinutesTextSavedHere>? Saved;

    public void Tell(MinutesTextSavedHere saved) => Saved?.Invoke(saved);
}
