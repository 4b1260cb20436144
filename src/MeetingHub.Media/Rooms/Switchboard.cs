using MeetingHub.Media.Dtls;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// All rooms and the one port's traffic, without socket, clock or thread: hand in datagrams and the time, and call
/// <see cref="Tick"/> at <see cref="Deadline"/>. What is to be sent is in the batch afterwards.
/// </summary>
/// <param name="spent">Processor time of the thread that calls.</param>
internal sealed class Switchboard(
    MediaOptions options, DtlsContext dtls, ServerClock clock, Entropy entropy, DatagramBatch batch, Action<MediaNotice> tell,
    Func<TimeSpan> spent)
{
    private readonly Agenda agenda = new();
    private readonly Dictionary<RoomKey, Room> rooms = [];
    private readonly Dictionary<PeerKey, Peer> peers = [];
    private readonly PeerDirectory directory = new();
    private readonly Queue<Wakeup> due = new();
    private readonly Traffic gone = new();
    private readonly CheckLimit newcomers = new(entropy.UInt32());
    private HandshakeGate? gate;

    /// <summary>When to call <see cref="Tick"/>; <see cref="Wakeup.Never"/> while there is nothing to wait for.</summary>
    public Timestamp Deadline => due.Count > 0 ? default : agenda.Next;

    public long DatagramsIn { get; private set; }

    public long UnknownSender { get; private set; }

    /// <summary>Takes one datagram; it is opened in place.</summary>
    public void Handle(Span<byte> datagram, in RemoteAddress from, Timestamp now)
    {
        DatagramsIn++;
        if (datagram.IsEmpty) UnknownSender++;
        else if (datagram[0] < 4) HandleStun(datagram, from, now);
        else if (directory.At(from) is not { } peer) UnknownSender++;
        else
        {
            peer.Handle(datagram, from, now);
            if (peer.Transport.Closed is not null) Remove(peer, now);
        }

        if (Deadline <= now) Tick(now);
    }

    public void Tick(Timestamp now)
    {
        // Whoever asks for this very moment again waits for the next call, and whom a bug of another kept from his turn has it then.
        while (agenda.Take(now) is { } next) due.Enqueue(next);
        while (due.TryDequeue(out var next))
        {
            next.Owner?.Tick(now);
            if (next.Owner is Peer { Transport.Closed: not null } closed) Remove(closed, now);
        }
    }

    /// <summary>Whether a peer has proved that it is there, by a check.</summary>
    public bool Knows(in RemoteAddress address) => directory.At(address) is not null;

    /// <summary>The way to an address has closed: its TCP connection ended.</summary>
    public void Forget(in RemoteAddress address) => directory.Forget(address)?.Transport.Forget(address);

    /// <summary>Whether a stream that we send to an address is a picture, which may be left out where sound may not.</summary>
    public bool IsPicture(in RemoteAddress to, uint ssrc)
    {
        if (directory.At(to) is not { } peer) return false;
        foreach (var slot in peer.Subscriber.Videos)
            if (slot.Ssrc == ssrc || slot.RtxSsrc == ssrc) return true;
        return false;
    }

    /// <summary>A first or later offer of a peer.</summary>
    /// <param name="refusal">A stable code; null when there is an answer.</param>
    public SdpAnswer? Connect(
        RoomKey roomKey, PeerKey key, ParticipantKey participant, SdpOffer offer, IReadOnlyList<SendLine> sends, Timestamp now,
        out string? refusal)
    {
        peers.TryGetValue(key, out var peer);
        refusal = Refuse(peer, roomKey, participant, offer, sends);
        if (refusal is not null) return null;
        peer ??= Join(roomKey, key, participant, offer, now);
        if (!string.Equals(peer.RemoteFragment, offer.Ice.UsernameFragment, StringComparison.Ordinal)) RestartIce(peer, offer);
        var lines = Negotiation.Apply(peer, offer, sends, entropy);
        peer.Room.Plan(now);
        return new SdpAnswer(offer, lines, peer.Transport.Ice.Local, dtls.Fingerprint, peer.SessionId, ++peer.AnswerVersion);
    }

    public void Disconnect(PeerKey key, PeerCloseReason reason, Timestamp now)
    {
        if (!peers.TryGetValue(key, out var peer)) return;
        peer.Transport.Close(reason);
        Remove(peer, now);
    }

    /// <summary>Ends a meeting's media and forgets who was muted in it.</summary>
    public void CloseRoom(RoomKey key, Timestamp now)
    {
        if (!rooms.TryGetValue(key, out var room)) return;
        foreach (var peer in room.Peers.ToArray()) Disconnect(peer.Key, PeerCloseReason.Disconnected, now);
        Drop(room);
    }

    public void CloseAll(Timestamp now)
    {
        foreach (var key in peers.Keys.ToArray()) Disconnect(key, PeerCloseReason.ServerStopped, now);
    }

    public void Mute(RoomKey room, ParticipantKey participant, bool muted, Timestamp now)
    {
        if (!muted && !rooms.ContainsKey(room)) return;
        var found = FindRoom(room);
        found.Mute(participant, muted, now);
        DropIdle(found);
    }

    public void SelectMicrophone(RoomKey room, ParticipantKey participant, PeerKey peer, Timestamp now)
    {
        if (rooms.TryGetValue(room, out var found)) found.SelectMicrophone(participant, peer, now);
    }

    public void SetSource(PeerKey key, SourceKind kind, bool on, Timestamp now)
    {
        if (!peers.TryGetValue(key, out var peer) || peer.Publisher.Find(kind) is not { } source) return;
        if (on) (source as VideoSource)?.RepeatDemand(now);
        if (source.IsOn == on) return;
        source.IsOn = on;
        peer.Room.SourceSwitched(source, now);
    }

    public void SetView(PeerKey key, IReadOnlyList<ViewTile> tiles, Timestamp now)
    {
        if (peers.TryGetValue(key, out var peer)) peer.Room.SetView(peer, tiles, now);
    }

    public Peer? Find(PeerKey key) => peers.GetValueOrDefault(key);

    public MediaStatistics Snapshot(long datagramsOut, long sendFailures)
    {
        List<RoomStatistics> all = [];
        foreach (var room in rooms.Values) all.Add(RoomSnapshot.Of(room));
        return new MediaStatistics(DatagramsIn, datagramsOut, UnknownSender, sendFailures, all);
    }

    public MediaTotals Totals(long datagramsOut, long sendFailures, LoopStatistics loop)
    {
        var traffic = new Traffic();
        traffic.Add(gone);
        var (connected, limited) = (0, 0);
        foreach (var peer in peers.Values)
        {
            traffic.Add(peer);
            if (!peer.IsConnected) continue;
            connected++;
            if (peer.Downlink.IsLimited) limited++;
        }

        return new MediaTotals(
            rooms.Count, peers.Count, connected, limited, DatagramsIn, datagramsOut, UnknownSender, sendFailures, traffic.PacketsIn,
            traffic.BytesIn, traffic.PacketsOut, traffic.BytesOut, traffic.Recovered, traffic.Retransmitted, traffic.Dropped(), traffic.Closed(),
            loop);
    }

    private string? Refuse(Peer? peer, RoomKey room, ParticipantKey participant, SdpOffer offer, IReadOnlyList<SendLine> sends)
    {
        if (peer is null)
            return peers.Count >= options.MaxPeers || IsFull(room) ? SdpRefusal.TooManyPeers : Negotiation.Check([], offer, sends);
        if (peer.Room.Key != room || peer.Participant != participant) return SdpRefusal.PeerTaken;
        if (!peer.Transport.Expects(offer.Fingerprint)) return SdpRefusal.CertificateChanged;
        return Negotiation.Check(peer.Lines, offer, sends);
    }

    private bool IsFull(RoomKey room) => rooms.TryGetValue(room, out var found) && found.Peers.Count >= options.MaxRoomPeers;

    private Peer Join(RoomKey roomKey, PeerKey key, ParticipantKey participant, SdpOffer offer, Timestamp now)
    {
        var room = FindRoom(roomKey);
        var peerWakeup = new Wakeup(agenda);
        gate ??= new HandshakeGate(agenda, spent);
        var credentials = directory.FreshCredentials(entropy);
        var transport = new PeerTransport(dtls, gate, offer.Fingerprint, credentials, new Egress(batch, peerWakeup), peerWakeup, entropy, now);
        var peer = new Peer(room, key, participant, transport, peerWakeup, clock, entropy, options.MaxPeerKbps, now) { RemoteFragment = offer.Ice.UsernameFragment };
        transport.Ice.Hear(offer.Ice);
        peerWakeup.Owner = peer;
        peers.Add(key, peer);
        directory.Name(peer);
        room.Join(peer);
        return peer;
    }

    private void RestartIce(Peer peer, SdpOffer offer)
    {
        peer.RemoteFragment = offer.Ice.UsernameFragment;
        peer.Transport.Ice.Hear(offer.Ice);
        peer.Transport.Ice.Restart(directory.FreshCredentials(entropy));
        directory.Name(peer);
    }

    private Room FindRoom(RoomKey key)
    {
        if (rooms.TryGetValue(key, out var room)) return room;
        var roomWakeup = new Wakeup(agenda);
        room = new Room(key, options, roomWakeup, tell);
        roomWakeup.Owner = room;
        return rooms[key] = room;
    }

    private void HandleStun(ReadOnlySpan<byte> datagram, in RemoteAddress from, Timestamp now)
    {
        // An answer names nobody.
        if ((directory.NamedBy(datagram) ?? directory.At(from)) is not { } peer)
        {
            UnknownSender++;
            return;
        }

        if (!MayCheck(peer, from, now)) return;
        var outcome = peer.Transport.HandleStun(datagram, from, now);
        if (outcome is not (StunOutcome.Authenticated or StunOutcome.Selected)) return;
        peer.ShowLife(now);
        directory.Prove(peer, from);
    }

    /// <summary>
    /// Whether a check is worth its cost. An address that somebody holds is not given to another who says he is there: he has a right
    /// to be in a meeting, but a source address is easily forged, and it would cut the other off.
    /// </summary>
    private bool MayCheck(Peer peer, in RemoteAddress from, Timestamp now)
    {
        var owner = directory.At(from);
        if (owner is not null && owner != peer && owner.Transport.Ice.Holds(from, now))
        {
            peer.Drops.Add(DropReason.AddressTaken);
            return false;
        }

        if (owner == peer ? peer.MayCheck(now) : newcomers.Allows(from, now)) return true;
        peer.Drops.Add(DropReason.CheckFlood);
        return false;
    }

    private void Remove(Peer peer, Timestamp now)
    {
        if (!peers.Remove(peer.Key)) return;
        directory.Remove(peer);
        var reason = peer.Transport.Closed ?? PeerCloseReason.Disconnected;
        peer.Room.Leave(peer, now);
        gone.Close(peer, reason);
        peer.Transport.Dispose();
        peer.Wakeup.Retire();
        tell(new PeerClosed(peer.Room.Key, peer.Key, peer.Participant, reason));
        DropIdle(peer.Room);
    }

    private void DropIdle(Room room)
    {
        if (room.IsIdle) Drop(room);
    }

    private void Drop(Room room)
    {
        rooms.Remove(room.Key);
        room.Wakeup.Retire();
    }
}
