using System.Text.RegularExpressions;
using MeetingHub.Browser.Tests.Lines;
using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing.Measuring;
using MeetingHub.Testing.Media;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

[Collection(PageHallCollection.Name)]
public sealed class MonitoringTests(BrowserHall hall)
{
    private static readonly Regex SomeTraffic = new(@"Gửi lên [1-9]\d* kbit/s|Gửi lên [\d,]+ Mbit/s", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task An_administrator_sees_a_meeting_while_it_goes_on_and_its_traffic_is_in_the_metrics()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();
        await chair.HasMedia();
        await member.HasMedia();
        await using var admin = await hall.VisitAsync("admin", "/");

        await admin.Link("Tình trạng").ClickAsync();
        await admin.Link(meeting.Title).ClickAsync();
        await Assertions.Expect(admin.Heading).ToHaveTextAsync(meeting.Title);
        foreach (var name in (string[])[BrowserMeeting.Chair, BrowserMeeting.Member])
        {
            var row = admin.Page.Locator(".faces tbody tr", new() { HasText = name });
            await Assertions.Expect(row).ToContainTextAsync(SomeTraffic);
            await Assertions.Expect(row).ToContainTextAsync("camera");
        }
        await Assertions.Expect(admin.Page.Locator(".facts")).ToContainTextAsync(new Regex("của một nhân xử lý.*xử lý mỗi gói", RegexOptions.Singleline, TimeSpan.FromSeconds(1)));
        await admin.Says("Chưa máy nào báo cuộc gọi bị kém.");

        var before = await MetricsAsync(admin);
        var after = await MetricsAsync(admin);
        Assert.True(after["meetinghub_media_peer_count", ("state", "connected")] >= 2);
        Assert.True(after["meetinghub_room_connection_count"] >= 2);
        foreach (var direction in (string[])["receive", "transmit"])
        {
            (string, string) label = ("network_io_direction", direction);
            Assert.True(before["meetinghub_media_packets_total", label] > 0);
            Assert.True(after["meetinghub_media_io_bytes_total", label] >= before["meetinghub_media_io_bytes_total", label]);
        }
        Assert.True(after["meetinghub_media_loop_time_seconds_total"] > before["meetinghub_media_loop_time_seconds_total"]);

        foreach (var window in (RoomWindow[])[chair, member])
            await window.Page.Context.CloseAsync();
        await admin.Says("Phòng họp này không còn ai.");
    }

    [Fact]
    public async Task A_bad_line_is_told_by_the_page_that_sits_on_it_to_the_administrator_and_to_the_log()
    {
        await using var people = await LinePeople.MeetAsync(hall, 2);
        people[1].Line.Change(new LinkConditions { Loss = 0.25 });
        await using var admin = await hall.VisitAsync("admin", $"/monitoring/{people.MeetingId}");

        await Assertions.Expect(admin.Page.Locator(".minutes li", new() { HasText = BrowserMeeting.Member }).First)
            .ToContainTextAsync("mất gói", new() { Timeout = 90_000 });

        var line = hall.Server.Output.Split('\n').First(line => line.Contains($"A call was bad: meeting {people.MeetingId}", StringComparison.Ordinal));
        Assert.DoesNotContain(BrowserMeeting.Member, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_finds_neither_the_page_nor_what_is_on_it()
    {
        await using var secretary = await hall.VisitAsync("secretary", "/monitoring");

        await Assertions.Expect(secretary.Heading).ToHaveTextAsync("Không có trang này");
        await Assertions.Expect(secretary.Link("Tình trạng")).ToHaveCountAsync(0);
    }

    private static async Task<Exposition> MetricsAsync(PageWindow admin) =>
        Exposition.Parse(await admin.Page.EvaluateAsync<string>("async () => (await fetch('/metrics')).text()"));
}
