using System.Text.Json;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms.Logs;

/// <summary>A line of the log as it stands in its row. An older payload is brought up to date while it is read, never in place.</summary>
internal static class StoredEvents
{
    public static StoredEvent Of(MeetingId meeting, LoggedEvent logged) => new()
    {
        MeetingId = meeting,
        Revision = logged.Revision,
        At = logged.At,
        By = logged.By,
        Type = logged.Event.TypeName,
        Version = logged.Event.Version,
        Audience = logged.Event.Audience.Kind,
        Json = JsonSerializer.Serialize(logged.Event, RoomJson.Options),
        CommandId = logged.Command,
    };

    /// <exception cref="InvalidOperationException">A newer server wrote it.</exception>
    public static LoggedEvent Read(StoredEvent stored)
    {
        var happened = JsonSerializer.Deserialize<MeetingEvent>(stored.Json, RoomJson.Options)!;
        // The first break of a payload brings an upcaster here; so far there is one version of each.
        if (happened.Version != stored.Version)
            throw new InvalidOperationException($"{stored.Type} of version {stored.Version} is not known here.");
        return new LoggedEvent(stored.Revision, stored.At, happened, stored.By, stored.CommandId);
    }
}
