using System.Net;
using System.Threading.Channels;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>
/// The media of every room of this process: one UDP port and one thread. All methods may be called from any thread; they are
/// carried out in the order of the calls, between two datagrams.
/// </summary>
public sealed class MediaServer : IAsyncDisposable
{
    private MediaServer()
    {
    }

    /// <summary>Where browsers are told to send, ready to be printed.</summary>
    public IReadOnlyList<IPEndPoint> Candidates => throw new NotSupportedException();

    /// <summary>
    /// Bounded: a host that stops reading loses the oldest levels and then the oldest notices, never the media. One reader.
    /// </summary>
    public ChannelReader<MediaNotice> Notices => throw new NotSupportedException();

    /// <exception cref="Exception">libssl is missing or the port is taken.</exception>
    public static MediaServer Start(MediaOptions options, TimeProvider clock) => throw new NotSupportedException();

    /// <summary>
    /// Takes a peer's first offer, and each later one (more slots, an ICE restart). Room and participant of a peer never change.
    /// </summary>
    public Task<PeerAnswer> ConnectAsync(
        RoomKey room, PeerKey peer, ParticipantKey participant, PeerOffer offer, CancellationToken ct) =>
        throw new NotSupportedException();

    /// <summary>Does nothing when the peer is not there.</summary>
    public Task DisconnectAsync(PeerKey peer, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Holds for all windows of the participant, those to come as well, whatever they go on sending.</summary>
    public void Mute(RoomKey room, ParticipantKey participant, bool muted) => throw new NotSupportedException();

    /// <summary>
    /// Which window of a participant is heard. Until it is called the latest one with a microphone is; when that window goes
    /// nobody is heard until it is called again.
    /// </summary>
    public void SelectMicrophone(RoomKey room, ParticipantKey participant, PeerKey peer) => throw new NotSupportedException();

    /// <summary>What the page says of a device. Off takes the picture away at once. Sources begin on.</summary>
    public void SetSource(PeerKey peer, SourceKind kind, bool on) => throw new NotSupportedException();

    /// <summary>
    /// The pictures a page wants, most wanted first; as many as it has slots are mapped, and one already in a slot stays there.
    /// Until it is called a peer gets everybody's pictures in the order of joining, screens first.
    /// </summary>
    public void SetView(PeerKey peer, IReadOnlyList<ViewTile> tiles) => throw new NotSupportedException();

    public Task<MediaStatistics> SnapshotAsync(CancellationToken ct) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
