// The Domain has a caller too, the one inside a room; rooms name it in full.
global using Caller = MeetingHub.Server.SignIn.Caller;
