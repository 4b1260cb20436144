using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>
/// The thread that owns the port and everything behind it. It waits for a datagram, a command or the next deadline, and does one
/// thing at a time, so that nothing behind it needs a lock.
/// </summary>
internal sealed class MediaLoop
{
    /// <summary>Datagrams taken before commands and deadlines are looked at again.</summary>
    private const int Run = 64;

    /// <summary>A datagram that ends the wait; no protocol here begins with it.</summary>
    private static readonly byte[] WakeUp = [0xFF];

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly UdpPort port;
    private readonly TimeProvider clock;
    private readonly long origin;
    private readonly Action<Exception> fault;
    private readonly ConcurrentQueue<MediaCommand> commands = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DatagramBatch batch;
    private readonly Switchboard board;
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(DatagramBatch.DatagramBytes, pinned: true);
    private volatile bool isStopping;

    /// <param name="wire">Builds the core around the batch that this loop sends.</param>
    /// <param name="fault">Hears of bugs; called on the loop's thread.</param>
    public MediaLoop(UdpPort port, TimeProvider clock, Func<DatagramBatch, Switchboard> wire, Action<Exception> fault)
    {
        this.port = port;
        this.clock = clock;
        this.fault = fault;
        origin = clock.GetTimestamp();
        batch = new DatagramBatch(capacity: 64, Send);
        board = wire(batch);
        new Thread(Loop) { IsBackground = true, Name = "media" }.Start();
    }

    /// <summary>Completes when the thread has ended.</summary>
    public Task Ended => ended.Task;

    public Task<T> Ask<T>(Func<Switchboard, Timestamp, T> run)
    {
        var command = new MediaCommand<T>(run);
        Post(command);
        return command.Done;
    }

    public void Post(MediaCommand command)
    {
        commands.Enqueue(command);
        Wake();
        // The thread may have ended between the two lines above.
        if (ended.Task.IsCompleted) RefuseAll();
    }

    public void Stop()
    {
        isStopping = true;
        Wake();
    }

    private Timestamp Now() => new(clock.GetElapsedTime(origin).Ticks / TimeSpan.TicksPerMicrosecond);

    private void Loop()
    {
        while (!isStopping)
        {
            try
            {
                Turn();
            }
            catch (Exception bug) when (bug is not OutOfMemoryException)
            {
                // A bug that one packet meets must not end everybody's meeting.
                fault(bug);
                batch.Clear();
            }
        }

        board.CloseAll(Now());
        batch.Flush();
        port.Dispose();
        ended.SetResult();
        RefuseAll();
    }

    private void Turn()
    {
        while (commands.TryDequeue(out var command)) command.Run(board, Now());
        var now = Now();
        if (board.Deadline <= now) board.Tick(now);
        batch.Flush();
        var wait = board.Deadline - Now();
        if (wait > LongestWait) wait = LongestWait;
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        if (!commands.IsEmpty || !port.Wait(wait)) return;
        for (var i = 0; i < Run; i++)
        {
            var length = port.TryReceive(buffer, out var source);
            var datagram = buffer.AsSpan(0, Math.Max(length, 0));
            if (length >= 0 && !datagram.SequenceEqual(WakeUp)) board.Handle(datagram, source, Now());
            if (length < 0 || !port.HasMore) break;
        }

        batch.Flush();
    }

    private void Send(DatagramBatch full)
    {
        for (var i = 0; i < full.Count; i++) port.Send(full[i], full.Destination(i));
        full.Clear();
    }

    /// <summary>Ends the wait by a datagram to ourselves; if it is lost the loop was not waiting.</summary>
    private void Wake()
    {
        if (ended.Task.IsCompleted) return;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.SendTo(WakeUp, new IPEndPoint(IPAddress.Loopback, port.Port));
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Without loopback a command waits for the next deadline.
        }
    }

    private void RefuseAll()
    {
        while (commands.TryDequeue(out var command)) command.Refuse();
    }
}
