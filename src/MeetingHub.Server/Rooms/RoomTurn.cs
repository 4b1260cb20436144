namespace MeetingHub.Server.Rooms;

/// <summary>One at a time, in the order of asking.</summary>
internal sealed class RoomTurn : IDisposable
{
    /// <summary>A further one is turned away at once.</summary>
    private const int MaxWaiting = 512;

    /// <summary>Longer than an append may take: whoever waits for one that fails is told so, not that it is late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim turn = new(1, 1);
    private int waiting;

    /// <summary>Nobody acts or waits.</summary>
    public bool IsFree => Volatile.Read(ref waiting) == 0;

    /// <param name="busy">The answer of who was turned away or waited too long; nothing was done then.</param>
    public async Task<T> TakeAsync<T>(Func<Task<T>> act, Func<T> busy, CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > MaxWaiting || !await turn.WaitAsync(Patience, ct))
                return busy();
            try
            {
                return await act();
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose() => turn.Dispose();
}
