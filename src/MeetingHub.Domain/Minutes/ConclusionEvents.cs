namespace MeetingHub.Domain.Minutes;

/// <param name="Item">Null: of the meeting as a whole.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ConclusionRecorded(ConclusionId Conclusion, string Text, AgendaItemId? Item = null) : MeetingEvent;

[LogRule(1, AudienceRule.All)]
public sealed record ConclusionRevised(ConclusionId Conclusion, string Text, AgendaItemId? Item = null) : MeetingEvent;

[LogRule(1, AudienceRule.All)]
public sealed record ConclusionWithdrawn(ConclusionId Conclusion) : MeetingEvent;
