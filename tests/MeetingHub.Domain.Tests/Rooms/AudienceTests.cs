using System.Reflection;
using System.Text.Json;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>What leaves the server, for every type of event and every role.</summary>
public sealed class AudienceTests
{
    private static readonly ParticipantId One = (ParticipantId)typeof(UnmuteAsked).GetProperty("Participant")!.GetValue(Sample<UnmuteAsked>())!;
    private static readonly ParticipantId Other = ParticipantId.From(new Guid(6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));

    // A new event that is not for all must be added here, on purpose.
    private static readonly Dictionary<Type, Func<Viewer, bool>> NotForAll = new()
    {
        [typeof(UnmuteAsked)] = viewer => viewer.Participant == One,
        [typeof(SpeechMeasured)] = viewer => viewer.Role is MeetingRole.Chair or MeetingRole.Secretary,
        [typeof(ChatPosted)] = viewer => viewer.Role is MeetingRole.Chair or MeetingRole.Secretary,
    };

    public static TheoryData<Type, MeetingRole, bool> Rows
    {
        get
        {
            var rows = new TheoryData<Type, MeetingRole, bool>();
            foreach (var happened in Samples.Events)
            {
                foreach (var role in Enum.GetValues<MeetingRole>())
                {
                    rows.Add(happened.GetType(), role, true);
                    rows.Add(happened.GetType(), role, false);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_role_is_sent_what_it_may_see_and_a_blank_line_for_the_rest(Type type, MeetingRole role, bool isTheOneMeant)
    {
        var viewer = new Viewer(isTheOneMeant ? One : Other, role);
        var happened = (MeetingEvent)Samples.Make(type, full: true);
        var logged = new LoggedEvent(41, TestRoom.Opening, happened, One, CommandId.From(Guid.Parse("11111111-2222-3333-4444-555555555555")));

        var sent = logged.AsSeenBy(viewer);

        if (!NotForAll.TryGetValue(type, out var maySee) || maySee(viewer))
            Assert.Same(logged, sent);
        else
            Assert.Equal(
                """{"revision":41,"at":"2026-03-02T01:00:00.000Z","event":{"type":"withheld"}}""",
                JsonSerializer.Serialize(sent, RoomJson.Options));
    }

    [Fact]
    public void Every_event_type_has_a_rule_a_version_and_what_its_rule_needs()
    {
        foreach (var happened in Samples.Events)
        {
            var rule = happened.GetType().GetCustomAttribute<LogRuleAttribute>();
            Assert.True(rule is { Version: >= 1 }, $"{happened.GetType().Name} has no [LogRule].");
            Assert.Equal(rule.Audience == AudienceRule.OneParticipant, happened is IForOneParticipant);
            Assert.Equal(rule.Audience == AudienceRule.AsTheEventSays, happened is IChoosesAudience);
            Assert.Equal(rule.Version, happened.Version);
        }
    }

    [Fact]
    public void What_only_the_server_may_see_nobody_sees() =>
        Assert.All(Enum.GetValues<MeetingRole>(), role => Assert.False(new Audience(AudienceKind.ServerOnly, One).Includes(new Viewer(One, role))));

    [Fact]
    public void A_chat_to_all_is_for_all() => Assert.Equal(Audience.All, new ChatPosted(default, "", ChatAudience.All).Audience);

    private static MeetingEvent Sample<T>() => (MeetingEvent)Samples.Make(typeof(T), full: true);
}
