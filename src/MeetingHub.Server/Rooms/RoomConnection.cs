using System.Security.Cryptography;
using System.Text;
using MeetingHub.Domain;
using MeetingHub.Server.Rooms.Wire;
using SignedIn = MeetingHub.Server.SignIn.Caller;

namespace MeetingHub.Server.Rooms;

/// <summary>A window that is in a room, by the line that it has now. Its id is also its peer's in the media server.</summary>
internal sealed class RoomConnection(MeetingId meeting, SignedIn caller, Outbox outbox, Action abort)
{
    private const int KeyBytes = 16;

    public ConnectionId Id { get; private set; } = ConnectionId.From(Guid.NewGuid());

    /// <summary>What the page comes back with when its line breaks. Ids are known to everybody in the room, this to the page alone.</summary>
    public string Key { get; private set; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes));

    public MeetingId Meeting => meeting;
    public SignedIn Caller => caller;
    public Outbox Outbox => outbox;

    /// <summary>Known from the moment the room has let it in.</summary>
    public ParticipantId Participant { get; set; }

    /// <summary>What the page last said of its devices.</summary>
    public ConnectionSources? Sources { get; set; }

    /// <summary>True once its room has let it go, or has given its window to another line: nothing more is asked or told through it.</summary>
    public bool IsOver { get; set; }

    /// <summary>Its line broke, while its media may go on; null while it has one.</summary>
    public DateTimeOffset? BrokenAt { get; set; }

    /// <summary>Its end is then a leaving, not a loss.</summary>
    public bool WasSentAway { get; private set; }

    /// <summary>From now on the window that the key is of, if it is one of this person's, on this line.</summary>
    /// <returns>Its line before; null when there is no such window.</returns>
    public RoomConnection? TakeUp(IEnumerable<RoomConnection> windows, string? key)
    {
        if (key is null || windows.FirstOrDefault(window => window.IsOf(caller.Person, key)) is not { } before)
            return null;
        (Id, Key, Sources) = (before.Id, before.Key, before.Sources);
        return before;
    }

    /// <summary>Ends the line without a word; the window is another's, or the room's no longer.</summary>
    public void GiveUp()
    {
        IsOver = true;
        outbox.Close();
        abort();
    }

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

    private bool IsOf(PersonId person, string key) => caller.Person == person
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(key));
}
