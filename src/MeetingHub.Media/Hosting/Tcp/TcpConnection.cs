using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Hosting.Tcp;

/// <summary>
/// One accepted connection: reads datagrams out of it for the media loop, and writes what the loop leaves in its queue. It runs on the
/// thread pool; the loop only ever touches the queue, and never waits.
/// </summary>
internal sealed class TcpConnection : IDisposable
{
    /// <summary>Time to show a check that a peer of ours would send (media.md, section 4).</summary>
    public static readonly TimeSpan ProofDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Time for the other end to take 16 KB; libwebrtc gives up a path after as long.</summary>
    public static readonly TimeSpan WriteDeadline = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    /// <summary>Browsers repeat a check every 50 ms at the most; whoever sends more without proof is no browser.</summary>
    private const int FramesBeforeProof = 128;

    private const int ChunkBytes = 16 * 1024;
    private const int NotSentLowWaterMark = 25;

    private readonly Socket socket;
    private readonly TcpPort port;
    private readonly CancellationTokenSource life;
    private readonly SemaphoreSlim hasWork = new(0, 1);
    private readonly Lock gate = new();
    private readonly SendQueue queue = new();
    private volatile bool isProved;
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isEnding;
    private bool isOver;

    public TcpConnection(Socket socket, IPEndPoint remote, uint number, TcpPort port, TimeProvider clock)
    {
        this.socket = socket;
        this.port = port;
        Remote = remote.Address;
        Address = RemoteAddress.From(remote) with { Connection = number };
        life = new CancellationTokenSource(ProofDeadline, clock);
    }

    public IPAddress Remote { get; }

    public RemoteAddress Address { get; }

    public bool IsProved => isProved;

    /// <summary>Completes when nothing of the connection is left, for whatever reason; never fails.</summary>
    public Task Over => over.Task;

    /// <summary>A check was authenticated: the connection stays.</summary>
    /// <returns>False when it had been, or is over.</returns>
    public bool TryProve()
    {
        lock (gate)
        {
            if (isProved || isOver) return false;
            isProved = true;
            life.CancelAfter(Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>Ends it after what waits is written, or a second later.</summary>
    public void End()
    {
        lock (gate)
        {
            if (isEnding) return;
            isEnding = true;
            life.CancelAfter(Goodbye);
            Wake();
        }
    }

    /// <returns>False when it was left out.</returns>
    public bool Send(ReadOnlySpan<byte> datagram, bool isPicture, Timestamp now)
    {
        lock (gate)
        {
            var wasEmpty = queue.IsEmpty;
            if (isEnding || !queue.TryAdd(datagram, isPicture, now)) return false;
            if (wasEmpty) Wake();
            return true;
        }
    }

    public async Task RunAsync()
    {
        var reading = EndOf(ReadAsync(life.Token));
        var writing = EndOf(WriteAsync(life.Token));
        await Task.WhenAny(reading, writing);
        await life.CancelAsync();
        await Task.WhenAll(reading, writing);
        lock (gate)
        {
            (isEnding, isOver) = (true, true);
            queue.Clear();
        }
    }

    /// <summary>After <see cref="RunAsync"/>.</summary>
    public void Dispose()
    {
        socket.Dispose();
        life.Dispose();
        hasWork.Dispose();
        over.TrySetResult();
    }

    private void Prepare()
    {
        socket.NoDelay = true;
        // What the kernel holds back cannot be left out any more: it should hold little (TCP_NOTSENT_LOWAT).
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, NotSentLowWaterMark, BitConverter.GetBytes(ChunkBytes));
    }

    private static async Task EndOf(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException or ChannelClosedException)
        {
            // How a connection ends is its own affair; that it ended is what counts.
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Prepare();
        var frames = new FrameReader();
        var strange = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(frames.Free, ct);
            if (received == 0) return;
            frames.Received(received);
            while (TryNext(frames, out var datagram, out var length))
            {
                if (!isProved && (length == 0 || datagram[0] > 3 || ++strange > FramesBeforeProof))
                {
                    ArrayPool<byte>.Shared.Return(datagram);
                    return;
                }

                // When the loop is behind this waits, and TCP tells the sender to.
                await port.HandOverAsync(new Arrival(this, datagram, length), ct);
            }

            if (frames.IsBroken) return;
        }
    }

    private static bool TryNext(FrameReader frames, out byte[] datagram, out int length)
    {
        (datagram, length) = ([], 0);
        if (!frames.TryRead(out var frame)) return false;
        length = frame.Length;
        datagram = ArrayPool<byte>.Shared.Rent(DatagramBatch.DatagramBytes);
        frame.CopyTo(datagram);
        return true;
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        var chunk = new byte[ChunkBytes];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        while (true)
        {
            int length;
            bool isLast;
            lock (gate)
            {
                length = queue.Take(chunk);
                isLast = length == 0 && isEnding;
            }

            if (isLast)
            {
                socket.Shutdown(SocketShutdown.Send);
                return;
            }

            if (length == 0)
            {
                await hasWork.WaitAsync(ct);
                continue;
            }

            patience.CancelAfter(WriteDeadline);
            for (var sent = 0; sent < length;) sent += await socket.SendAsync(chunk.AsMemory(sent, length - sent), patience.Token);
            patience.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Under the gate, so that no two release it at once.</summary>
    private void Wake()
    {
        if (hasWork.CurrentCount == 0) hasWork.Release();
    }
}

/// <summary>Something for the loop from a TCP connection.</summary>
/// <param name="Datagram">Rented, to be given back; null when the connection is over.</param>
internal readonly record struct Arrival(TcpConnection From, byte[]? Datagram, int Length);
