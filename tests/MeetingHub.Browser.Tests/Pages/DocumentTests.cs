using System.Text;
using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

[Collection(PageHallCollection.Name)]
public sealed class DocumentTests(BrowserHall hall)
{
    private static readonly byte[] Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();

    [Fact]
    public async Task A_chosen_file_is_listed_under_its_item_and_served_to_the_invited()
    {
        await using var meeting = await hall.HoldAsync("briefing", "Báo cáo tiến độ");
        await using var secretary = await hall.VisitAsync("secretary", $"/meetings/{meeting.Id}/documents");
        await secretary.Page.GetByRole(AriaRole.Combobox, new() { Name = "Gắn với" }).SelectOptionAsync(new SelectOptionValue { Label = "1. Báo cáo tiến độ" });
        await PickAsync(secretary, new() { Name = "Báo cáo quý.pdf", MimeType = "application/pdf", Buffer = Pdf });
        await Assertions.Expect(secretary.Page.Locator(".list tbody tr")).ToContainTextAsync(["Báo cáo quý.pdf"]);

        await using var member = await hall.VisitAsync("member", $"/meetings/{meeting.Id}/agenda");
        var served = await member.Page.Locator(".agenda").GetByRole(AriaRole.Link, new() { Name = "Báo cáo quý.pdf" }).EvaluateAsync<string[]>(
            """
            async (link) => {
              const answer = await fetch(link.href);
              return [answer.headers.get('content-type'), answer.headers.get('x-content-type-options'), await answer.text()];
            }
            """);
        Assert.Equal(["application/pdf", "nosniff", Encoding.ASCII.GetString(Pdf)], served);
    }

    [Fact]
    public async Task A_file_that_is_not_what_its_name_says_is_refused_in_words_beside_its_name()
    {
        await using var meeting = await hall.HoldAsync();
        await using var secretary = await hall.VisitAsync("secretary", $"/meetings/{meeting.Id}/documents");

        await PickAsync(secretary, new() { Name = "ảnh.png", MimeType = "image/png", Buffer = "<svg onload=alert(1)>"u8.ToArray() });

        await Assertions.Expect(secretary.Page.Locator(".uploads li")).ToContainTextAsync("Không nhận loại tệp này. Gửi PDF, Word");
        await secretary.Says("Chưa có tài liệu.");
    }

    private static Task PickAsync(PageWindow window, FilePayload file) => window.Page.Locator("input[type=file]").SetInputFilesAsync(file);
}
