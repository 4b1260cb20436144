using MeetingHub.Domain.Text;

namespace MeetingHub.Domain.Minutes;

/// <param name="Item">Null: of the meeting as a whole.</param>
public sealed record RecordConclusion(ConclusionId Conclusion, string Text, AgendaItemId? Item = null) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (Conclusion == default || on.State.Find(Conclusion) is not null)
            return Rejection.BadId("conclusion");
        if (on.State.Conclusions.Count >= Limits.Conclusions)
            return Rejection.TooMany("conclusions", Limits.Conclusions);
        if (Item is { } item && on.State.Find(item) is null)
            return Rejection.NotFound("agendaItem");
        return InputText.TryClean("text", Text, Limits.Conclusion, out var text, out var rejection)
            ? new ConclusionRecorded(Conclusion, text, Item)
            : rejection!;
    }
}

/// <param name="Edition">The one that was read; refused when it is no longer the newest.</param>
public sealed record ReviseConclusion(ConclusionId Conclusion, int Edition, string Text, AgendaItemId? Item = null) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Conclusion) is not { } conclusion)
            return Rejection.NotFound("conclusion");
        if (conclusion.IsWithdrawn)
            return new Rejection(RejectionCodes.Withdrawn);
        if (conclusion.Edition != Edition)
            return new Rejection(RejectionCodes.ChangedMeanwhile);
        if (Item is { } item && on.State.Find(item) is null)
            return Rejection.NotFound("agendaItem");
        return InputText.TryClean("text", Text, Limits.Conclusion, out var text, out var rejection)
            ? new ConclusionRevised(Conclusion, text, Item)
            : rejection!;
    }
}

public sealed record WithdrawConclusion(ConclusionId Conclusion) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Conclusion) is not { } conclusion)
            return Rejection.NotFound("conclusion");
        return conclusion.IsWithdrawn ? new Rejection(RejectionCodes.Withdrawn) : new ConclusionWithdrawn(Conclusion);
    }
}
