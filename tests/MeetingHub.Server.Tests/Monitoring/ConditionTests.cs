using System.Net;
using MeetingHub.Domain.Rooms;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Server.Monitoring;
using MeetingHub.Server.People;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Rooms;

namespace MeetingHub.Server.Tests.Monitoring;

public sealed class ConditionTests
{
    [Fact]
    public async Task Only_administrators_see_how_the_rooms_are_doing()
    {
        await using var host = await ServerHost.StartAsync();
        using var secretary = await host.SignInAsAsync(await host.AddPersonAsync("Lê An", PersonRole.Secretary));

        foreach (var path in (string[])["server", "rooms", $"rooms/{Guid.NewGuid()}", $"rooms/{Guid.NewGuid()}/windows", $"rooms/{Guid.NewGuid()}/bad-minutes"])
            Assert.Equal(HttpStatusCode.Forbidden, (await secretary.Http.GetAsync("/api/monitoring/" + path)).StatusCode);
    }

    [Fact]
    public async Task A_server_on_which_nobody_meets_shows_no_rooms_and_says_whether_it_has_media()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await host.SignInAsAsync(await host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));

        Assert.False((await administrator.GetAsync<ServerCondition>("/api/monitoring/server")).HasMedia);
        Assert.Equal(0, (await administrator.GetAsync<Page<RoomCondition>>("/api/monitoring/rooms")).Total);
        await Browser.RefusedAsync(await administrator.Http.GetAsync($"/api/monitoring/rooms/{Guid.NewGuid()}"), HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task Windows_of_a_room_are_shown_with_names_and_pages_and_its_title_only_to_who_is_invited()
    {
        await using var scene = await RoomScene.SetAsync();
        using var administrator = await scene.Host.SignInAsAsync(await scene.Host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));
        await using var chair = await scene.StartAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var second = await scene.EnterAsync(scene.Member);

        var room = Assert.Single((await administrator.GetAsync<Page<RoomCondition>>("/api/monitoring/rooms")).Items);
        var first = await administrator.GetAsync<Page<WindowCondition>>($"/api/monitoring/rooms/{scene.Meeting}/windows?size=2");
        var rest = await administrator.GetAsync<Page<WindowCondition>>($"/api/monitoring/rooms/{scene.Meeting}/windows?size=2&page=2");

        Assert.Equal((scene.Meeting, null, RoomPhase.Running, 2, 0), (room.Meeting, room.Title, room.Phase, room.People, room.BadMinutes));
        Assert.Equal((3, 2, 1), (first.Total, first.Items.Count, rest.Items.Count));
        var windows = first.Items.Concat(rest.Items).ToList();
        Assert.Equal(["Lê Văn Cường", "Phạm Minh Đức", "Phạm Minh Đức"], windows.Select(w => w.Name));
        Assert.All(windows, window => Assert.Equal(LineCondition.Without, window.Line));
        Assert.Equal(
            new[] { chair, member, second }.Select(page => page.Welcome.Connection).ToHashSet(), windows.Select(w => w.Connection).ToHashSet());
    }

    [Fact]
    public async Task Bad_minutes_stand_with_their_room()
    {
        await using var scene = await RoomScene.SetAsync();
        using var administrator = await scene.Host.SignInAsAsync(await scene.Host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));
        await using var chair = await scene.StartAsync();
        await chair.Hub.CallAsync<object?>(nameof(RoomHub.ReportCall), new CallReport(10, 0.2, 0, 0, 0, 0, 0, 1, OverTcp: true));

        var minutes = await administrator.GetAsync<Page<BadMinute>>($"/api/monitoring/rooms/{scene.Meeting}/bad-minutes");
        var room = await administrator.GetAsync<RoomCondition>($"/api/monitoring/rooms/{scene.Meeting}");

        var bad = Assert.Single(minutes.Items);
        Assert.Equal(("Lê Văn Cường", scene.Clock.GetUtcNow()), (bad.Name, bad.At));
        Assert.Equal([CallTrouble.Reconnected, CallTrouble.Loss], bad.Troubles);
        Assert.Equal(1, room.BadMinutes);
    }

    [Fact]
    public async Task Rates_are_there_from_the_second_look_on_and_not_after_a_long_pause()
    {
        await using var scene = await RoomScene.SetAsync(("Media:Enabled", "true"), ("Media:Port", "0"), ("Media:IncludeLoopback", "true"));
        using var administrator = await scene.Host.SignInAsAsync(await scene.Host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));

        var first = await LookAsync();
        scene.Clock.Advance(TimeSpan.FromSeconds(3));
        var second = await LookAsync();
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = await LookAsync();

        Assert.Equal((true, null), (first.HasMedia, first.LoopLoad));
        Assert.InRange(second.LoopLoad!.Value, 0, 1);
        Assert.Equal((0, 0, null), (second.PacketsOut, second.BitsOut, second.MicrosecondsPerPacket));
        Assert.Null(late.LoopLoad);

        Task<ServerCondition> LookAsync() => administrator.GetAsync<ServerCondition>("/api/monitoring/server");
    }

    [Theory]
    [InlineData(true, 0.0, 0.0, 40, LineCondition.Good)]
    [InlineData(true, 0.03, 0.0, 40, LineCondition.Fair)]
    [InlineData(true, 0.0, 0.03, 40, LineCondition.Fair)]
    [InlineData(true, 0.0, 0.0, 300, LineCondition.Fair)]
    [InlineData(true, 0.06, 0.0, 40, LineCondition.Poor)]
    [InlineData(true, 0.0, 0.06, 40, LineCondition.Poor)]
    [InlineData(true, null, 0.0, 600, LineCondition.Poor)]
    [InlineData(true, null, 0.0, null, LineCondition.Good)]
    [InlineData(false, 0.5, 0.5, 900, LineCondition.Connecting)]
    public void A_line_is_as_good_as_its_worst_part(bool connected, double? lossIn, double lossOut, int? roundTripMs, LineCondition expected)
    {
        var none = new Dictionary<DropReason, long>();
        var peer = new PeerStatistics(
            new PeerKey(Guid.Empty), new ParticipantKey(Guid.Empty), connected, 0, 0, 0, 0,
            roundTripMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null, none, [], [],
            new DownlinkStatistics(0, 0, null, lossOut, IsMeasured: true, IsProbing: false, 0));

        Assert.Equal(expected, LineConditions.Of(peer, new PeerRates(0, 0, 0, 0, lossIn, new Dictionary<DropReason, double>())));
    }
}
