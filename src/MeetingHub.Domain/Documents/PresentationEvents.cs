namespace MeetingHub.Domain.Documents;

/// <summary>What was shown before is shown no longer.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record DocumentPresented(ParticipantId Participant, PresentedDocument Document, int Page) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at)
    {
        var clear = state.WithoutPresentation(at);
        return clear with { Presentations = clear.Presentations.Add(new Presentation(Participant, Document, Page, at, state.OpenItem)) };
    }
}

[LogRule(1, AudienceRule.All)]
public sealed record PageTurned(int Page) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state with { Presentations = state.Presentations.SetItem(state.Presentations.Count - 1, state.Presentations[^1] with { Page = Page }) };
}

/// <summary>By the presenter or over the presenter's head; who leaves takes the paper along without this event.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record PresentingStopped(ParticipantId Participant) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.WithoutPresentation(at);
}
