namespace MeetingHub.Domain.Floor;

public sealed record RaiseHand : RoomCommand;

public sealed record LowerHand : RoomCommand;

public sealed record LowerAnotherHand(ParticipantId Participant) : RoomCommand;

/// <param name="LimitSeconds">Null: without limit.</param>
public sealed record GiveFloor(ParticipantId Participant, int? LimitSeconds = null) : RoomCommand;

/// <summary>Counts from the end of the limit, or from now when that has passed or there was none.</summary>
public sealed record ExtendFloor(int Seconds) : RoomCommand;

public sealed record TakeFloor : RoomCommand;

public sealed record YieldFloor : RoomCommand;

public sealed record Mute : RoomCommand;

public sealed record MuteAnother(ParticipantId Participant) : RoomCommand;

/// <summary>Also moves the sound to this window when another of the same person had it.</summary>
public sealed record Unmute : RoomCommand;

public sealed record AskToUnmute(ParticipantId Participant) : RoomCommand;
