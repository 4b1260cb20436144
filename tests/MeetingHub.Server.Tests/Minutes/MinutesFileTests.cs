using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.People;
using MeetingHub.Server.Tests.Kit;
using Microsoft.EntityFrameworkCore;
using static MeetingHub.Server.Tests.Minutes.MinutesSteps;
using Person = MeetingHub.Server.People.Person;

namespace MeetingHub.Server.Tests.Minutes;

/// <summary>What people take away: the PDF and the Word file.</summary>
public sealed class MinutesFileTests
{
    [Fact]
    public async Task From_the_plan_to_the_approved_pdf_every_name_comes_through()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;
        await SaveAsync(office.SecretaryPage, held, held.FirstItem, "Ông Vũ Đình Khoa báo cáo **80%** hồ sơ trực tuyến.");

        var draft = await PdfTextAsync(office.SecretaryPage, held);
        var submitted = await StepAsync(office.SecretaryPage, held, "submit", 0);
        var approved = await StepAsync(office.ChairPage, held, "approve", submitted.Revision);
        var paper = await PdfTextAsync(office.MemberPage, held);

        Assert.Equal((MinutesStage.Approved, 1), (approved.Stage, approved.Approval?.Version));
        foreach (var words in (string[])[
            "BIÊN BẢN", "Giao ban tuần 48", "Nguyễn Thị Hà", "Phạm Thu Trang", "Vũ Đình Khoa", "Lò Văn Tới", "Báo cáo tiến độ", "80%",
            HeldMeeting.Conclusion, "Phòng họp số 2"])
            Assert.Contains(words, paper, StringComparison.Ordinal);
        Assert.Contains("DỰ THẢO", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("DỰ THẢO", paper, StringComparison.Ordinal);
        Assert.Equal(MeetingStage.Published, (await office.MemberPage.GetAsync<MeetingDetail>(held.Path)).Stage);
    }

    [Fact]
    public async Task Approved_minutes_stay_as_they_were_whatever_is_changed_later()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;
        await SaveAsync(office.SecretaryPage, held, held.FirstItem, "Lời của thư ký");
        await StepAsync(office.ChairPage, held, "approve", (await StepAsync(office.SecretaryPage, held, "submit", 0)).Revision);
        var before = await office.MemberPage.Http.GetByteArrayAsync(held.Path + "/minutes.pdf");
        var wordBefore = await office.MemberPage.Http.GetByteArrayAsync(held.Path + "/minutes.docx");
        var page = await office.MemberPage.GetAsync<MinutesPage>(held.Path + "/minutes");

        await office.Host.WithDbAsync(async db =>
        {
            await db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, "Tên khác").SetProperty(p => p.Position, "Chức khác"));
            await db.Set<Department>().ExecuteUpdateAsync(set => set.SetProperty(d => d.Name, "Phòng khác"));
            await db.Set<Meeting>().ExecuteUpdateAsync(set => set.SetProperty(m => m.Title, "Họp khác").SetProperty(m => m.Place, "Nơi khác"));
            await db.Set<MinutesText>().ExecuteUpdateAsync(set => set.SetProperty(t => t.Text, "Lời khác"));
            await db.Database.ExecuteSqlRawAsync("DELETE FROM meeting_events");
            return true;
        });
        office.Host.Clock.Advance(TimeSpan.FromDays(1));

        var after = await office.MemberPage.Http.GetByteArrayAsync(held.Path + "/minutes.pdf");
        var wordAfter = await office.MemberPage.Http.GetByteArrayAsync(held.Path + "/minutes.docx");
        var again = await office.MemberPage.GetAsync<MinutesPage>(held.Path + "/minutes");
        Assert.Equal(before, after);
        Assert.Equal(wordBefore, wordAfter);
        Assert.Equal(
            (Convert.ToHexStringLower(SHA256.HashData(after)), Convert.ToHexStringLower(SHA256.HashData(wordAfter))),
            (page.Approval?.Sha256, page.Approval?.WordSha256));
        Assert.Equal(MinutesJson.Write(page.Document), MinutesJson.Write(again.Document));
        Assert.Contains("Nguyễn Thị Hà", MinutesJson.Write(again.Document), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_word_file_of_draft_and_of_approved_minutes_is_saved_under_their_name_and_says_their_words()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;

        using var draft = await office.SecretaryPage.Http.GetAsync(held.Path + "/minutes.docx");
        await StepAsync(office.ChairPage, held, "approve", (await StepAsync(office.SecretaryPage, held, "submit", 0)).Revision);
        using var approved = await office.MemberPage.Http.GetAsync(held.Path + "/minutes.docx");

        var head = approved.Content.Headers;
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", head.ContentType?.MediaType);
        Assert.Equal(("attachment", "Biên bản Giao ban tuần 48.docx"), (head.ContentDisposition?.DispositionType, head.ContentDisposition?.FileNameStar));
        Assert.Contains(HeldMeeting.Conclusion, await WordTextAsync(approved, "word/document.xml"), StringComparison.Ordinal);
        Assert.Contains("DỰ THẢO", await WordTextAsync(draft, "word/header1.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("DỰ THẢO", await WordTextAsync(approved, "word/header1.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_approved_before_word_files_were_kept_offer_none_and_keep_their_pdf()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;
        await StepAsync(office.ChairPage, held, "approve", (await StepAsync(office.SecretaryPage, held, "submit", 0)).Revision);
        await office.Host.WithDbAsync(db => db.Set<MinutesVersion>().ExecuteUpdateAsync(
            set => set.SetProperty(v => v.Docx, (byte[]?)null).SetProperty(v => v.DocxSha256, (string?)null)));

        var page = await office.MemberPage.GetAsync<MinutesPage>(held.Path + "/minutes");

        Assert.Equal((1, null), (page.Approval?.Version, page.Approval?.WordSha256));
        await Browser.RefusedAsync(await office.MemberPage.Http.GetAsync(held.Path + "/minutes.docx"), HttpStatusCode.NotFound, MinutesCodes.WithoutWord);
        Assert.NotEmpty(await office.MemberPage.Http.GetByteArrayAsync(held.Path + "/minutes.pdf"));
    }

    private static async Task<string> WordTextAsync(HttpResponseMessage answer, string part)
    {
        using var archive = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        using var reader = new StreamReader(archive.GetEntry(part)!.Open());
        return await reader.ReadToEndAsync();
    }
}
