namespace MeetingHub.Media.Dtls;

/// <summary>Who speaks first. The product is always the server (setup:passive); the client is for tests and load.</summary>
public enum DtlsRole
{
    Server,
    Client,
}

public enum DtlsState
{
    Handshaking,

    /// <summary>The peer's certificate fits its fingerprint and the keys are there.</summary>
    Connected,

    /// <summary>Ended in order, by either side's close_notify.</summary>
    Closed,

    /// <summary>Will never carry anything; <see cref="DtlsAssociation.Failure"/> says why.</summary>
    Failed,
}

public enum DtlsFailure
{
    None,

    /// <summary>The handshake was not through within <see cref="DtlsAssociation.HandshakeLimit"/>.</summary>
    Timeout,

    /// <summary>The peer is not the one that signalling spoke of.</summary>
    WrongFingerprint,

    /// <summary>OpenSSL refused what the peer sent, or the peer sent a fatal alert.</summary>
    Protocol,

    /// <summary>The peer offers no SRTP profile of ours.</summary>
    NoProfile,

    /// <summary>More handshake bytes than any real handshake needs.</summary>
    TooMuchData,
}
