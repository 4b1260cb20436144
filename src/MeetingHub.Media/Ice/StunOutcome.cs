namespace MeetingHub.Media.Ice;

/// <summary>What became of a datagram handed to <see cref="IceLiteAgent.Handle"/>.</summary>
public enum StunOutcome
{
    /// <summary>Nothing to send: not STUN, not for this agent, not a request, or damaged beyond an answer.</summary>
    Ignored,

    /// <summary>An error response was written; the source gained nothing.</summary>
    Rejected,

    /// <summary>A good check: a response was written and the source is now valid.</summary>
    Authenticated,

    /// <summary>As <see cref="Authenticated"/>, and <see cref="IceLiteAgent.Selected"/> has just become this source.</summary>
    Selected,

    /// <summary>The selected source has answered a check of ours: what is sent there is heard.</summary>
    Proved,
}
