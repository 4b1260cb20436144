using System.Threading.Channels;

namespace MeetingHub.Server.Rooms.Wire;

/// <summary>
/// What one connection is still to be told, in order. A room never waits for a slow line: a connection that falls
/// <see cref="Capacity"/> messages behind is ended, comes back by itself and resumes by revision.
/// </summary>
internal sealed class Outbox
{
    public const int Capacity = 512;

    private readonly Channel<object> queue = Channel.CreateBounded<object>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly IRoomClient client;
    private readonly Action abort;

    /// <param name="client">Where messages go.</param>
    /// <param name="abort">Ends the connection; may be called more than once.</param>
    public Outbox(IRoomClient client, Action abort)
    {
        this.client = client;
        this.abort = abort;
        Sent = SendAsync();
    }

    /// <summary>Completes when everything is sent or the connection is gone.</summary>
    public Task Sent { get; }

    public void Post(EventBatch batch) => Write(batch);

    public void Post(Momentary message) => Write(message);

    /// <summary>What is already in it is still sent; what comes later is dropped.</summary>
    public void Close() => queue.Writer.TryComplete();

    private void Write(object message)
    {
        if (queue.Writer.TryWrite(message))
            return;
        if (queue.Writer.TryComplete())
            abort();
    }

    private async Task SendAsync()
    {
        await foreach (var message in queue.Reader.ReadAllAsync())
        {
            switch (message)
            {
                case EventBatch batch:
                    await client.Events(batch);
                    break;
                case Momentary momentary:
                    await client.Momentary(momentary);
                    break;
            }
        }
    }
}
