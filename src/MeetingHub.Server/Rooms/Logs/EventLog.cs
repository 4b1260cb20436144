using System.Threading.Channels;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.Voting;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Rooms.Logs;

/// <summary>What one room wants on disk, whole or not at all.</summary>
/// <param name="Epoch">Under which the room is owned; see <see cref="StoredRoom"/>.</param>
/// <param name="Before">State before the events, and <paramref name="After"/> them: what differs goes to the projections.</param>
/// <param name="Rows">What stands beside the log.</param>
internal sealed record Append(
    MeetingId Meeting,
    long Epoch,
    MeetingState Before,
    MeetingState After,
    IReadOnlyList<LoggedEvent> Events,
    IReadOnlyList<BesideLog> Rows);

/// <summary>
/// The one writer of all meetings' logs. Whatever rooms ask for while a commit is under way shares the next one; a room is
/// answered when its events are on disk, never before.
/// </summary>
internal sealed class EventLog : IAsyncDisposable
{
    /// <summary>Keeps a commit under the 50 ms that any writer of SQLite may take.</summary>
    private const int MaxShare = 64;

    /// <summary>A disk that takes longer has failed; the room is read from it again before it goes on.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Channel<Waiting> queue =
        Channel.CreateBounded<Waiting>(new BoundedChannelOptions(1024) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly IDbContextFactory<MeetingDb> databases;
    private readonly TimeProvider clock;
    private readonly LogMeter meter;
    private readonly ILogger<EventLog> logger;
    private readonly Task writing;

    public EventLog(IDbContextFactory<MeetingDb> databases, TimeProvider clock, LogMeter meter, ILogger<EventLog> logger)
    {
        this.databases = databases;
        this.clock = clock;
        this.meter = meter;
        this.logger = logger;
        writing = Task.Run(WriteAsync);
    }

    /// <summary>False when the room has another owner by now: nothing was written.</summary>
    /// <exception cref="TimeoutException">It is not known whether the events are on disk.</exception>
    /// <exception cref="System.Data.Common.DbException">Nothing was written.</exception>
    public async Task<bool> AppendAsync(Append append, CancellationToken ct)
    {
        var waiting = new Waiting(append);
        await queue.Writer.WriteAsync(waiting, ct);
        return await waiting.Written.Task.WaitAsync(Deadline, clock, ct);
    }

    /// <summary>What is queued is still written.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAsync()
    {
        MeetingDb? db = null;
        var share = new List<Waiting>(MaxShare);
        while (await queue.Reader.WaitToReadAsync())
        {
            share.Clear();
            while (share.Count < MaxShare && queue.Reader.TryRead(out var waiting))
                share.Add(waiting);
            try
            {
                db ??= await OpenAsync();
                var began = clock.GetTimestamp();
                await CommitAsync(db, share);
                meter.Committed(clock.GetElapsedTime(began), share.Sum(waiting => waiting.Append.Events.Count));
            }
            // Whatever it is goes to those who wait for it; the writer itself has to live on for the other rooms.
            catch (Exception e)
            {
                RoomLog.AppendFailed(logger, share.Count, e);
                foreach (var waiting in share)
                    waiting.Written.TrySetException(e);
                if (db is not null)
                    await db.DisposeAsync();
                db = null;
            }
        }
        if (db is not null)
            await db.DisposeAsync();
    }

    /// <summary>Its connection stays open: no other work of the process delays an append.</summary>
    private async Task<MeetingDb> OpenAsync()
    {
        var db = await databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        return db;
    }

    private static async Task CommitAsync(MeetingDb db, List<Waiting> share)
    {
        var outcomes = new List<(Waiting Waiting, bool Owned, DbUpdateException? Refused)>(share.Count);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            foreach (var waiting in share)
            {
                await transaction.CreateSavepointAsync("room");
                try
                {
                    outcomes.Add((waiting, await WriteAsync(db, waiting.Append), null));
                }
                catch (DbUpdateException e)
                {
                    await transaction.RollbackToSavepointAsync("room");
                    outcomes.Add((waiting, false, e));
                }
                finally
                {
                    db.ChangeTracker.Clear();
                }
            }
            await transaction.CommitAsync();
        }
        foreach (var (waiting, owned, refused) in outcomes)
        {
            if (refused is null)
                waiting.Written.TrySetResult(owned);
            else
                waiting.Written.TrySetException(refused);
        }
    }

    private static async Task<bool> WriteAsync(MeetingDb db, Append append)
    {
        var (revision, isLive) = (append.After.Revision, Projections.IsLive(append.After));
        // Asks for the epoch and locks the row against another owner in one statement.
        var owned = await db.Set<StoredRoom>().Where(r => r.MeetingId == append.Meeting && r.Epoch == append.Epoch)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Revision, revision).SetProperty(r => r.IsLive, isLive));
        if (owned == 0)
            return false;
        foreach (var logged in append.Events)
            db.Add(StoredEvents.Of(append.Meeting, logged));
        foreach (var row in append.Rows)
            await WriteAsync(db, append.Meeting, revision, row);
        await Projections.ApplyAsync(db, append.Before, append.After, CancellationToken.None);
        await db.SaveChangesAsync();
        return true;
    }

    private static async Task WriteAsync(MeetingDb db, MeetingId meeting, long revision, BesideLog row)
    {
        switch (row)
        {
            case ChatText chat:
                db.Add(new StoredText { MeetingId = meeting, Id = chat.Id.Value, Revision = revision, Text = chat.Text });
                break;
            case SecretVote vote:
                var counted = await db.Set<BallotCounter>()
                    .Where(c => c.MeetingId == meeting && c.BallotId == vote.Ballot && c.Choice == vote.Choice)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.Votes, c => c.Votes + 1));
                if (counted == 0)
                    db.Add(new BallotCounter { MeetingId = meeting, BallotId = vote.Ballot, Choice = vote.Choice, Votes = 1 });
                break;
        }
    }

    private sealed class Waiting(Append append)
    {
        public Append Append { get; } = append;

        // Asynchronously: a room's own work must not run on the writer.
        public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
