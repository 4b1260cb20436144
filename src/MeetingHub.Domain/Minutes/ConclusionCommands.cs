namespace MeetingHub.Domain.Minutes;

/// <param name="Item">Null: of the meeting as a whole.</param>
public sealed record RecordConclusion(ConclusionId Conclusion, string Text, AgendaItemId? Item = null) : RoomCommand;

/// <param name="Edition">The one that was read; refused when it is no longer the newest.</param>
public sealed record ReviseConclusion(ConclusionId Conclusion, int Edition, string Text, AgendaItemId? Item = null) : RoomCommand;

public sealed record WithdrawConclusion(ConclusionId Conclusion) : RoomCommand;
