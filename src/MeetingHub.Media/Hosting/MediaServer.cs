using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Channels;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting.Tcp;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Native;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Hosting;

/// <summary>
/// The media of every room of this process: one UDP port, one TCP port beside it, and one thread. All methods may be called from any thread; they are
/// carried out in the order of the calls, between two datagrams.
/// </summary>
public sealed class MediaServer : IAsyncDisposable
{
    private readonly MediaOptions options;
    private readonly DtlsContext dtls;
    private readonly NoticeQueue notices = new();
    private readonly UdpPort port;
    private readonly TcpPort? tcp;
    private readonly IReadOnlyList<Candidate> candidates;
    private readonly MediaLoop loop;
    private readonly TimeProvider clock;
    private readonly long started;

    private MediaServer(MediaOptions options, DtlsContext dtls, UdpPort port, TimeProvider clock, Action<Exception>? fault)
    {
        this.options = options;
        this.dtls = dtls;
        this.port = port;
        this.clock = clock;
        started = clock.GetTimestamp();
        tcp = OpenTcp(clock);
        candidates = LocalAddresses.Candidates(
            LocalAddresses.Of(options),
            options.AdvertisedPort is not 0 and var outer ? outer : port.Port,
            options.AdvertisedTcpPort is not 0 and var outerTcp && tcp is not null ? outerTcp : tcp?.Port);
        var wallClock = new ServerClock(clock.GetUtcNow());
        var entropy = new Entropy(RandomNumberGenerator.Fill);
        loop = new MediaLoop(port, tcp, clock, Wire, fault ?? (_ => { }));

        Switchboard Wire(DatagramBatch batch) => new(options, dtls, wallClock, entropy, batch, notices.Tell, Spent);
    }

    /// <summary>Where browsers are told to send, ready to be printed.</summary>
    public IReadOnlyList<IPEndPoint> Candidates => [.. candidates.Where(c => !c.IsTcp).Select(c => c.At)];

    /// <summary>Where browsers are told to connect when they can't send; empty when TCP is off or <see cref="TcpFault"/> says why not.</summary>
    public IReadOnlyList<IPEndPoint> TcpCandidates => [.. candidates.Where(c => c.IsTcp).Select(c => c.At)];

    /// <summary>Why there is no TCP although it is wanted; null when there is nothing to say. Media goes on over UDP.</summary>
    public string? TcpFault { get; private set; }

    /// <summary>
    /// One reader. Bounded: a host that stops reading loses levels first and then the oldest notices, and media goes on.
    /// </summary>
    public ChannelReader<MediaNotice> Notices => notices.Reader;

    /// <param name="options">Read once.</param>
    /// <param name="clock">Its timestamps drive all deadlines; its time of day is read once, for the reports to browsers.</param>
    /// <param name="fault">Hears of bugs met on the way, each of which cost a packet; called on the media thread.</param>
    /// <exception cref="MediaUnavailableException">libssl is missing or the port is taken.</exception>
    public static MediaServer Start(MediaOptions options, TimeProvider clock, Action<Exception>? fault = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var context = new DtlsContext(clock.GetUtcNow(), options.SrtpProfiles);
        try
        {
            return new MediaServer(options, context, UdpPort.Open(options.Port, options.Batching), clock, fault);
        }
        catch (MediaUnavailableException)
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes a peer's first offer, and each later one (more slots, an ICE restart). Room and participant of a peer never change.
    /// </summary>
    public async Task<PeerAnswer> ConnectAsync(
        RoomKey room, PeerKey peer, ParticipantKey participant, PeerOffer offer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(offer);
        // Reading and writing SDP is the caller's work; the loop only does what needs its state.
        var parsed = SdpParser.Parse(offer.Sdp, out var refusal);
        if (parsed is null) return PeerAnswer.Refused(refusal!);
        var (answer, reason) = await loop.Ask((board, now) =>
        {
            var made = board.Connect(room, peer, participant, parsed, offer.Sends, now, out var why);
            return (made, why);
        }).WaitAsync(ct);
        return answer is null
            ? PeerAnswer.Refused(reason!)
            : PeerAnswer.Accepted(answer.Write(candidates, options.StartBitrateKbps));
    }

    /// <summary>Does nothing when the peer is not there.</summary>
    public Task DisconnectAsync(PeerKey peer, CancellationToken ct) =>
        Finish((board, now) => board.Disconnect(peer, PeerCloseReason.Disconnected, now)).WaitAsync(ct);

    /// <summary>Disconnects everybody in a room and forgets who was muted there. To be called when a meeting ends.</summary>
    public Task CloseRoomAsync(RoomKey room, CancellationToken ct) =>
        Finish((board, now) => board.CloseRoom(room, now)).WaitAsync(ct);

    /// <summary>Holds for all windows of the participant, those to come as well, whatever they go on sending.</summary>
    public void Mute(RoomKey room, ParticipantKey participant, bool muted) =>
        Tell((board, now) => board.Mute(room, participant, muted, now));

    /// <summary>
    /// Which window of a participant is heard. Until it is called the latest one with a microphone is; when that window goes
    /// nobody is heard until it is called again.
    /// </summary>
    public void SelectMicrophone(RoomKey room, ParticipantKey participant, PeerKey peer) =>
        Tell((board, now) => board.SelectMicrophone(room, participant, peer, now));

    /// <summary>What the page says of a device. Off takes the picture away at once. Sources begin on.</summary>
    public void SetSource(PeerKey peer, SourceKind kind, bool on) =>
        Tell((board, now) => board.SetSource(peer, kind, on, now));

    /// <summary>
    /// The pictures a page wants, most wanted first; as many as it has slots are mapped, and one already in a slot stays there.
    /// Until it is called a peer gets everybody's pictures in the order of joining, screens first.
    /// </summary>
    public void SetView(PeerKey peer, IReadOnlyList<ViewTile> tiles)
    {
        ViewTile[] copy = [.. tiles];
        Tell((board, now) => board.SetView(peer, copy, now));
    }

    /// <summary>Whether media flows with a peer and anything came from it of late, be it a check of its line.</summary>
    public Task<bool> IsHeardAsync(PeerKey peer, TimeSpan within, CancellationToken ct) =>
        loop.Ask((board, now) => board.Find(peer) is { IsConnected: true } found && now - found.LastHeard < within).WaitAsync(ct);

    /// <summary>
    /// Gives the notices once more that hold for a peer now, for a page that may have missed some. What it is asked to send follows
    /// upon <see cref="SetSource"/>.
    /// </summary>
    /// <returns>False when no media flows with such a peer.</returns>
    public Task<bool> RetellAsync(PeerKey peer, CancellationToken ct) => loop.Ask((board, _) =>
    {
        if (board.Find(peer) is not { IsConnected: true } found) return false;
        found.Room.Retell(found);
        return true;
    }).WaitAsync(ct);

    /// <summary>Every peer, source and slot; costs the loop about a microsecond for each, and so a millisecond or two for a full room.</summary>
    public Task<MediaStatistics> SnapshotAsync(CancellationToken ct)
    {
        var asked = clock.GetTimestamp();
        return loop.Ask((board, _) => board.Snapshot(Sent, SendFailures) with { Totals = Totals(board, asked) }).WaitAsync(ct);
    }

    public Task<MediaTotals> TotalsAsync(CancellationToken ct)
    {
        var asked = clock.GetTimestamp();
        return loop.Ask((board, _) => Totals(board, asked)).WaitAsync(ct);
    }

    /// <summary>Says goodbye to every browser and ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        loop.Stop();
        await loop.Ended;
        if (tcp is not null) await tcp.DisposeAsync();
        notices.Complete();
        dtls.Dispose();
    }

    /// <summary>Of the loop's thread, which alone calls it; its time on the clock where the system does not say.</summary>
    private TimeSpan Spent() => ThreadTime.Read() ?? clock.GetElapsedTime(started);

    private long Sent => port.Sent + (tcp?.Sent ?? 0);

    private long SendFailures => port.SendFailures + (tcp?.LeftOut ?? 0);

    /// <summary>To be called on the loop's thread, whose processor time it reads.</summary>
    private MediaTotals Totals(Switchboard board, long asked) => board.Totals(
        Sent, SendFailures, new LoopStatistics(clock.GetElapsedTime(started), ThreadTime.Read(), clock.GetElapsedTime(asked), port.Overflows));

    private TcpPort? OpenTcp(TimeProvider clock)
    {
        if (!options.Tcp) return null;
        var mostConnections = options.MaxPeers + Admission.Strangers;
        try
        {
            return TcpPort.Open(options.TcpPort == 0 ? port.Port : options.TcpPort, mostConnections, clock);
        }
        catch (SocketException) when (options is { Port: 0, TcpPort: 0 })
        {
            // Free ports of the two protocols need not have the same numbers.
            return TcpPort.Open(0, mostConnections, clock);
        }
        catch (SocketException failure)
        {
            TcpFault = $"TCP port {(options.TcpPort == 0 ? port.Port : options.TcpPort)} cannot be used: {failure.Message}";
            return null;
        }
    }

    private void Tell(Action<Switchboard, Timestamp> run) => loop.Post(new MediaOrder(run));

    private Task<bool> Finish(Action<Switchboard, Timestamp> run) => loop.Ask((board, now) =>
    {
        run(board, now);
        return true;
    });
}
