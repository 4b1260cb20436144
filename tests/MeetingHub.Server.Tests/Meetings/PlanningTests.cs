using System.Net;
using System.Text;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Tests.Kit;

namespace MeetingHub.Server.Tests.Meetings;

public sealed class PlanningTests
{
    [Fact]
    public async Task A_meeting_is_a_draft_with_a_seat_for_chair_secretary_and_each_invitee()
    {
        await using var office = await Office.OpenAsync();

        var meeting = await office.DraftAsync();

        Assert.Equal(MeetingStage.Draft, meeting.Stage);
        Assert.Equal(
            [(office.Chair.Id, MeetingRole.Chair), (office.Secretary.Id, MeetingRole.Secretary), (office.Member.Id, MeetingRole.Member)],
            meeting.Seats.Select(seat => (seat.Person.Id, seat.Role)));
        Assert.Equal(new NextStep(NextStepKind.SendInvitations, meeting.Secretary, IsMine: true), meeting.Next);
    }

    [Fact]
    public async Task A_plan_is_kept_as_the_wall_clock_of_its_zone()
    {
        await using var office = await Office.OpenAsync();
        var plan = office.Plan();

        var meeting = await office.DraftAsync(plan);

        Assert.Equal(plan.LocalStart, meeting.LocalStart);
        Assert.Equal("Asia/Ho_Chi_Minh", meeting.Zone);
        Assert.Equal(new DateTimeOffset(plan.LocalStart, TimeSpan.FromHours(7)), meeting.StartsAt);
    }

    [Fact]
    public async Task A_department_invited_whole_brings_the_people_of_those_under_it_and_is_remembered()
    {
        await using var office = await Office.OpenAsync();
        var outer = await office.Host.AddDepartmentAsync("Phòng Chuyển đổi số");
        var inner = await office.Host.AddDepartmentAsync("Tổ Dữ liệu", outer.Id);
        var lead = await office.Host.AddPersonAsync("Hoàng Thị Lan Anh", department: outer.Id);
        var deep = await office.Host.AddPersonAsync("Bùi Thị Ngọc", department: inner.Id);

        var meeting = await office.DraftAsync(office.Plan() with { People = [], Departments = [outer.Id] });

        Assert.Equal([outer.Id], meeting.Departments.Select(d => d.Id));
        var invited = meeting.Seats.Where(seat => seat.Role == MeetingRole.Member).ToList();
        Assert.Equal(new HashSet<PersonId> { lead.Id, deep.Id }, invited.Select(seat => seat.Person.Id).ToHashSet());
        Assert.All(invited, seat => Assert.Equal(outer.Id, seat.Via?.Id));
    }

    [Fact]
    public async Task Who_stays_invited_keeps_the_seat_through_an_edit()
    {
        await using var office = await Office.OpenAsync();
        var before = await office.DraftAsync();
        var edit = Office.EditOf(before, office.Plan("Giao ban tuần 49") with { People = [office.Member.Id, office.Other.Id] });

        var after = await Browser.ReadAsync<MeetingDetail>(await office.SecretaryPage.PutAsync($"/api/meetings/{before.Id}", edit));

        Assert.Equal("Giao ban tuần 49", after.Title);
        Assert.Equal(before.Revision + 1, after.Revision);
        Assert.Subset(after.Seats.Select(s => s.Id).ToHashSet(), before.Seats.Select(s => s.Id).ToHashSet());
        Assert.Equal(4, after.Seats.Count);
    }

    [Fact]
    public async Task An_edit_of_what_somebody_changed_meanwhile_is_refused_with_what_stands_there_now()
    {
        await using var office = await Office.OpenAsync();
        var read = await office.DraftAsync();
        await Browser.ReadAsync<MeetingDetail>(
            await office.ChairPage.PutAsync($"/api/meetings/{read.Id}", Office.EditOf(read, office.Plan("Tên của chủ trì"))));

        var response = await office.SecretaryPage.PutAsync($"/api/meetings/{read.Id}", Office.EditOf(read, office.Plan("Tên của thư ký")));

        await Browser.RefusedAsync(response, HttpStatusCode.Conflict, RejectionCodes.ChangedMeanwhile);
        Assert.Contains("Tên của chủ trì", await CurrentTitleAsync(response), StringComparison.Ordinal);
        Assert.Equal("Tên của chủ trì", (await office.SecretaryPage.GetAsync<MeetingDetail>($"/api/meetings/{read.Id}")).Title);
    }

    [Fact]
    public async Task Of_twenty_edits_of_one_revision_exactly_one_is_taken()
    {
        await using var office = await Office.OpenAsync();
        var read = await office.DraftAsync();
        await office.SecretaryPage.GetAsync<MeetingDetail>($"/api/meetings/{read.Id}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            office.SecretaryPage.PutAsync($"/api/meetings/{read.Id}", Office.EditOf(read, office.Plan($"Tên {i}")))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Invitees_learn_of_a_meeting_when_it_is_scheduled_and_not_before()
    {
        await using var office = await Office.OpenAsync();
        var draft = await office.DraftAsync();

        await Browser.RefusedAsync(await office.MemberPage.Http.GetAsync($"/api/meetings/{draft.Id}"), HttpStatusCode.NotFound, "notFound");
        Assert.Empty((await office.MemberPage.GetAsync<Page<MeetingSummary>>("/api/meetings")).Items);

        await Browser.ReadAsync<MeetingDetail>(
            await office.SecretaryPage.PostAsync($"/api/meetings/{draft.Id}/schedule", new PlanStepRequest(draft.Revision)));

        var seen = await office.MemberPage.GetAsync<MeetingDetail>($"/api/meetings/{draft.Id}");
        Assert.Equal((MeetingStage.Scheduled, MeetingRole.Member, false), (seen.Stage, seen.Role, seen.May.Edit));
        Assert.Single((await office.MemberPage.GetAsync<Page<MeetingSummary>>("/api/meetings")).Items);
    }

    [Fact]
    public async Task A_postponed_meeting_gets_a_new_date_and_is_scheduled_again()
    {
        await using var office = await Office.OpenAsync();
        var scheduled = await office.ScheduledAsync();

        var postponed = await StepAsync(office, scheduled, "postpone", "Chủ trì đi công tác");
        Assert.Equal((MeetingStage.Postponed, "Chủ trì đi công tác"), (postponed.Stage, postponed.Reason));

        var again = await StepAsync(office, postponed, "schedule");
        Assert.Equal((MeetingStage.Scheduled, null, scheduled.InvitedAt), (again.Stage, again.Reason, again.InvitedAt));
    }

    [Fact]
    public async Task A_cancelled_meeting_changes_no_more_and_is_among_the_past()
    {
        await using var office = await Office.OpenAsync();
        var cancelled = await StepAsync(office, await office.ScheduledAsync(), "cancel", "Không còn cần");

        await Browser.RefusedAsync(
            await office.SecretaryPage.PutAsync($"/api/meetings/{cancelled.Id}", Office.EditOf(cancelled, office.Plan())),
            HttpStatusCode.Conflict, RejectionCodes.StepNotPossible);
        Assert.Empty((await office.MemberPage.GetAsync<Page<MeetingSummary>>("/api/meetings?when=coming")).Items);
        Assert.Single((await office.MemberPage.GetAsync<Page<MeetingSummary>>("/api/meetings?when=past")).Items);
    }

    [Fact]
    public async Task A_meeting_of_chair_and_secretary_alone_cannot_be_scheduled()
    {
        await using var office = await Office.OpenAsync();
        var draft = await office.DraftAsync(office.Plan() with { People = [] });

        var response = await office.SecretaryPage.PostAsync($"/api/meetings/{draft.Id}/schedule", new PlanStepRequest(draft.Revision));

        await Browser.RefusedAsync(response, HttpStatusCode.UnprocessableEntity, RejectionCodes.NoInvitees);
    }

    [Fact]
    public async Task A_meeting_whose_time_is_over_cannot_be_scheduled()
    {
        await using var office = await Office.OpenAsync();
        var draft = await office.DraftAsync();
        office.Host.Clock.Advance(TimeSpan.FromDays(3));

        var response = await office.SecretaryPage.PostAsync($"/api/meetings/{draft.Id}/schedule", new PlanStepRequest(draft.Revision));

        await Browser.RefusedAsync(response, HttpStatusCode.UnprocessableEntity, RejectionCodes.InThePast);
    }

    [Theory]
    [InlineData(Marking.Confidential)]
    [InlineData(Marking.Secret)]
    [InlineData(Marking.TopSecret)]
    public async Task A_state_secret_is_refused_and_nothing_of_it_is_kept(Marking marking)
    {
        await using var office = await Office.OpenAsync();

        var response = await office.SecretaryPage.PostAsync("/api/meetings", office.Plan() with { Marking = marking });

        await Browser.RefusedAsync(response, HttpStatusCode.UnprocessableEntity, RejectionCodes.StateSecret);
        Assert.Equal(0, (await office.SecretaryPage.GetAsync<Page<MeetingSummary>>("/api/meetings")).Total);
    }

    [Fact]
    public async Task A_title_of_ten_thousand_characters_is_refused_with_the_field_named()
    {
        await using var office = await Office.OpenAsync();

        var response = await office.SecretaryPage.PostAsync("/api/meetings", office.Plan(new string('a', 10_000)));

        await Browser.RefusedAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Contains("title", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_title_is_kept_composed_and_one_with_a_control_character_is_refused()
    {
        await using var office = await Office.OpenAsync();

        var meeting = await office.DraftAsync(office.Plan("  Biên bản ".Normalize(NormalizationForm.FormD)));
        var response = await office.SecretaryPage.PostAsync("/api/meetings", office.Plan("Giao\u0007ban"));

        Assert.Equal("Biên bản", meeting.Title);
        await Browser.RefusedAsync(response, HttpStatusCode.UnprocessableEntity, RejectionCodes.BadText);
    }

    [Theory]
    [InlineData("Sao/Hoa", PlanCodes.UnknownZone)]
    [InlineData("SE Asia Standard Time", PlanCodes.UnknownZone)]
    [InlineData("Europe/Paris", PlanCodes.NotALocalTime)]
    public async Task A_start_that_no_clock_shows_is_refused(string zone, string code)
    {
        await using var office = await Office.OpenAsync();
        // The last Sunday of March: in Paris 02:30 does not happen.
        var skipped = new DateTime(2027, 3, 28, 2, 30, 0, DateTimeKind.Unspecified);

        var response = await office.SecretaryPage.PostAsync("/api/meetings", office.Plan() with { Zone = zone, LocalStart = skipped });

        await Browser.RefusedAsync(response, HttpStatusCode.UnprocessableEntity, code);
    }

    [Fact]
    public async Task An_unknown_person_or_department_is_refused()
    {
        await using var office = await Office.OpenAsync();
        var nobody = PersonId.From(Guid.NewGuid());

        await Browser.RefusedAsync(await office.SecretaryPage.PostAsync("/api/meetings", office.Plan() with { Chair = nobody }),
            HttpStatusCode.UnprocessableEntity, PlanCodes.UnknownPerson);
        await Browser.RefusedAsync(
            await office.SecretaryPage.PostAsync("/api/meetings", office.Plan() with { Departments = [DepartmentId.From(Guid.NewGuid())] }),
            HttpStatusCode.UnprocessableEntity, PlanCodes.UnknownDepartment);
    }

    [Fact]
    public async Task A_plain_member_makes_no_meetings()
    {
        await using var office = await Office.OpenAsync();

        await Browser.RefusedAsync(await office.MemberPage.PostAsync("/api/meetings", office.Plan()), HttpStatusCode.Forbidden, "notAllowed");
    }

    [Fact]
    public async Task The_list_of_meetings_to_come_begins_with_the_nearest_and_says_which_is_now()
    {
        await using var office = await Office.OpenAsync();
        var later = await office.ScheduledAsync(office.Plan("Sau") with { LocalStart = office.Plan().LocalStart.AddDays(2) });
        var sooner = await office.ScheduledAsync(office.Plan("Trước"));
        office.Host.Clock.Advance(sooner.StartsAt.AddMinutes(10) - office.Host.Clock.GetUtcNow());

        var page = await office.ChairPage.GetAsync<Page<MeetingSummary>>("/api/meetings?when=coming&size=10");

        Assert.Equal([(sooner.Id, true), (later.Id, false)], page.Items.Select(m => (m.Id, m.IsNow)));
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("size=201")]
    [InlineData("when=someday")]
    public async Task A_page_outside_its_limits_is_refused(string query)
    {
        await using var office = await Office.OpenAsync();

        var response = await office.ChairPage.Http.GetAsync($"/api/meetings?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task<MeetingDetail> StepAsync(Office office, MeetingDetail meeting, string step, string? reason = null) =>
        await Browser.ReadAsync<MeetingDetail>(
            await office.SecretaryPage.PostAsync($"/api/meetings/{meeting.Id}/{step}", new PlanStepRequest(meeting.Revision, reason)));

    private static async Task<string> CurrentTitleAsync(HttpResponseMessage response) =>
        System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement
            .GetProperty("current").GetProperty("title").GetString()!;
}
