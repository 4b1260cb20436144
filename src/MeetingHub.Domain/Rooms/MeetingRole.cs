namespace MeetingHub.Domain.Rooms;

/// <summary>In one meeting; a guest is a member without a seat.</summary>
public enum MeetingRole
{
    Member,
    Secretary,
    Chair,
}
