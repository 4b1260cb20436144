using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Hosting.Tcp;

/// <summary>
/// ICE over TCP, the passive side (RFC 6544), for networks that let no UDP out. Connections live on the thread pool; the media loop
/// takes from here what came, on its own thread, and leaves here what is to be sent. To it a connection is one more address.
/// </summary>
internal sealed class TcpPort : IAsyncDisposable
{
    /// <summary>Datagrams under way to the loop; when it is behind, the senders wait.</summary>
    private const int Arrivals = 1024;

    /// <summary>Datagrams taken before the loop looks at its other port again.</summary>
    private const int Run = 64;

    private const int Backlog = 128;

    /// <summary>Connections whose peer has gone are closed within this time.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly Socket listener;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<uint, TcpConnection> connections = new();
    private readonly Channel<Arrival> arrivals = Channel.CreateBounded<Arrival>(new BoundedChannelOptions(Arrivals) { SingleReader = true });
    private readonly Lock gate = new();
    private readonly Admission admission;
    private Action wake = () => { };
    private Task accepting = Task.CompletedTask;
    private int isSignalled;
    private Timestamp nextSweep;

    private TcpPort(Socket listener, int mostConnections, TimeProvider clock)
    {
        this.listener = listener;
        this.clock = clock;
        admission = new Admission(mostConnections);
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public int Connections => connections.Count;

    public long Sent { get; private set; }

    /// <summary>Datagrams left out because a connection was behind, or over.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Whether <see cref="Deliver"/> has something to do.</summary>
    public bool HasArrivals => arrivals.Reader.Count > 0;

    /// <exception cref="SocketException">The port is taken or not ours to take.</exception>
    public static TcpPort Open(int port, int mostConnections, TimeProvider clock)
    {
        var isV6 = Socket.OSSupportsIPv6;
        var opened = new Socket(isV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isV6) opened.DualMode = true;
            opened.Bind(new IPEndPoint(isV6 ? IPAddress.IPv6Any : IPAddress.Any, port));
            opened.Listen(Backlog);
            return new TcpPort(opened, mostConnections, clock);
        }
        catch (SocketException)
        {
            opened.Dispose();
            throw;
        }
    }

    /// <param name="wakeLoop">Ends the loop's wait; called from any thread.</param>
    public void Start(Action wakeLoop)
    {
        wake = wakeLoop;
        accepting = AcceptAsync(stopping.Token);
    }

    /// <summary>Hands the board what came. On the loop's thread.</summary>
    public void Deliver(Switchboard board, Timestamp now)
    {
        Volatile.Write(ref isSignalled, 0);
        for (var i = 0; i < Run && arrivals.Reader.TryRead(out var arrival); i++)
        {
            var from = arrival.From.Address;
            if (arrival.Datagram is null)
            {
                board.Forget(from);
                continue;
            }

            board.Handle(arrival.Datagram.AsSpan(0, arrival.Length), from, now);
            ArrayPool<byte>.Shared.Return(arrival.Datagram);
            if (!arrival.From.IsProved && board.Knows(from)) Prove(arrival.From);
        }

        if (now >= nextSweep) Sweep(board, now);
    }

    /// <summary>Takes what goes by TCP; it never waits, and what a connection cannot take is left out. On the loop's thread.</summary>
    public void Send(DatagramBatch batch, Switchboard board, Timestamp now)
    {
        for (var lane = 0; lane < batch.Lanes; lane++)
        {
            ref readonly var chain = ref batch.LaneAt(lane);
            if (!chain.To.IsTcp) continue;
            connections.TryGetValue(chain.To.Connection, out var connection);
            for (var i = chain.First; i >= 0; i = batch.Datagrams[i].Following)
            {
                var datagram = batch[i];
                if (connection is not null && connection.Send(datagram, IsPicture(datagram, chain.To, board), now)) Sent++;
                else LeftOut++;
            }
        }
    }

    /// <summary>For connections: waits while the loop is behind.</summary>
    public async ValueTask HandOverAsync(Arrival arrival, CancellationToken ct)
    {
        await arrivals.Writer.WriteAsync(arrival, ct);
        if (Interlocked.Exchange(ref isSignalled, 1) == 0) wake();
    }

    /// <summary>Lets connections write what waits, for a second at most.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        // Nobody reads any more; whoever would wait for the loop must not.
        arrivals.Writer.TryComplete();
        await accepting;
        foreach (var connection in connections.Values) connection.End();
        await Task.WhenAll(connections.Values.Select(connection => connection.Over));
        stopping.Dispose();
    }

    private void Prove(TcpConnection connection)
    {
        lock (gate)
        {
            // It may have ended while its last datagram was under way.
            if (connections.ContainsKey(connection.Address.Connection) && connection.TryProve()) admission.Prove(connection.Remote);
        }
    }

    private void Sweep(Switchboard board, Timestamp now)
    {
        nextSweep = now + SweepInterval;
        foreach (var (_, connection) in connections)
            if (connection.IsProved && !board.Knows(connection.Address)) connection.End();
    }

    private async Task AcceptAsync(CancellationToken ct)
    {
        uint number = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(ct);
                if (socket.RemoteEndPoint is IPEndPoint remote && TryEnter(remote.Address))
                    _ = LiveAsync(new TcpConnection(socket, remote, ++number, this, clock));
                else Refuse(socket);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Out of descriptors, or gone before it was taken: neither ends the port.
                await Task.Delay(AcceptPause, clock, CancellationToken.None);
            }
        }
    }

    /// <summary>RTP by RFC 5764 section 5.1.2 and RFC 5761 section 4; its header is in plain.</summary>
    private static bool IsPicture(ReadOnlySpan<byte> datagram, in RemoteAddress to, Switchboard board) =>
        datagram.Length >= RtpHeader.FixedLength && datagram[0] is >= 128 and <= 191 && datagram[1] is < 192 or > 223
        && board.IsPicture(to, BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]));

    private bool TryEnter(IPAddress from)
    {
        lock (gate) return admission.TryEnter(from);
    }

    private async Task LiveAsync(TcpConnection connection)
    {
        connections[connection.Address.Connection] = connection;
        await connection.RunAsync();
        lock (gate)
        {
            connections.TryRemove(connection.Address.Connection, out _);
            admission.Leave(connection.Remote, connection.IsProved);
        }

        connection.Dispose();
        try
        {
            // Behind its last datagrams, so that none of them brings the address back.
            await HandOverAsync(new Arrival(connection, null, 0), CancellationToken.None);
        }
        catch (ChannelClosedException)
        {
            // The loop has ended.
        }
    }

    private static void Refuse(Socket socket)
    {
        // Without a goodbye, so that nothing of it stays in the kernel.
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }
}
