using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>Something for the loop to do between two datagrams.</summary>
internal abstract class MediaCommand
{
    public abstract void Run(Switchboard board, Timestamp now);

    /// <summary>The loop has ended; nobody may wait for ever.</summary>
    public abstract void Refuse();
}

/// <summary>A command that nobody waits for; what goes wrong in it is the loop's to report.</summary>
internal sealed class MediaOrder(Action<Switchboard, Timestamp> run) : MediaCommand
{
    public override void Run(Switchboard board, Timestamp now) => run(board, now);

    public override void Refuse()
    {
    }
}

internal sealed class MediaCommand<T>(Func<Switchboard, Timestamp, T> run) : MediaCommand
{
    // The loop must not run whatever continues from here.
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Done => done.Task;

    public override void Run(Switchboard board, Timestamp now)
    {
        try
        {
            done.SetResult(run(board, now));
        }
        catch (Exception bug)
        {
            // A bug belongs to whoever asked, and must not end everybody's media.
            done.TrySetException(bug);
        }
    }

    public override void Refuse() => done.TrySetException(new ObjectDisposedException(nameof(MediaServer)));
}
