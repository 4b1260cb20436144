using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// Handshakes over all rooms: how many are under way, each holding some 50 KB, and what they take of the loop's time, a millisecond each in
/// which nobody's media moves. Who comes when there is no place, or the share is used up, waits for his turn; media does not.
/// </summary>
internal sealed class HandshakeGate : ITicking
{
    /// <summary>Under way at once.</summary>
    public const int Max = 64;

    /// <summary>Of the loop's time (media.md, section 4): some 250 handshakes a second.</summary>
    public const double Share = 0.2;

    /// <summary>Of one peer: its first flight twice, with a post-quantum share. What is more it will say again.</summary>
    public const int MaxWaitingBytes = 4 * 1024;

    /// <summary>Ten people who come at once need not wait, and a packet behind them hardly.</summary>
    private static readonly TimeSpan Saved = TimeSpan.FromMilliseconds(5);

    private readonly LoopShare share = new(Share, Saved);
    private readonly Queue<Flight> outside = new();
    private readonly Queue<Flight> waiting = new();
    private readonly Wakeup wakeup;
    private readonly Func<TimeSpan> spent;

    /// <param name="agenda">Where it asks for its turns.</param>
    /// <param name="spent">Processor time of the thread that calls.</param>
    public HandshakeGate(Agenda agenda, Func<TimeSpan> spent)
    {
        wakeup = new Wakeup(agenda) { Owner = this };
        this.spent = spent;
    }

    public int InProgress { get; private set; }

    public void Leave()
    {
        InProgress--;
        if (outside.Count > 0) wakeup.Ask(share.FreeAt);
    }

    /// <summary>Lets a peer go on with its handshake, now or later.</summary>
    public void Take(Peer peer, ReadOnlySpan<byte> datagram, in RemoteAddress from, Timestamp now)
    {
        var hasPlace = TryEnter(peer);
        if (hasPlace && waiting.Count == 0 && share.IsFree(now))
        {
            Work(peer, datagram, from, now);
            return;
        }

        if (peer.WaitingBytes + datagram.Length > MaxWaitingBytes)
        {
            peer.Drops.Add(DropReason.HandshakeFlood);
            return;
        }

        peer.WaitingBytes += datagram.Length;
        (hasPlace ? waiting : outside).Enqueue(new Flight(peer, datagram.ToArray(), from));
        if (hasPlace) wakeup.Ask(share.FreeAt);
    }

    /// <summary>Lets those go on whose turn it is.</summary>
    public void Tick(Timestamp now)
    {
        wakeup.Reset();
        while (outside.TryPeek(out var next) && TryEnter(next.Peer)) waiting.Enqueue(outside.Dequeue());
        while (waiting.Count > 0 && share.IsFree(now))
        {
            var (peer, datagram, from) = waiting.Dequeue();
            peer.WaitingBytes -= datagram.Length;
            Work(peer, datagram, from, now);
        }

        if (waiting.Count > 0) wakeup.Ask(share.FreeAt);
    }

    /// <returns>Whether the peer has a place, or needs none any more.</returns>
    private bool TryEnter(Peer peer)
    {
        if (peer.Transport is { Closed: null, HoldsPlace: false, IsConnected: false })
        {
            if (InProgress == Max) return false;
            InProgress++;
            peer.Transport.HoldsPlace = true;
        }

        return true;
    }

    private void Work(Peer peer, ReadOnlySpan<byte> datagram, in RemoteAddress from, Timestamp now)
    {
        var before = spent();
        peer.Shake(datagram, from, now);
        share.Charge(spent() - before, now);
    }

    private readonly record struct Flight(Peer Peer, byte[] Datagram, RemoteAddress From);
}
