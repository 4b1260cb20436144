using MeetingHub.Server.Monitoring;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Rooms;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Monitoring;

public sealed class CallReportTests
{
    private static readonly CallReport Good = new(10, 0, 0, 40, 0, 0, 0, 0, OverTcp: false);
    private static readonly CallReport Lossy = Good with { LossIn = 0.12 };

    public static TheoryData<string, CallReport, CallTrouble[]> Calls => new()
    {
        { "on the limits", new(10, 0.05, 0.05, 500, 2, 500, 300, 0, OverTcp: true), [] },
        { "loss in", Good with { LossIn = 0.051 }, [CallTrouble.Loss] },
        { "loss out", Good with { LossOut = 0.2 }, [CallTrouble.Loss] },
        { "speech", Good with { ConcealedMs = 301 }, [CallTrouble.BrokenSpeech] },
        { "the same speech lost over a minute", Good with { Seconds = 60, ConcealedMs = 301 }, [] },
        { "picture", Good with { Freezes = 1, FrozenMs = 2_000 }, [CallTrouble.FrozenPicture] },
        { "far away", Good with { RoundTripMs = 501 }, [CallTrouble.LongDelay] },
        { "all at once", new(10, 1, 1, 9_000, 4, 9_000, 9_000, 3, OverTcp: false), Enum.GetValues<CallTrouble>() },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_is_bad_by_what_a_person_would_notice(string _, CallReport report, CallTrouble[] troubles) =>
        Assert.Equal(troubles, report.Troubles());

    public static TheoryData<CallReport> Nonsense =>
    [
        Lossy with { Seconds = 0 }, Lossy with { Seconds = 4 }, Lossy with { Seconds = 100_000 }, Lossy with { LossIn = -0.1 }, Lossy with { LossIn = 1.1 },
        Lossy with { LossOut = double.NaN }, Lossy with { LossOut = double.PositiveInfinity }, Lossy with { RoundTripMs = -1 },
        Lossy with { FrozenMs = int.MaxValue }, Lossy with { ConcealedMs = -5 }, Lossy with { Freezes = int.MinValue }, Lossy with { Reconnects = 1_000_000 },
    ];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void What_no_page_of_ours_says_is_not_plausible(CallReport report) => Assert.False(report.IsPlausible);

    [Fact]
    public async Task A_bad_minute_is_one_line_in_the_log_with_ids_and_no_names()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();

        await ReportAsync(chair, Lossy with { RoundTripMs = 700 });

        var line = Assert.Single(Lines(scene));
        Assert.Contains($"meeting {scene.Meeting.Value}, participant {chair.Me.Value}, Loss LongDelay;", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Cường", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_a_minute_is_taken_of_a_participant_and_nothing_that_was_good_or_is_nonsense()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await ReportAsync(chair, Good);
        await ReportAsync(chair, Lossy with { LossIn = 7 });
        await ReportAsync(chair, Lossy);
        await ReportAsync(chair, Lossy with { LossIn = 0.5 });
        await ReportAsync(member, Lossy);
        scene.Clock.Advance(TimeSpan.FromSeconds(10));
        await ReportAsync(chair, Lossy);

        Assert.Equal([chair.Me, member.Me], Reports(scene).Of(scene.Meeting).Reverse().Select(call => call.Participant));
        Assert.Equal(0.12, Reports(scene).Of(scene.Meeting)[^1].Report.LossIn);

        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReportAsync(chair, Lossy);
        Assert.Equal(3, Lines(scene).Count);
    }

    [Fact]
    public async Task Whoever_is_in_no_room_reports_nothing()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var stranger = await RoomPage.OpenAsync(scene.Stranger);

        await ReportAsync(stranger, Lossy);

        Assert.Empty(Lines(scene));
    }

    // The server's own line breaks and everybody says so at once.
    [Fact]
    public async Task A_room_full_of_reports_is_a_page_of_log_and_no_more()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();
        var reports = Reports(scene);
        var connection = Assert.Single(scene.Host.Services.GetRequiredService<LiveRooms>().Find(scene.Meeting)!.Connections);

        for (var i = 0; i < 500; i++)
        {
            reports.Take(
                new RoomConnection(connection.Meeting, connection.Caller, connection.Outbox, () => { })
                {
                    Participant = Domain.ParticipantId.From(Guid.NewGuid()),
                },
                Lossy);
        }

        Assert.Equal(60, Lines(scene).Count);
    }

    private static Task<object?> ReportAsync(RoomPage page, CallReport report) => page.Hub.CallAsync<object?>(nameof(RoomHub.ReportCall), report);

    private static CallReports Reports(RoomScene scene) => scene.Host.Services.GetRequiredService<CallReports>();

    private static List<string> Lines(RoomScene scene) => [.. scene.Host.Log.All.Where(line => line.Contains("[4001]", StringComparison.Ordinal))];
}
