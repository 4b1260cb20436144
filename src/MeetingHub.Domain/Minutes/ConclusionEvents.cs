namespace MeetingHub.Domain.Minutes;

/// <param name="Item">Null: of the meeting as a whole.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ConclusionRecorded(ConclusionId Conclusion, string Text, AgendaItemId? Item = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state with
    {
        Conclusions = state.Conclusions.Add(new Conclusion(Conclusion, Text, Edition: 1, IsWithdrawn: false, at, Item)),
    };
}

[LogRule(1, AudienceRule.All)]
public sealed record ConclusionRevised(ConclusionId Conclusion, string Text, AgendaItemId? Item = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Conclusion, c => c with { Text = Text, Item = Item, Edition = c.Edition + 1 });
}

[LogRule(1, AudienceRule.All)]
public sealed record ConclusionWithdrawn(ConclusionId Conclusion) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Conclusion, c => c with { IsWithdrawn = true });
}
