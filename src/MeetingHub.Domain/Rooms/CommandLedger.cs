namespace MeetingHub.Domain.Rooms;

/// <summary>The first answer to a command.</summary>
/// <param name="Revision">Of its last event; null when it was rejected.</param>
public sealed record CommandAnswer(ParticipantId By, long? Revision, Rejection? Rejection = null);

/// <summary>
/// Remembers the answers of one room, so that a repeated command gets the first one. Accepted commands are in the log and
/// come back with it. Rejections are kept in memory alone, the newest <see cref="RejectionsKept"/>: after a crash a repeat
/// of one is decided again, which only its sender, who never heard the first answer, can notice. One thread at a time.
/// </summary>
public sealed class CommandLedger
{
    public const int RejectionsKept = 2_000;

    private readonly Dictionary<CommandId, CommandAnswer> _answers = [];
    private readonly Queue<CommandId> _rejected = new();

    /// <summary>The first answer; null for a new command. A second sender of the same id is told no.</summary>
    public CommandAnswer? Find(CommandId command, ParticipantId by)
    {
        if (command == default)
            return new CommandAnswer(by, Revision: null, Rejection.BadId("command"));
        if (!_answers.TryGetValue(command, out var answer))
            return null;
        return answer.By == by ? answer : new CommandAnswer(by, Revision: null, new Rejection(RejectionCodes.CommandIdTaken));
    }

    /// <summary>After the events are on disk, and for the whole log when a room is loaded.</summary>
    public void Accepted(IEnumerable<LoggedEvent> log)
    {
        foreach (var logged in log)
        {
            if (logged is { Command: { } command, By: { } by })
                _answers[command] = new CommandAnswer(by, logged.Revision);
        }
    }

    public void Rejected(CommandId command, ParticipantId by, Rejection rejection)
    {
        if (!_answers.TryAdd(command, new CommandAnswer(by, Revision: null, rejection)))
            return;
        _rejected.Enqueue(command);
        if (_rejected.Count > RejectionsKept)
            _answers.Remove(_rejected.Dequeue());
    }
}
