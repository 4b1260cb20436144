using MeetingHub.Domain;

namespace MeetingHub.Server.SignIn;

/// <param name="Session">Null when all sessions of the person ended: deactivated, another role, another password.</param>
internal readonly record struct SessionEnded(PersonId Person, Guid? Session)
{
    public bool Concerns(Caller caller) => caller.Person == Person && (Session is null || Session == caller.Session);
}

/// <summary>
/// Tells whoever holds something live for a session (a hub connection, its media) that it is over. Raised after the commit, on the
/// thread of the request that ended it: a listener is quick, and does not throw.
/// </summary>
internal sealed class SessionEnds
{
    public event Action<SessionEnded>? Ended;

    public void Announce(SessionEnded ended) => Ended?.Invoke(ended);
}
