using System.Net;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.StandUps;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.StandUps;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Meetings;
using MeetingHub.Server.Tests.Minutes;

namespace MeetingHub.Server.Tests.StandUps;

public sealed class StandUpTests
{
    private static readonly AnswerStandUpRequest First = new("Xong báo cáo", "Họp xã", "Thiếu máy in", Revision: 0);

    [Fact]
    public async Task Everyone_invited_answers_beforehand_and_everyone_sees_it()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync(office.Plan(kind: MeetingKind.StandUp));
        var path = $"/api/meetings/{meeting.Id}/stand-up";

        await Browser.ReadAsync<StandUpAnswerView>(await office.MemberPage.PutAsync(path + "/mine", First));

        var all = await office.ChairPage.GetAsync<List<StandUpAnswerView>>(path);
        Assert.Equal(
            [("Nguyễn Thị Hà", ""), ("Phạm Thu Trang", ""), ("Vũ Đình Khoa", "Thiếu máy in")], all.Select(a => (a.Person.Name, a.InTheWay)));
    }

    [Fact]
    public async Task An_answer_is_edited_and_two_windows_do_not_overwrite_each_other()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync(office.Plan(kind: MeetingKind.StandUp));
        var path = $"/api/meetings/{meeting.Id}/stand-up/mine";
        await Browser.ReadAsync<StandUpAnswerView>(await office.MemberPage.PutAsync(path, First));

        var edited = await Browser.ReadAsync<StandUpAnswerView>(
            await office.MemberPage.PutAsync(path, First with { InTheWay = "", Revision = 1 }));
        var stale = await office.MemberPage.PutAsync(path, First with { Next = "Khác", Revision = 1 });

        Assert.Equal(("", 2), (edited.InTheWay, edited.Revision));
        await Browser.RefusedAsync(stale, HttpStatusCode.Conflict, RejectionCodes.ChangedMeanwhile);
        Assert.Equal("Họp xã", (await office.MemberPage.GetAsync<StandUpAnswerView>(path)).Next);
    }

    [Fact]
    public async Task A_briefing_asks_no_stand_up_questions_and_an_answer_says_something()
    {
        await using var office = await Office.OpenAsync();
        var briefing = await office.ScheduledAsync();
        var standUp = await office.ScheduledAsync(office.Plan(kind: MeetingKind.StandUp));

        await Browser.RefusedAsync(await office.MemberPage.PutAsync($"/api/meetings/{briefing.Id}/stand-up/mine", First),
            HttpStatusCode.UnprocessableEntity, RejectionCodes.NotAStandUp);
        await Browser.RefusedAsync(
            await office.MemberPage.PutAsync($"/api/meetings/{standUp.Id}/stand-up/mine", new AnswerStandUpRequest(" ", "", "\n", 0)),
            HttpStatusCode.UnprocessableEntity, RejectionCodes.Empty);
    }

    [Fact]
    public async Task Who_answered_and_is_missing_has_reported_and_the_words_stand_in_the_minutes_by_person()
    {
        var office = await Office.OpenAsync();
        await using var held = await HeldMeeting.BeginAsync(office, MeetingKind.StandUp);
        var path = held.Path + "/stand-up/mine";
        await Browser.ReadAsync<StandUpAnswerView>(await office.OtherPage.PutAsync(path, First));
        await Browser.ReadAsync<StandUpAnswerView>(await office.MemberPage.PutAsync(path, First with { InTheWay = "" }));
        var seat = (await office.ChairPage.GetAsync<MeetingDetail>(held.Path)).Seats.Single(s => s.Person.Id == office.Member.Id).Id;
        await held.Chair.DoAsync(new CallTurn(seat));
        await held.Chair.DoAsync(new EndTurn(Skipped: false));
        await held.EndAsync();

        var reports = (await office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes")).Document.StandUp;

        Assert.Contains(reports, r => r is { Person.Name: "Vũ Đình Khoa", State: StandUpState.Reported, Done: "Xong báo cáo" });
        Assert.Contains(reports, r => r is { Person.Name: "Lò Văn Tới", State: StandUpState.AnsweredBeforehand, InTheWay: "Thiếu máy in" });
        Assert.Contains(reports, r => r is { Person.Name: "Phạm Thu Trang", State: StandUpState.Absent, Done: null });
        await Browser.RefusedAsync(await office.MemberPage.PutAsync(path, First with { Revision = 1 }),
            HttpStatusCode.Conflict, RejectionCodes.AlreadyEnded);
    }
}
