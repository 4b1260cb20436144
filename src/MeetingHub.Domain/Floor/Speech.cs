namespace MeetingHub.Domain.Floor;

/// <summary>
/// How long participants were heard since the last such event, measured by the loudness of their sound whoever had the floor.
/// Not for all: it is for whoever runs the meeting and writes its minutes, and no race.
/// </summary>
/// <param name="Item">The agenda item that was open meanwhile.</param>
[LogRule(1, AudienceRule.ChairAndSecretaries)]
public sealed record SpeechMeasured(ImmutableList<Speech> Speech, AgendaItemId? Item = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state with { SpokenTimes = Speech.Aggregate(state.SpokenTimes, Add) };

    private ImmutableList<SpokenTime> Add(ImmutableList<SpokenTime> times, Speech speech)
    {
        var index = times.FindIndex(time => time.Participant == speech.Participant && time.Item == Item);
        return index < 0
            ? times.Add(new SpokenTime(speech.Participant, speech.Milliseconds, Item))
            : times.SetItem(index, times[index] with { Milliseconds = times[index].Milliseconds + speech.Milliseconds });
    }
}

public sealed record Speech(ParticipantId Participant, int Milliseconds);

/// <summary>The sum for one participant under one agenda item. Listed in the order in which they were first heard there.</summary>
/// <param name="Item">Null: while no item was open.</param>
public sealed record SpokenTime(ParticipantId Participant, int Milliseconds, AgendaItemId? Item = null);

/// <summary>Writes down what was measured while the same item was open; makes no event when it is nothing.</summary>
public sealed record MeasureSpeech(ImmutableList<Speech> Speech) : RoomAction
{
    internal override Decision Decide(MeetingState state, DateTimeOffset now)
    {
        if (state.Phase != RoomPhase.Running)
            return Decision.Of();
        var known = Speech.FindAll(speech => speech.Milliseconds > 0 && state.Find(speech.Participant) is not null);
        return known.IsEmpty ? Decision.Of() : new SpeechMeasured(known, state.OpenItem);
    }
}
