global using System.Collections.Immutable;
global using MeetingHub.Domain.Rooms;
