using System.Collections.Immutable;
using System.Text.Json;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>
/// Logs of released versions fold to the state they had. A file here is never rewritten: when this is red, give the new
/// member a default, or make a new version of the event with an upcaster.
/// </summary>
public sealed class LogCompatibilityTests
{
    [Theory]
    [InlineData("log-v1.json")]
    public void A_log_of_an_earlier_version_folds_to_its_stored_state(string name)
    {
        if (Fixtures.Update && !File.Exists(Fixtures.PathOf(name)))
            File.WriteAllText(Fixtures.PathOf(name), JsonSerializer.Serialize(StoredLog.Now(), RoomJson.Options) + "\n");

        var stored = JsonSerializer.Deserialize<ImmutableList<StoredLog>>(File.ReadAllText(Fixtures.PathOf(name)), RoomJson.Options)!;

        Assert.NotEmpty(stored);
        foreach (var log in stored)
        {
            var state = MeetingState.Before(log.Meeting).After(log.Events);
            Assert.Equal(log.State, state.CanonicalJson());
            Assert.Equal(log.Hash, state.Hash());
        }
    }

    private sealed record StoredLog(MeetingId Meeting, ImmutableList<LoggedEvent> Events, string State, string Hash)
    {
        public static ImmutableList<StoredLog> Now() =>
        [
            .. new[] { Story.Briefing(), Story.StandUp() }.Select(room => new StoredLog(
                room.State.Meeting, [.. room.Log], room.State.CanonicalJson(), room.State.Hash())),
        ];
    }
}
