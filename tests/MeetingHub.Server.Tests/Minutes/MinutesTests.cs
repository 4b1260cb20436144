using System.Net;
using System.Text.Json;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Voting;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Kit;
using Microsoft.EntityFrameworkCore;
using static MeetingHub.Server.Tests.Minutes.MinutesSteps;

namespace MeetingHub.Server.Tests.Minutes;

public sealed class MinutesTests
{
    [Fact]
    public async Task Minutes_stand_at_once_when_the_chair_ends_the_meeting()
    {
        await using var held = await HeldMeeting.EndedAsync();

        var minutes = await held.Office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes");

        var document = minutes.Document;
        Assert.NotNull(document.EndedAt);
        Assert.Equal(["Nguyễn Thị Hà", "Vũ Đình Khoa"], document.Attendance.Present.Select(a => a.Person.Name));
        Assert.Equal(["Phạm Thu Trang", "Lò Văn Tới"], document.Attendance.Absent.Select(a => a.Person.Name));
        var item = document.Course[0];
        Assert.Equal(("Báo cáo tiến độ", TimeSpan.FromMinutes(12)), (item.Title, item.To - item.From));
        Assert.Equal(["Vũ Đình Khoa"], item.Speakers.Select(p => p.Name));
        Assert.Equal([HeldMeeting.Conclusion], item.Conclusions);
        Assert.Equal((HeldMeeting.Task, "Vũ Đình Khoa"), (item.Tasks[0].What, item.Tasks[0].Owner));
        Assert.Null(document.Course[1].From);
    }

    [Fact]
    public async Task A_vote_stands_under_its_item_with_its_figures_and_one_outside_the_agenda_at_the_end()
    {
        await using var held = await HeldMeeting.BeginAsync();
        var (first, second) = (BallotId.From(Guid.NewGuid()), BallotId.From(Guid.NewGuid()));
        await held.Chair.DoAsync(new OpenBallot(first, "Thông qua báo cáo tiến độ", IsSecret: false, Item: held.FirstItem));
        await held.Member.DoAsync(new CastBallot(first, StandardChoices.Agree));
        await held.Chair.DoAsync(new CloseBallot(first));
        await held.Chair.DoAsync(new OpenBallot(second, "Ngày họp tới", IsSecret: true, ["thứ Hai", "thứ Ba"]));
        await held.Chair.DoAsync(new CastBallot(second, "2"));
        await held.Member.DoAsync(new CastBallot(second, "2"));
        await held.Chair.DoAsync(new CloseBallot(second));
        await held.EndAsync();

        var document = (await held.Office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes")).Document;
        var paper = await PdfTextAsync(held.Office.SecretaryPage, held);

        Assert.Equal(("Thông qua báo cáo tiến độ", 2), (document.Course[0].Votes.Single().Question, document.Course[0].Votes.Single().Entitled));
        Assert.Equal(("Ngày họp tới", true), (document.Course[^1].Votes.Single().Question, document.Course[^1].Votes.Single().IsSecret));
        foreach (var words in (string[])["tán thành 1/2 (50%)", "không biểu quyết 1/2 (50%)", "Biểu quyết kín: Ngày họp tới", "thứ Ba 2/2 (100%)"])
            Assert.Contains(words, paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_saved_over_by_another_is_refused_with_the_others_words_and_both_are_kept()
    {
        await using var held = await HeldMeeting.BeginAsync();
        var office = held.Office;
        var first = await SaveAsync(office.SecretaryPage, held, held.FirstItem, "Của thư ký");

        var second = await PutTextAsync(office.ChairPage, held, held.FirstItem, "Của chủ trì", revision: 0);

        await Browser.RefusedAsync(second, HttpStatusCode.Conflict, RejectionCodes.ChangedMeanwhile);
        var current = JsonDocument.Parse(await second.Content.ReadAsStringAsync()).RootElement.GetProperty("current")
            .Deserialize<MinutesTextView>(Browser.Json)!;
        Assert.Equal(("Của thư ký", 1, "Phạm Thu Trang"), (current.Text, current.Revision, current.EditedBy?.Name));
        var merged = await SaveAsync(office.ChairPage, held, held.FirstItem, "Của thư ký. Của chủ trì", first.Revision);
        Assert.Equal(2, merged.Revision);
    }

    [Fact]
    public async Task Of_twenty_saves_over_one_revision_one_is_taken_and_no_other_overwrites_it()
    {
        await using var held = await HeldMeeting.BeginAsync();
        await SaveAsync(held.Office.SecretaryPage, held, held.FirstItem, "đầu");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            PutTextAsync(i % 2 == 0 ? held.Office.SecretaryPage : held.Office.ChairPage, held, held.FirstItem, $"lời {i}", revision: 1)));

        var winner = Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        var taken = await Browser.ReadAsync<MinutesTextView>(winner);
        var section = (await held.Office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes")).Sections[0];
        Assert.Equal((taken.Text, 2), (section.Text.Text, section.Text.Revision));
    }

    [Fact]
    public async Task A_save_repeated_because_its_answer_was_lost_is_no_conflict()
    {
        await using var held = await HeldMeeting.BeginAsync();
        await SaveAsync(held.Office.SecretaryPage, held, held.FirstItem, "Một lần");

        var again = await SaveAsync(held.Office.SecretaryPage, held, held.FirstItem, "Một lần");

        Assert.Equal(1, again.Revision);
    }

    [Fact]
    public async Task The_room_is_told_of_a_saved_text()
    {
        await using var held = await HeldMeeting.BeginAsync();

        await SaveAsync(held.Office.SecretaryPage, held, held.FirstItem, "Lời");

        var told = await held.Chair.HearsAsync<MinutesTextSaved>();
        Assert.Equal(new MinutesTextSaved(held.FirstItem, 1, held.Office.Secretary.Id), told);
    }

    [Fact]
    public async Task Words_outside_the_agenda_have_a_place_at_the_end()
    {
        await using var held = await HeldMeeting.EndedAsync();

        await SaveAsync(held.Office.SecretaryPage, held, default, "Thông báo lịch nghỉ lễ.");

        var minutes = await held.Office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes");
        Assert.Equal((MinutesWords.OtherMatters, "Thông báo lịch nghỉ lễ."), (minutes.Document.Course[^1].Title, minutes.Document.Course[^1].Notes));
    }

    [Fact]
    public async Task The_chair_sends_minutes_back_with_a_word_and_they_are_written_again()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;
        var submitted = await StepAsync(office.SecretaryPage, held, "submit", 0);

        var returned = await Browser.ReadAsync<MinutesPage>(await office.ChairPage.PostAsync(
            held.Path + "/minutes/return", new ReturnMinutesRequest(submitted.Revision, "Bổ sung ý kiến của xã Đồng Vân")));
        await SaveAsync(office.SecretaryPage, held, held.FirstItem, "Đã bổ sung");

        Assert.Equal((MinutesStage.Writing, "Bổ sung ý kiến của xã Đồng Vân"), (returned.Stage, returned.ReturnWord));
        var seen = await office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes");
        Assert.True(seen.May is { Write: true, Submit: true, Approve: false });
    }

    [Fact]
    public async Task Nobody_approves_what_was_sent_again_since_he_looked()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;
        var seen = await StepAsync(office.SecretaryPage, held, "submit", 0);
        var returned = await Browser.ReadAsync<MinutesPage>(
            await office.ChairPage.PostAsync(held.Path + "/minutes/return", new ReturnMinutesRequest(seen.Revision, "Sửa")));
        await StepAsync(office.SecretaryPage, held, "submit", returned.Revision);

        using var stale = await office.ChairPage.PostAsync(held.Path + "/minutes/approve", new MinutesStepRequest(seen.Revision));

        await Browser.RefusedAsync(stale, HttpStatusCode.Conflict, RejectionCodes.ChangedMeanwhile);
    }

    [Fact]
    public async Task Of_ten_approvals_at_once_one_makes_the_version()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var submitted = await StepAsync(held.Office.SecretaryPage, held, "submit", 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            held.Office.ChairPage.PostAsync(held.Path + "/minutes/approve", new MinutesStepRequest(submitted.Revision))));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(1, await held.Office.Host.WithDbAsync(db => db.Set<MinutesVersion>().CountAsync()));
    }

    [Fact]
    public async Task Nothing_changes_in_minutes_that_are_with_the_chair_or_approved()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;
        var submitted = await StepAsync(office.SecretaryPage, held, "submit", 0);

        await Browser.RefusedAsync(await PutTextAsync(office.SecretaryPage, held, held.FirstItem, "Muộn", 0), HttpStatusCode.Conflict, MinutesCodes.Closed);
        await StepAsync(office.ChairPage, held, "approve", submitted.Revision);
        await Browser.RefusedAsync(await PutTextAsync(office.ChairPage, held, held.FirstItem, "Muộn", 0), HttpStatusCode.Conflict, MinutesCodes.Closed);
    }

    [Fact]
    public async Task Minutes_of_a_running_meeting_are_written_but_not_submitted()
    {
        await using var held = await HeldMeeting.BeginAsync();

        using var response = await held.Office.SecretaryPage.PostAsync(held.Path + "/minutes/submit", new MinutesStepRequest(0));

        await Browser.RefusedAsync(response, HttpStatusCode.Conflict, MinutesCodes.MeetingNotOver);
        Assert.Null((await held.Office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes")).Document.EndedAt);
    }

    [Fact]
    public async Task The_secretary_says_why_a_seat_stayed_empty_and_only_of_one_that_did()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;
        var path = $"{held.Path}/minutes/absences/";

        await Browser.ReadAsync<MinutesAbsenceView>(await office.SecretaryPage.PutAsync(
            path + held.AbsentSeat, new SetAbsenceRequest(AbsenceLeave.WithLeave, 0, "họp HĐND xã Suối Bạc")));

        var minutes = await office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes");
        var absent = Assert.Single(minutes.Document.Attendance.Absent, a => a.Person.Name == "Lò Văn Tới");
        Assert.Equal((AbsenceKind.WithReason, "họp HĐND xã Suối Bạc"), (absent.Kind, absent.Reason));
        await Browser.RefusedAsync(
            await office.ChairPage.PutAsync(path + held.AbsentSeat, new SetAbsenceRequest(AbsenceLeave.WithoutLeave, 0)),
            HttpStatusCode.Conflict, RejectionCodes.ChangedMeanwhile);
        var there = (await office.ChairPage.GetAsync<MeetingDetail>(held.Path)).Seats.Single(seat => seat.Person.Id == office.Member.Id).Id;
        await Browser.RefusedAsync(await office.SecretaryPage.PutAsync(path + there, new SetAbsenceRequest(AbsenceLeave.WithLeave, 0)),
            HttpStatusCode.NotFound, RejectionCodes.NotFound);
    }

    [Fact]
    public async Task Script_and_javascript_links_in_minutes_reach_preview_page_and_paper_as_words()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var page = held.Office.SecretaryPage;
        const string evil = "<script>alert(1)</script> [bấm](javascript:alert(2)) <img src=x onerror=alert(3)>";

        var preview = await Browser.ReadAsync<MinutesPreview>(await page.PostAsync(held.Path + "/minutes/preview", new PreviewMinutesRequest(evil)));
        var saved = await SaveAsync(page, held, held.FirstItem, evil);
        var html = await page.Http.GetStringAsync(held.Path + "/minutes.html");

        foreach (var markup in (string[])[preview.Html, saved.Html, html])
        {
            Assert.DoesNotContain("<script", markup, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", markup, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("href=\"javascript", markup, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(evil, saved.Text);
    }

    [Fact]
    public async Task A_text_longer_than_it_may_be_and_an_item_of_another_meeting_are_refused()
    {
        await using var held = await HeldMeeting.BeginAsync();

        await Browser.RefusedAsync(await PutTextAsync(held.Office.SecretaryPage, held, held.FirstItem, new string('a', Limits.Notes + 1), 0),
            HttpStatusCode.BadRequest, "validation");
        await Browser.RefusedAsync(await PutTextAsync(held.Office.SecretaryPage, held, AgendaItemId.From(Guid.NewGuid()), "x", 0),
            HttpStatusCode.NotFound, RejectionCodes.NotFound);
    }
}
