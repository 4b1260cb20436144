using System.Text.Json;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

public sealed class EventJsonTests
{
    [Fact]
    public void An_event_says_its_type_and_leaves_out_what_is_not_known()
    {
        var participant = ParticipantId.From(new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7));
        var logged = new LoggedEvent(3, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(7)), new FloorGiven(participant));

        var json = JsonSerializer.Serialize(logged, RoomJson.Options);

        Assert.Equal(
            """{"revision":3,"at":"2026-01-01T20:04:05.000Z","event":{"type":"floorGiven","participant":"00000001-0000-0000-0000-000000000007"}}""",
            json);
        Assert.Equal(logged, JsonSerializer.Deserialize<LoggedEvent>(json, RoomJson.Options));
    }
}
