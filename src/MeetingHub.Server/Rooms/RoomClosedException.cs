namespace MeetingHub.Server.Rooms;

/// <summary>The room had let go of its meeting before it was asked: ask for the room again.</summary>
internal sealed class RoomClosedException : Exception;

/// <summary>The room lost its log over what it was asked, whose outcome is unknown: a repeat with the same id tells.</summary>
internal sealed class RoomFaultException : Exception;
