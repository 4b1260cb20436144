using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

[Collection(PageHallCollection.Name)]
public sealed class StandUpAnswerTests(BrowserHall hall)
{
    [Fact]
    public async Task An_answer_sent_beforehand_is_kept_while_typed_and_read_by_the_others()
    {
        await using var meeting = await hall.HoldAsync("standUp");
        await using var member = await hall.VisitAsync("member", $"/meetings/{meeting.Id}");
        await member.Button("Gửi câu trả lời").ClickAsync();
        await Assertions.Expect(member.FaultOf("Đã làm gì")).ToHaveTextAsync("Ghi ít nhất một trong ba câu.");
        await member.Field("Đã làm gì").FillAsync("Xong phần tra cứu");
        await member.Field("Vướng mắc").FillAsync("Thiếu máy quét <b>A3</b>");
        await member.Page.ReloadAsync();
        await Assertions.Expect(member.Field("Đã làm gì")).ToHaveValueAsync("Xong phần tra cứu");
        await member.Button("Gửi câu trả lời").ClickAsync();
        await member.Button("Gửi lại").WaitForAsync();

        await using var chair = await hall.VisitAsync("chair", $"/meetings/{meeting.Id}");
        var answer = chair.Page.Locator("li", new() { HasText = BrowserMeeting.Member });
        await Assertions.Expect(answer).ToContainTextAsync("Xong phần tra cứu");
        await Assertions.Expect(answer).ToContainTextAsync("Thiếu máy quét <b>A3</b>");
    }
}
