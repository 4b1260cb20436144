using System.Collections.Concurrent;
using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Server.Data;
using MeetingHub.Server.Rooms.Logs;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Rooms;

/// <summary>
/// The rooms that this process runs. Other meetings may run elsewhere: a room is claimed by raising its epoch, which shuts
/// out whoever had it before.
/// </summary>
internal sealed class LiveRooms(RoomParts parts, ILogger<LiveRooms> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>A room holds its state and the last events in memory.</summary>
    private const int MaxRooms = 500;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GoodBye = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan UnloadAfter = TimeSpan.FromMinutes(1);

    private readonly Guid owner = Guid.NewGuid();
    private readonly ConcurrentDictionary<MeetingId, Lazy<Task<LiveRoom>>> rooms = new();
    private ITimer? heartbeat;

    /// <summary>From then on lines that break are left to the recovery of the next start.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Those that are read from disk and ready, with or without somebody in them.</summary>
    public IEnumerable<LiveRoom> Loaded => rooms.Values.Select(LoadedIn).OfType<LiveRoom>();

    public IEnumerable<RoomConnection> Connections => Loaded.SelectMany(room => room.Connections);

    /// <summary>Null when this process does not run it, or is still loading it.</summary>
    public LiveRoom? Find(MeetingId meeting) => rooms.TryGetValue(meeting, out var loading) ? LoadedIn(loading) : null;

    /// <summary>Does it in the room, which is read from disk if it has to be. Null when this server is full.</summary>
    public async Task<T?> InAsync<T>(MeetingId meeting, Func<LiveRoom, Task<T?>> act, CancellationToken ct) where T : class
    {
        // One that was unloaded between the two is read again.
        for (var attempt = 0; ; attempt++)
        {
            if (await OpenAsync(meeting, ct) is not { } room)
                return null;
            try
            {
                return await act(room);
            }
            catch (RoomClosedException) when (attempt == 0)
            {
                Forget(room);
            }
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var db = await parts.Databases.CreateDbContextAsync(cancellationToken))
        {
            var live = await db.Set<StoredRoom>().AsNoTracking().Where(r => r.IsLive).ToListAsync(cancellationToken);
            foreach (var stored in live)
            {
                if (await OpenAsync(stored.MeetingId, cancellationToken) is null)
                    break;
            }
        }
        heartbeat = parts.Clock.CreateTimer(_ => _ = BeatAsync(), null, Heartbeat, Heartbeat);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsStopping = true;
        if (heartbeat is not null)
            await heartbeat.DisposeAsync();
        await BeatAsync();
        await LogSpeechAsync(all: true);
    }

    /// <summary>Before the connections end: pages then know that they need not ask the person.</summary>
    public void TellStopping()
    {
        IsStopping = true;
        var told = Connections.ToList();
        foreach (var connection in told)
        {
            connection.Outbox.Post(new ServerStopping());
            connection.Outbox.Close();
        }
        // The signal to stop is synchronous, and whoever hears it next cuts the lines.
        Task.WaitAll([.. told.Select(connection => connection.Outbox.Sent)], GoodBye);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var loading in rooms.Values)
            LoadedIn(loading)?.Dispose();
        return heartbeat?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private static LiveRoom? LoadedIn(Lazy<Task<LiveRoom>> loading) =>
        loading is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } task } ? task.GetAwaiter().GetResult() : null;

    private async Task<LiveRoom?> OpenAsync(MeetingId meeting, CancellationToken ct)
    {
        if (!rooms.ContainsKey(meeting) && rooms.Count >= MaxRooms)
            return null;
        var loading = rooms.GetOrAdd(meeting, id => new Lazy<Task<LiveRoom>>(() => LoadAsync(id)));
        LiveRoom room;
        try
        {
            room = await loading.Value.WaitAsync(EventLog.Deadline, parts.Clock, ct);
        }
        catch (Exception) when (loading.Value.IsFaulted)
        {
            // The next one to ask tries again.
            rooms.TryRemove(KeyValuePair.Create(meeting, loading));
            throw;
        }
        if (!room.IsClosed)
            return room;
        Forget(room);
        return await OpenAsync(meeting, ct);
    }

    private async Task<LiveRoom> LoadAsync(MeetingId meeting)
    {
        await using var db = await parts.Databases.CreateDbContextAsync();
        var claimed = await ClaimAsync(db, meeting);
        var log = await db.EventsAsync(meeting, after: 0, int.MaxValue, CancellationToken.None);
        var room = new LiveRoom(parts, meeting, claimed.Epoch, log);
        // Whoever had it is gone, and every connection with it.
        if (claimed.IsLive)
        {
            await room.ActAsync(new Recover(claimed.HeartbeatAt), CancellationToken.None);
            RoomLog.Recovered(logger, meeting.Value, room.State.Revision);
        }
        return room;
    }

    /// <summary>After it the log has no other writer, so that what is read next is all there is.</summary>
    private async Task<StoredRoom> ClaimAsync(MeetingDb db, MeetingId meeting)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = parts.Clock.GetUtcNow();
        var known = await db.Set<StoredRoom>().Where(r => r.MeetingId == meeting)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Owner, owner).SetProperty(r => r.Epoch, r => r.Epoch + 1));
        if (known == 0)
        {
            db.Add(new StoredRoom { MeetingId = meeting, Owner = owner, Epoch = 1, Revision = 0, IsLive = false, HeartbeatAt = now });
            await db.SaveChangesAsync();
        }
        var claimed = await db.Set<StoredRoom>().AsNoTracking().SingleAsync(r => r.MeetingId == meeting);
        await transaction.CommitAsync();
        return claimed;
    }

    private void Forget(LiveRoom room)
    {
        if (rooms.TryGetValue(room.Meeting, out var loading) && LoadedIn(loading) == room)
            rooms.TryRemove(KeyValuePair.Create(room.Meeting, loading));
    }

    private async Task BeatAsync()
    {
        var now = parts.Clock.GetUtcNow();
        foreach (var loading in rooms.Values)
        {
            if (LoadedIn(loading) is { IsIdle: true } room && now - room.ActiveAt > UnloadAfter)
            {
                Forget(room);
                room.Close();
            }
        }
        await LogSpeechAsync(all: false);
        try
        {
            await using var db = await parts.Databases.CreateDbContextAsync();
            await db.Set<StoredRoom>().Where(r => r.Owner == owner && r.IsLive)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.HeartbeatAt, now));
        }
        catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException)
        {
            RoomLog.NoHeartbeat(logger, e);
        }
    }

    private async Task LogSpeechAsync(bool all)
    {
        foreach (var loading in rooms.Values)
        {
            try
            {
                await (LoadedIn(loading)?.LogSpeechAsync(all) ?? Task.CompletedTask);
            }
            catch (Exception e) when (e is RoomClosedException or RoomFaultException)
            {
                // Said where it happened; the other rooms' speech is to be kept.
            }
        }
    }
}
