using System.Collections.Immutable;
using MeetingHub.Domain;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>
/// Speech that media has measured and the log does not hold yet. It is written with the event that closes the agenda item it was
/// spoken under, and every two minutes, which is what a crash may cost: a line for each word would flood the log. Any thread.
/// </summary>
internal sealed class UnloggedSpeech
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly Dictionary<ParticipantId, TimeSpan> spoken = [];
    private DateTimeOffset since;

    public void Add(IEnumerable<(ParticipantId Participant, TimeSpan Time)> speech, DateTimeOffset now)
    {
        lock (gate)
        {
            if (spoken.Count == 0)
                since = now;
            foreach (var (participant, time) in speech)
                spoken[participant] = spoken.GetValueOrDefault(participant) + time;
        }
    }

    public bool IsDue(DateTimeOffset now)
    {
        lock (gate)
            return spoken.Count > 0 && now - since >= Longest;
    }

    public MeasureSpeech Take()
    {
        lock (gate)
        {
            var taken = new MeasureSpeech(spoken.Select(one => new Speech(one.Key, (int)one.Value.TotalMilliseconds)).ToImmutableList());
            spoken.Clear();
            return taken;
        }
    }

    /// <summary>The events of a decision, with what was spoken before them when they close an agenda item or the meeting.</summary>
    /// <param name="log">Numbers the decision's events after a state.</param>
    public ImmutableList<LoggedEvent> Precede(MeetingState state, Func<MeetingState, ImmutableList<LoggedEvent>> log, DateTimeOffset now)
    {
        var events = log(state);
        var after = state.After(events);
        if (after.OpenItem == state.OpenItem && after.Phase == state.Phase)
            return events;
        var measured = state.Log(state.Decide(Take(), now), now);
        return measured.IsEmpty ? events : [.. measured, .. log(state.After(measured))];
    }
}
