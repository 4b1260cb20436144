using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MeetingHub.Media;

namespace MeetingHub.Testing.Media;

/// <summary>
/// A <see cref="Line"/> between real sockets: who sends to <see cref="Port"/> reaches the server through it, and the server sees each
/// of its users under an address of its own, as behind a router. A thread of its own; it sleeps while nothing is under way.
/// </summary>
public sealed class SocketLine : IDisposable
{
    /// <summary>A browser has one source a network card and connection; a page that reloads leaves its old ones behind.</summary>
    private const int MaxUsers = 64;

    private const int ReceiveBufferBytes = 1 << 20;

    /// <summary>Between two looks at whether the line was closed.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(50);

    private readonly IPEndPoint server;
    private readonly Line line;
    private readonly Lock gate = new();
    private readonly Socket front = Open();
    private readonly List<(IPEndPoint Address, Socket Outside)> users = [];
    private readonly ConcurrentQueue<Action> orders = new();
    private readonly Thread thread;
    private int mediaLostUp;
    private int mediaLostDown;
    private volatile bool isClosed;

    /// <param name="server">On the loopback.</param>
    /// <param name="seed">Of what happens on the line; the times at which it happens are the machine's.</param>
    /// <param name="up">Towards the server; perfect when null.</param>
    /// <param name="down">As <paramref name="up"/> when null.</param>
    public SocketLine(IPEndPoint server, int seed, LinkConditions? up = null, LinkConditions? down = null)
    {
        this.server = server;
        line = new Line(seed, up ?? LinkConditions.Perfect, down ?? up ?? LinkConditions.Perfect);
        thread = new Thread(Run) { IsBackground = true, Name = "line" };
        thread.Start();
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)front.LocalEndPoint!).Port;

    /// <summary>From now on. Thread-safe.</summary>
    public void Change(LinkConditions up, LinkConditions? down = null)
    {
        lock (gate) (line.Up.Conditions, line.Down.Conditions) = (up, down ?? up);
    }

    /// <summary>Its users come from other addresses from now on, as when a router begins to map anew. Thread-safe.</summary>
    public void Roam() => orders.Enqueue(() =>
    {
        for (var i = 0; i < users.Count; i++)
        {
            users[i].Outside.Dispose();
            users[i] = (users[i].Address, Open());
        }
    });

    /// <summary>
    /// RTP and RTCP of its present users are lost in one direction, though their checks come through; whoever takes another port gets
    /// all through. Thread-safe.
    /// </summary>
    public void LoseMedia(bool isUp) => orders.Enqueue(() =>
    {
        if (isUp) mediaLostUp = users.Count;
        else mediaLostDown = users.Count;
    });

    /// <summary>What the line did so far, in words. Thread-safe.</summary>
    public override string ToString()
    {
        lock (gate) return $"up {Describe(line.Up)}, down {Describe(line.Down)}";
    }

    public void Dispose()
    {
        isClosed = true;
        thread.Join();
        front.Dispose();
        foreach (var (_, outside) in users) outside.Dispose();
    }

    private static string Describe(Link link) => $"{link.Sent} sent {link.Lost} lost {link.Overflowed} overflowed";

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.ReceiveBufferSize = ReceiveBufferBytes;
        return socket;
    }

    private static Timestamp Now() => new(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000));

    private void Run()
    {
        var buffer = new byte[2048];
        List<Socket> readable = [];
        while (!isClosed)
        {
            while (orders.TryDequeue(out var order)) order();
            readable.Clear();
            readable.Add(front);
            foreach (var (_, outside) in users) readable.Add(outside);
            Socket.Select(readable, null, null, Sleep());
            foreach (var socket in readable) Drain(socket, buffer);
            Deliver();
        }
    }

    private TimeSpan Sleep()
    {
        lock (gate)
        {
            if (line.Deadline is not { } due) return LongestSleep;
            var left = due - Now();
            return left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestSleep ? left : LongestSleep;
        }
    }

    private void Drain(Socket socket, byte[] buffer)
    {
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (socket.Available > 0)
        {
            int length;
            try
            {
                length = socket.ReceiveFrom(buffer, ref from);
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionRefused or SocketError.WouldBlock)
            {
                continue;
            }

            var user = ReferenceEquals(socket, front) ? UserAt((IPEndPoint)from) : users.FindIndex(u => ReferenceEquals(u.Outside, socket));
            var isUp = ReferenceEquals(socket, front);
            if (user < 0 || (buffer[0] >= 128 && user < (isUp ? mediaLostUp : mediaLostDown))) continue;
            lock (gate) line.Send(isUp, user, buffer.AsSpan(0, length), Now());
        }
    }

    private void Deliver()
    {
        while (TryTake(out var datagram))
        {
            var (address, outside) = users[datagram.Route];
            try
            {
                if (datagram.IsUp) outside.SendTo(datagram.Bytes, server);
                else front.SendTo(datagram.Bytes, address);
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable or SocketError.ConnectionRefused)
            {
                // As on any network: what can't be sent is lost.
            }
        }
    }

    private bool TryTake(out LineDatagram datagram)
    {
        lock (gate) return line.TryTake(Now(), out datagram);
    }

    private int UserAt(IPEndPoint address)
    {
        var index = users.FindIndex(user => user.Address.Equals(address));
        if (index >= 0 || users.Count == MaxUsers) return index;
        users.Add((address, Open()));
        return users.Count - 1;
    }
}
