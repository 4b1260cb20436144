using System.Text.Json;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

public sealed class RoundTripTests
{
    public static TheoryData<Type> Types => [.. Samples.Events.Select(e => e.GetType()), .. Samples.Commands.Select(c => c.GetType())];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_was_written_is_read_again_full_and_with_everything_optional_left_out(Type type)
    {
        var baseType = type.BaseType!;
        foreach (var full in (bool[])[true, false])
        {
            var json = JsonSerializer.Serialize(Samples.Make(type, full), baseType, RoomJson.Options);
            var read = JsonSerializer.Deserialize(json, baseType, RoomJson.Options)!;

            Assert.IsType(type, read);
            Assert.Equal(json, JsonSerializer.Serialize(read, baseType, RoomJson.Options));
        }
    }

    [Fact]
    public void Every_event_and_every_command_has_a_name_of_its_own_that_follows_from_its_type()
    {
        foreach (var (baseType, types) in ((Type, Type[])[])
            [(typeof(MeetingEvent), [.. Samples.Events.Select(e => e.GetType())]), (typeof(RoomCommand), [.. Samples.Commands.Select(c => c.GetType())])])
        {
            var expected = types.Select(type => JsonNamingPolicy.CamelCase.ConvertName(type.Name));
            Assert.Equal(expected.Order(StringComparer.Ordinal), Samples.NamesInJson(baseType).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_discriminator_that_is_not_the_first_member_is_found() =>
        Assert.Equal(
            new Domain.Voting.BallotCast(default, default, "agree"),
            JsonSerializer.Deserialize<MeetingEvent>(
                $$"""{"seat":"{{Guid.Empty}}","choice":"agree","type":"ballotCast","ballot":"{{Guid.Empty}}"}""", RoomJson.Options));

    [Theory]
    [InlineData("""{"type":"postChat","message":"00000005-0000-0000-0000-000000000002"}""")]
    [InlineData("""{"type":"postChat","message":"00000005-0000-0000-0000-000000000002","text":null}""")]
    [InlineData("""{"type":"postChat","message":"5","text":"a"}""")]
    [InlineData("""{"type":"postChat","message":"00000005-0000-0000-0000-000000000002","text":"a","to":1}""")]
    [InlineData("""{"type":"enter"}""")]
    [InlineData("""{"type":"exploded"}""")]
    [InlineData("{}")]
    public void A_command_that_is_not_whole_is_refused_while_it_is_read(string json)
    {
        var read = Record.Exception(() => JsonSerializer.Deserialize<RoomCommand>(json, RoomJson.Options));

        Assert.True(read is JsonException or NotSupportedException, read?.ToString() ?? "It was read.");
    }

    [Fact]
    public void A_snapshot_is_read_again_to_the_same_state()
    {
        var room = TestRoom.Running();
        room.Accept(room.Member(0), new Domain.Floor.RaiseHand());

        var read = JsonSerializer.Deserialize<MeetingState>(JsonSerializer.Serialize(room.State, RoomJson.Options), RoomJson.Options)!;

        Assert.Equal(room.State.Hash(), read.Hash());
    }
}
