using MeetingHub.Domain;

namespace MeetingHub.Server.StandUps;

internal sealed record StandUpAnsweredHere(MeetingId Meeting, SeatId Seat);

/// <summary>Tells this process that an answer is on disk: a running room notes it for the absent, and shows the new words.</summary>
internal sealed class StandUpChanges
{
    public event Action<StandUpAnsweredHere>? Answered;

    public void Tell(StandUpAnsweredHere answered) => Answered?.Invoke(answered);
}
