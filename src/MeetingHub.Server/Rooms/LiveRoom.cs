using System.Collections.Immutable;
using System.Data.Common;
using MeetingHub.Domain;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Chat;
using MeetingHub.Server.Rooms.Logs;
using Microsoft.EntityFrameworkCore;
using Acting = MeetingHub.Domain.Rooms.Caller;

namespace MeetingHub.Server.Rooms;

/// <summary>
/// One meeting's room: decides, has it written, folds it and tells it, in this order and for one command at a time. A room
/// whose append failed, or which belongs to another process by now, closes itself and ends its connections: they come back
/// by themselves to a room that was read from disk.
/// </summary>
internal sealed class LiveRoom : IDisposable
{
    // Only a deadline that its own actions did not move would come to this.
    private static readonly TimeSpan OverdueAgain = TimeSpan.FromMilliseconds(100);

    private readonly RoomParts parts;
    private readonly long epoch;
    private readonly RoomTurn turn = new();
    private readonly CommandLedger ledger = new();
    private readonly RecentEvents recent = new();
    private readonly RoomPeople people;
    private readonly UnloggedSpeech speech = new();
    private readonly ITimer deadline;
    private ImmutableArray<RoomConnection> connections = [];
    private MeetingState state;

    /// <param name="log">All of it.</param>
    public LiveRoom(RoomParts parts, MeetingId meeting, long epoch, IReadOnlyList<LoggedEvent> log)
    {
        this.parts = parts;
        this.epoch = epoch;
        state = MeetingState.Before(meeting, parts.Plans.Options).After(log);
        people = new RoomPeople(parts.Databases);
        ledger.Accepted(log);
        Remember(log);
        deadline = parts.Clock.CreateTimer(_ => _ = ExpireAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        SetDeadline();
    }

    public MeetingId Meeting => state.Meeting;

    /// <summary>As of the last command; may be read at any time.</summary>
    public MeetingState State => state;

    /// <summary>May be read at any time.</summary>
    public ImmutableArray<RoomConnection> Connections => connections;

    /// <summary>True for good: whoever wants the meeting asks for its room again.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Nobody is connected and no time is waited for.</summary>
    public bool IsIdle => connections.IsEmpty && turn.IsFree && Deadlines.Next(state) is null;

    /// <summary>When a command was last carried out.</summary>
    public DateTimeOffset ActiveAt { get; private set; }

    public Task<EnterAnswer?> EnterAsync(RoomConnection connection, EnterRequest request, Seat? seat, CancellationToken ct) =>
        AloneAsync<EnterAnswer?>(async () =>
        {
            // Of a window that is taken up, what follows only decides whether it may still be here.
            var before = connection.TakeUp(connections, request.Window);
            var enter = new Enter(
                ParticipantId.From(Guid.CreateVersion7(Now())), connection.Id, connection.Caller.Person, seat?.Id, seat?.Role);
            if (await CommitAsync(state.Decide(enter, Now())) is { } rejection)
                return new EnterAnswer(null, rejection);
            connection.Participant = state.Find(connection.Caller.Person)!.Id;
            connections = before is null ? connections.Add(connection) : connections.Replace(before, connection);
            if (before is not null)
            {
                parts.Media.Pass(before, connection);
                before.GiveUp();
            }
            return new EnterAnswer(await WelcomeAsync(connection, request), null);
        }, () => throw new RoomClosedException(), ct);

    public Task<ExecuteAnswer?> ExecuteAsync(
        PersonId person, ConnectionId? connection, CommandId id, RoomCommand command, CancellationToken ct) =>
        AloneAsync<ExecuteAnswer?>(async () =>
        {
            if (state.Find(person) is not { } me)
                return new ExecuteAnswer(null, new Rejection(RejectionCodes.NotInMeeting));
            if (ledger.Find(id, me.Id) is { } first)
                return new ExecuteAnswer(first.Revision, first.Rejection);
            var facts = await parts.Databases.FactsAsync(parts.Plans, Meeting, command, ct);
            var decision = state.Decide(command, new Acting(me.Id, connection), Now(), facts);
            if (await CommitAsync(decision, me.Id, id) is not { } rejection)
                return new ExecuteAnswer(state.Revision, null);
            ledger.Rejected(id, me.Id, rejection);
            return new ExecuteAnswer(null, rejection);
        }, () => new ExecuteAnswer(null, new Rejection(RejectionCodes.RoomBusy)), ct);

    /// <summary>What the server itself does: recovery, and answers that come in beside the room.</summary>
    public Task<bool> ActAsync(RoomAction action, CancellationToken ct) => AloneAsync(async () =>
    {
        await CommitAsync(state.Decide(action, Now()));
        return true;
    }, () => false, ct);

    public void Measured(IEnumerable<(ParticipantId Participant, TimeSpan Time)> spoken) => speech.Add(spoken, Now());

    /// <summary>Where enough of it waits, or all of it.</summary>
    public async Task LogSpeechAsync(bool all)
    {
        if (all || speech.IsDue(Now()))
            await AloneAsync(async () => await CommitAsync(state.Decide(speech.Take(), Now())) is null, () => false, CancellationToken.None);
    }

    /// <summary>The window goes: on purpose, or because its line is gone.</summary>
    public Task EndAsync(RoomConnection connection, bool onPurpose) => AloneAsync(async () =>
    {
        if (!connections.Contains(connection))
            return true;
        RoomAction gone = onPurpose
            ? new Leave(connection.Participant, connection.Id)
            : new LoseConnection(connection.Participant, connection.Id, connection.BrokenAt);
        await TakeOutAsync(connection, state.Decide(gone, Now()));
        return true;
    }, () => false, CancellationToken.None);

    public void TellMomentary(Momentary message, RoomConnection? except = null)
    {
        foreach (var connection in connections)
        {
            if (connection != except)
                connection.Outbox.Post(message);
        }
    }

    /// <summary>Ends every connection and forgets the state; what is on disk stays the truth.</summary>
    public void Close()
    {
        IsClosed = true;
        deadline.Dispose();
        foreach (var connection in connections)
            connection.GiveUp();
        connections = [];
        parts.Media.Close(Meeting);
    }

    public void Dispose()
    {
        deadline.Dispose();
        turn.Dispose();
    }

    private DateTimeOffset Now() => parts.Clock.GetUtcNow();

    /// <summary>Writes, folds and tells. Gives the rejection if the decision was one.</summary>
    private async Task<Rejection?> CommitAsync(Decision decision, ParticipantId? by = null, CommandId? command = null)
    {
        if (decision.Rejection is { } rejection)
            return rejection;
        var now = Now();
        var events = speech.Precede(state, with => with.Log(decision, now, by, command), now);
        if (events.IsEmpty)
            return null;
        var before = state;
        var after = state.After(events);
        await AppendAsync(new Append(Meeting, epoch, before, after, events, decision.Rows));
        state = after;
        ledger.Accepted(events);
        Remember(events);
        await TellAsync(events, decision.Rows);
        parts.Media.Follow(before, after);
        SendAwayRemoved(before);
        SetDeadline();
        return null;
    }

    private async Task AppendAsync(Append append)
    {
        try
        {
            if (await parts.Log.AppendAsync(append, CancellationToken.None))
                return;
            RoomLog.Fenced(parts.Logger, Meeting.Value);
        }
        catch (Exception e) when (e is TimeoutException or DbException or DbUpdateException)
        {
            RoomLog.RoomFault(parts.Logger, Meeting.Value, e);
        }
        Close();
        throw new RoomFaultException();
    }

    private async Task TellAsync(ImmutableList<LoggedEvent> events, ImmutableList<BesideLog> rows)
    {
        if (connections.IsEmpty)
            return;
        var texts = rows.OfType<ChatText>().ToDictionary(t => t.Id.ToString(), t => t.Text, StringComparer.Ordinal);
        // Names before the events that need them.
        if (await people.AddAsync(RoomPeople.In(events)) is { Count: > 0 } added)
            TellMomentary(new PeopleAdded(added));
        // Most events are for all: one batch then serves every connection.
        var same = events.TrueForAll(e => e.Event.Audience.Kind == AudienceKind.All) ? new EventBatch(events, texts) : null;
        foreach (var connection in connections)
            connection.Outbox.Post(same ?? EventBatches.Cut(events, texts, state.ViewerOf(connection.Participant)!.Value));
    }

    private void SendAwayRemoved(MeetingState before)
    {
        foreach (var connection in connections)
        {
            if (state.Find(connection.Participant) is not { IsRemoved: true } || before.Find(connection.Participant) is { IsRemoved: true })
                continue;
            connections = connections.Remove(connection);
            connection.IsOver = true;
            parts.Media.Disconnect(connection);
            _ = connection.SendAwayAsync(SentAwayReason.Removed, parts.Clock);
        }
    }

    private async Task TakeOutAsync(RoomConnection connection, Decision decision)
    {
        connections = connections.Remove(connection);
        connection.IsOver = true;
        connection.Outbox.Close();
        parts.Media.Disconnect(connection);
        await CommitAsync(decision);
        if (connection.Sources is not null)
            TellMomentary(new ConnectionGone(connection.Id));
    }

    private async Task<Welcome> WelcomeAsync(RoomConnection connection, EnterRequest request)
    {
        var viewer = state.ViewerOf(connection.Participant)!.Value;
        await using var db = await parts.Databases.CreateDbContextAsync();
        // A page of another contract may fold differently.
        var missed = string.Equals(request.ContractHash, RoomContract.Hash, StringComparison.Ordinal) ? recent.After(request.Revision) : null;
        await people.AddAsync(RoomPeople.In(state));
        return new Welcome(
            RoomContract.Hash,
            connection.Id,
            connection.Key,
            viewer.Participant,
            viewer.Role,
            state.Revision,
            missed is null ? state.AsSeenBy(viewer) : null,
            missed is null ? null : EventBatches.Cut(missed, await db.TextsAsync(
                Meeting, [.. missed.SelectMany(EventBatches.TextsOf)], CancellationToken.None), viewer),
            await db.ChatAsync(Meeting, viewer, before: null, CancellationToken.None),
            people.All,
            [.. connections.Where(c => c != connection).Select(c => c.Sources).OfType<ConnectionSources>()],
            parts.Media.TermsFor(connection.Id),
            Now());
    }

    private void Remember(IReadOnlyList<LoggedEvent> events)
    {
        recent.Add(events);
        ActiveAt = Now();
    }

    private void SetDeadline()
    {
        var left = Deadlines.Next(state) - Now() ?? Timeout.InfiniteTimeSpan;
        deadline.Change(left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan ? OverdueAgain : left, Timeout.InfiniteTimeSpan);
    }

    private async Task ExpireAsync()
    {
        try
        {
            await AloneAsync(async () =>
            {
                foreach (var action in Deadlines.Due)
                    await CommitAsync(state.Decide(action, Now()));
                SetDeadline();
                return true;
            }, () => false, CancellationToken.None);
        }
        catch (Exception e) when (e is RoomClosedException or RoomFaultException)
        {
            // The room read anew sets its own deadlines.
        }
    }

    /// <exception cref="RoomClosedException">Nothing was done.</exception>
    /// <exception cref="RoomFaultException">The room closed itself over this.</exception>
    private Task<T> AloneAsync<T>(Func<Task<T>> act, Func<T> busy, CancellationToken ct) =>
        turn.TakeAsync(() => IsClosed ? throw new RoomClosedException() : act(), busy, ct);
}
