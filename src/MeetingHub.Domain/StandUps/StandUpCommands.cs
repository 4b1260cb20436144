namespace MeetingHub.Domain.StandUps;

/// <summary>Ends the running turn as reported, passes over who is missing and calls the next; after the last, those skipped who have come.</summary>
public sealed record CallNextTurn : RoomCommand;

/// <summary>Out of order, or a skipped one who has come back.</summary>
public sealed record CallTurn(SeatId Seat) : RoomCommand;

public sealed record EndTurn(TurnOutcome Outcome) : RoomCommand;

public sealed record FinishOwnTurn : RoomCommand;

public sealed record NoteAnswer(SeatId Seat) : RoomAction;
