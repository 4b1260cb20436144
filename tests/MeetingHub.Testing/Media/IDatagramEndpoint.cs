using MeetingHub.Media;

namespace MeetingHub.Testing.Media;

/// <summary>
/// Anything that is handed datagrams and a time and gives back datagrams and a deadline: a peer, a server core, or an adapter of one.
/// After every call the driver takes datagrams until there are none. One thread at a time.
/// </summary>
public interface IDatagramEndpoint
{
    /// <summary>When <see cref="Tick"/> is to be called; null when only a datagram can change anything.</summary>
    Timestamp? Deadline { get; }

    /// <summary>The datagram may be decrypted in place; it is the endpoint's only until the call ends.</summary>
    void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now);

    void Tick(Timestamp now);

    /// <param name="destination">At least 1,500 bytes.</param>
    bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target);
}
