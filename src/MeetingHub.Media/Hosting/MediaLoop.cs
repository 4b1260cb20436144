using System.Collections.Concurrent;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting.Tcp;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>
/// The thread that owns the port and everything behind it. It waits for a datagram, a command or the next deadline, and does one
/// thing at a time, so that nothing behind it needs a lock.
/// </summary>
internal sealed class MediaLoop
{
    /// <summary>
    /// Datagrams sent at once: a frame of nine packets for 50 receivers, so that each gets it as one run, in a slab that the
    /// second-level cache still holds when the kernel copies it. Of 128, 256, 512 and 1,024 the first two cost a tenth to a quarter more
    /// with 60 receivers, and the last gains next to nothing but makes the first of them wait twice as long.
    /// </summary>
    private const int BatchCapacity = 512;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly UdpPort port;
    private readonly TcpPort? tcp;
    private readonly TimeProvider clock;
    private readonly long origin;
    private readonly Action<Exception> fault;
    private readonly ConcurrentQueue<MediaCommand> commands = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DatagramBatch batch;
    private readonly Switchboard board;
    private Timestamp reopenAt;
    private TimeSpan pause = FirstPause;
    private bool isFull;
    private volatile bool isStopping;

    /// <param name="tcp">Null where TCP is off.</param>
    /// <param name="wire">Builds the core around the batch that this loop sends.</param>
    /// <param name="fault">Hears of bugs; called on the loop's thread.</param>
    public MediaLoop(
        UdpPort port, TcpPort? tcp, TimeProvider clock, Func<DatagramBatch, Switchboard> wire, Action<Exception> fault)
    {
        this.port = port;
        this.tcp = tcp;
        this.clock = clock;
        this.fault = fault;
        origin = clock.GetTimestamp();
        batch = new DatagramBatch(BatchCapacity, Send);
        board = wire(batch);
        tcp?.Start(port.Wake);
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
        port.Wake();
        // The thread may have ended between the two lines above.
        if (ended.Task.IsCompleted) RefuseAll();
    }

    public void Stop()
    {
        isStopping = true;
        port.Wake();
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
                // As below, where no packet is to blame.
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
        if (port.HasFailed && reopenAt <= now) Reopen(now);
        if (board.Deadline <= now) board.Tick(now);
        tcp?.Deliver(board, now);
        batch.Flush();
        if (!isFull && !Wait()) return;

        var count = port.Receive();
        isFull = count == UdpSocket.Capacity;
        now = Now();
        for (var i = 0; i < count; i++) Handle(i, now);
        if (count > 0) pause = FirstPause;
        batch.Flush();
    }

    private bool Wait()
    {
        if (!commands.IsEmpty) return false;
        var now = Now();
        var wait = board.Deadline - now;
        if (port.HasFailed && reopenAt - now < wait) wait = reopenAt - now;
        if (wait > LongestWait) wait = LongestWait;
        return port.Wait(wait > TimeSpan.Zero && tcp is not { HasArrivals: true } ? wait : TimeSpan.Zero);
    }

    private void Send(DatagramBatch full)
    {
        if (full.HasTcp) tcp!.Send(full, board, Now());
        port.Send(full);
    }

    private void Handle(int index, Timestamp now)
    {
        try
        {
            board.Handle(port.Take(index, out var source), source, now);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // A bug that one packet meets must not end everybody's meeting, nor cost the packets that came with it.
            fault(bug);
        }
    }

    /// <summary>Takes the port again, at once and then ever more rarely until something is received on it.</summary>
    private void Reopen(Timestamp now)
    {
        reopenAt = now + pause;
        pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        try
        {
            port.Reopen();
        }
        catch (MediaUnavailableException failure)
        {
            fault(failure);
        }
    }

    private void RefuseAll()
    {
        while (commands.TryDequeue(out var command)) command.Refuse();
    }
}
