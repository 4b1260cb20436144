namespace MeetingHub.Domain.Rooms;

/// <summary>Settings of one room, kept by <c>MeetingStarted</c>: a later change of configuration leaves running meetings alone.</summary>
public sealed record RoomOptions(
    int LateAfterMinutes = 5,
    int LostBecomesLeftSeconds = 30,
    int BridgeInterruptionSeconds = 120,
    int EndAbandonedMinutes = 30,
    int StandInAfterSeconds = 60,
    int TurnSeconds = 120)
{
    public static RoomOptions Default { get; } = new();
}
