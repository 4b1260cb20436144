using System.Collections.Concurrent;
using System.Runtime;
using System.Threading.Channels;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Media;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>
/// What the rooms tell the media server, and what it tells them. Without a media server it does nothing, and says why in
/// <see cref="TermsFor"/>.
/// </summary>
internal sealed class RoomMedia(MediaServer? server, string? unavailable, MediaSettings settings, TimeProvider clock, ILogger<RoomMedia> logger)
    : IAsyncDisposable
{
    /// <summary>An offer that asks for more is refused by its size sooner or later; the page keeps to this.</summary>
    private const int MaxSlots = 49;

    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<PeerKey, RoomConnection> peers = new();

    /// <summary>Null without media. One reader.</summary>
    public ChannelReader<MediaNotice>? Notices => server?.Notices;

    /// <summary>A machine that cannot do media holds its meetings without.</summary>
    public static RoomMedia Start(MediaSettings settings, TimeProvider clock, ILogger<RoomMedia> logger)
    {
        if (!settings.Enabled)
            return new RoomMedia(server: null, "mediaOff", settings, clock, logger);
        try
        {
            // Requests make garbage, media make none: a collection of everything that stops all threads would cut every voice.
            GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
            var server = MediaServer.Start(settings.ToOptions(), clock, fault => RoomLog.MediaFault(logger, fault));
            RoomLog.MediaOn(logger, string.Join(", ", server.Candidates), server.TcpCandidates.Count > 0 ? string.Join(", ", server.TcpCandidates) : "nothing");
            if (server.TcpFault is { } why)
                RoomLog.NoTcp(logger, why);
            return new RoomMedia(server, unavailable: null, settings, clock, logger);
        }
        catch (MediaUnavailableException e)
        {
            RoomLog.MediaOff(logger, e.Message);
            return new RoomMedia(server: null, "mediaUnavailable", settings, clock, logger);
        }
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    public MediaTerms TermsFor(ConnectionId connection) => new(unavailable, MaxSlots, RelayFor(connection));

    /// <summary>Null without a TURN server, or without media to go through it.</summary>
    public RelayAccess? RelayFor(ConnectionId connection) =>
        server is null ? null : Relay.AccessFor(connection, settings.Turn, clock.GetUtcNow());

    public RoomConnection? Find(PeerKey peer) => peers.GetValueOrDefault(peer);

    public async Task<OfferAnswer> NegotiateAsync(RoomConnection connection, MeetingState state, Offer offer, CancellationToken ct)
    {
        if (server is null)
            return new OfferAnswer(null, new Rejection(RejectionCodes.MediaUnavailable));
        if (offer.IsNew)
            Disconnect(connection);
        peers[Peer(connection.Id)] = connection;
        var answer = await server.ConnectAsync(
            Room(connection.Meeting), Peer(connection.Id), Key(connection.Participant),
            new PeerOffer(offer.Sdp, [.. offer.Sends.Select(line => new SendLine(line.Mid, line.Kind))]), ct).WaitAsync(AnswerDeadline, ct);
        if (answer.Refusal is { } refusal)
        {
            RoomLog.OfferRefused(logger, connection.Id.Value, refusal);
            return new OfferAnswer(null, new Rejection(refusal));
        }
        // Unless another line has taken up the window meanwhile, and the peer with it.
        if (connection.IsOver && peers.TryRemove(KeyValuePair.Create(Peer(connection.Id), connection)))
            _ = server.DisconnectAsync(Peer(connection.Id), CancellationToken.None);
        // What the log says of a participant's sound holds for a connection that comes later as well.
        if (state.Find(connection.Participant) is { } participant)
            Follow(connection.Meeting, participant);
        return new OfferAnswer(answer.Sdp, null);
    }

    /// <summary>The peer of a window goes on, and its notices go to the window's new line.</summary>
    public void Pass(RoomConnection before, RoomConnection after) => peers.TryUpdate(Peer(after.Id), after, before);

    /// <summary>Tells the window again what holds of its media.</summary>
    /// <returns>False when none flows: the page is to begin anew.</returns>
    public async Task<bool> ResumeAsync(RoomConnection connection, CancellationToken ct) =>
        server is not null && peers.ContainsKey(Peer(connection.Id)) && await server.RetellAsync(Peer(connection.Id), ct);

    /// <summary>Whether media flowed with a window until a moment ago.</summary>
    public async Task<bool> IsHeardAsync(RoomConnection connection, TimeSpan within) =>
        server is not null && peers.ContainsKey(Peer(connection.Id))
            && await server.IsHeardAsync(Peer(connection.Id), within, CancellationToken.None);

    /// <summary>Makes the forwarding path obey what two states of a room differ in.</summary>
    public void Follow(MeetingState before, MeetingState after)
    {
        if (server is null)
            return;
        if (after.Phase == RoomPhase.Ended)
        {
            Close(after.Meeting);
            return;
        }
        foreach (var participant in after.Participants)
        {
            if (before.Find(participant.Id)?.Sound != participant.Sound || (participant.IsIn && before.Find(participant.Id) is not { IsIn: true }))
                Follow(after.Meeting, participant);
        }
    }

    public void SetView(RoomConnection connection, IReadOnlyList<WantedPicture> pictures) => server?.SetView(
        Peer(connection.Id), [.. pictures.Select(p => new ViewTile(Key(p.Participant), p.Kind, p.PixelHeight))]);

    public void SetSources(RoomConnection connection, SourcesRequest sources)
    {
        server?.SetSource(Peer(connection.Id), SourceKind.Microphone, sources.Microphone);
        server?.SetSource(Peer(connection.Id), SourceKind.Camera, sources.Camera);
        server?.SetSource(Peer(connection.Id), SourceKind.Screen, sources.Screen);
    }

    /// <summary>Nobody sends or hears there any more, and who was muted is forgotten.</summary>
    public void Close(MeetingId meeting)
    {
        foreach (var (peer, connection) in peers)
        {
            if (connection.Meeting == meeting)
                peers.TryRemove(peer, out _);
        }
        if (server is not null)
            _ = server.CloseRoomAsync(Room(meeting), CancellationToken.None);
    }

    public bool IsOn => server is not null;

    /// <summary>Null without media.</summary>
    public async Task<MediaTotals?> TotalsAsync(CancellationToken ct) => server is null ? null : await server.TotalsAsync(ct);

    /// <summary>Null without media.</summary>
    public async Task<MediaStatistics?> SnapshotAsync(CancellationToken ct) =>
        server is null ? null : await server.SnapshotAsync(ct);

    /// <summary>Carried out after what was asked of the loop before; nobody has to wait for it.</summary>
    public void Disconnect(RoomConnection connection)
    {
        if (server is not null && peers.TryRemove(Peer(connection.Id), out _))
            _ = server.DisconnectAsync(Peer(connection.Id), CancellationToken.None);
    }

    public static ParticipantId Participant(ParticipantKey key) => ParticipantId.From(key.Value);

    private void Follow(MeetingId meeting, Domain.Attendance.Participant participant)
    {
        if (participant.Sound is { } sound)
        {
            server!.Mute(Room(meeting), Key(participant.Id), false);
            server.SelectMicrophone(Room(meeting), Key(participant.Id), Peer(sound));
        }
        else
        {
            server!.Mute(Room(meeting), Key(participant.Id), true);
        }
    }

    private static RoomKey Room(MeetingId meeting) => new(meeting.Value);

    private static PeerKey Peer(ConnectionId connection) => new(connection.Value);

    private static ParticipantKey Key(ParticipantId participant) => new(participant.Value);
}
