using MeetingHub.Domain;
using MeetingHub.Server.Rooms.Wire;
using SignedIn = MeetingHub.Server.SignIn.Caller;

namespace MeetingHub.Server.Rooms;

/// <summary>A window that is in a room. Its id is also its peer's in the media server.</summary>
internal sealed class RoomConnection(ConnectionId id, MeetingId meeting, SignedIn caller, Outbox outbox, Action abort)
{
    public ConnectionId Id => id;
    public MeetingId Meeting => meeting;
    public SignedIn Caller => caller;
    public Outbox Outbox => outbox;

    /// <summary>Known from the moment the room has let it in.</summary>
    public ParticipantId Participant { get; set; }

    /// <summary>What the page last said of its devices.</summary>
    public ConnectionSources? Sources { get; set; }

    /// <summary>True once its room has let it go: nothing more is asked or told through it.</summary>
    public bool IsOver { get; set; }

    /// <summary>Its end is then a leaving, not a loss.</summary>
    public bool WasSentAway { get; private set; }

    /// <summary>Tells why, then ends the connection.</summary>
    public async Task SendAwayAsync(SentAwayReason reason, TimeProvider clock)
    {
        WasSentAway = true;
        outbox.Post(new SentAway(reason));
        outbox.Close();
        try
        {
            await outbox.Sent.WaitAsync(TimeSpan.FromMilliseconds(500), clock);
        }
        catch (TimeoutException)
        {
            // A line that slow is told by its end alone.
        }
        abort();
    }

    public void Abort() => abort();
}
