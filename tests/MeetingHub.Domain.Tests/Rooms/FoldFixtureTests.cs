using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>
/// The browser folds the same events: it is tested with what is written here. After a wanted change:
/// UPDATE_FIXTURES=1 dotnet test tests/MeetingHub.Domain.Tests
/// </summary>
public sealed class FoldFixtureTests
{
    private static readonly JsonSerializerOptions Readable = MakeReadable();

    [Fact]
    public void The_fixtures_of_the_browsers_fold_are_what_this_fold_gives()
    {
        var path = Fixtures.PathOf("fold-fixtures.json");
        var text = JsonSerializer.Serialize(Make(), Readable) + "\n";
        if (Fixtures.Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path) && string.Equals(File.ReadAllText(path), text, StringComparison.Ordinal), "Stale: run with UPDATE_FIXTURES=1.");
    }

    [Fact]
    public void Every_type_of_event_is_in_a_fixture()
    {
        var told = Make().SelectMany(fixture => fixture.Events).Select(logged => logged.Event.GetType()).ToHashSet();

        Assert.DoesNotContain(Samples.Events, happened => !told.Contains(happened.GetType()));
    }

    private static IEnumerable<FoldFixture> Make()
    {
        foreach (var (name, room) in ((string, TestRoom)[])[("briefing", Story.Briefing()), ("stand-up", Story.StandUp()), ("random 1", Random(3)), ("random 2", Random(7))])
        {
            yield return FoldFixture.Of($"{name}, as the server knows it", room, null);
            yield return FoldFixture.Of($"{name}, as the chair sees it", room, room.Chair);
            yield return FoldFixture.Of($"{name}, as a member sees it", room, room.Member(0));
            yield return FoldFixture.Resumed($"{name}, resumed from a snapshot by another member", room, room.Member(1));
        }
    }

    private static TestRoom Random(int seed)
    {
        var room = TestRoom.Running();
        var play = new RandomPlay(seed, room);
        while (room.Log.Count < 120 && room.State.Phase == RoomPhase.Running)
            play.Step();
        return room;
    }

    private static JsonSerializerOptions MakeReadable() => new(RoomJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="State">Canonical, as text: what a fold of the events over <paramref name="Start"/> must give.</param>
    private sealed record FoldFixture(string Name, MeetingState Start, ImmutableList<LoggedEvent> Events, string State, string Hash)
    {
        public static FoldFixture Of(string name, TestRoom room, ParticipantId? by) =>
            Of(name, MeetingState.Before(room.State.Meeting), room.Log, by is { } one ? room.State.ViewerOf(one) : null, room.State);

        public static FoldFixture Resumed(string name, TestRoom room, ParticipantId by)
        {
            var viewer = room.State.ViewerOf(by)!.Value;
            var half = room.Log.Count / 2;
            var snapshot = MeetingState.Before(room.State.Meeting).After(room.Log.Take(half)).AsSeenBy(viewer);
            return Of(name, snapshot, room.Log.Skip(half), viewer, room.State);
        }

        private static FoldFixture Of(string name, MeetingState start, IEnumerable<LoggedEvent> log, Viewer? viewer, MeetingState end)
        {
            var sent = log.Select(logged => viewer is { } one ? logged.AsSeenBy(one) : logged).ToImmutableList();
            var state = start.After(sent);
            Assert.Equal(viewer is { } cut ? end.AsSeenBy(cut).CanonicalJson() : end.CanonicalJson(), state.CanonicalJson());
            return new FoldFixture(name, start, sent, state.CanonicalJson(), state.Hash());
        }
    }
}
