using System.Globalization;
using System.Net.Http.Json;
using MeetingHub.Domain.Meetings;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.StandUps;
using MeetingHub.Server.Tests.Documents;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Minutes;

namespace MeetingHub.Server.Tests.Meetings;

/// <summary>
/// Who gets which answer, a line an endpoint: chair, secretary, invitee, a secretary who is not invited, an administrator who is not
/// invited, a stranger. What must not be known to exist is 404.
/// </summary>
public sealed class AccessTests
{
    [Fact]
    public async Task A_scheduled_meeting_is_changed_by_its_leaders_and_seen_by_its_invitees()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var item = (await office.AddItemAsync(meeting.Id, "A")).Items[0].Id;
        var paper = await DocumentTests.AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf());
        var path = $"/api/meetings/{meeting.Id}";
        var stale = new PlanStepRequest(int.MaxValue);

        await AnswersAsync(office, "GET", path, null, "200 200 200 404 404 401");
        await AnswersAsync(office, "PUT", path, Office.EditOf(meeting, office.Plan()) with { Revision = int.MaxValue }, "409 409 403 404 404 401");
        foreach (var step in (string[])["schedule", "postpone", "cancel"])
            await AnswersAsync(office, "POST", $"{path}/{step}", stale, "409 409 403 404 404 401");
        await AnswersAsync(office, "GET", path + "/room", null, "200 200 200 404 404 401");
        await AnswersAsync(office, "GET", path + "/agenda", null, "200 200 200 404 404 401");
        await AnswersAsync(office, "POST", path + "/agenda", new AddAgendaItemRequest("B", 5), "200 200 403 404 404 401");
        await AnswersAsync(office, "PUT", $"{path}/agenda/{item}", new EditAgendaItemRequest(int.MaxValue, "C", 5), "409 409 403 404 404 401");
        await AnswersAsync(office, "POST", $"{path}/agenda/{item}/move", new MoveAgendaItemRequest(), "200 200 403 404 404 401");
        await AnswersAsync(office, "DELETE", $"{path}/agenda/{Guid.NewGuid()}", null, "404 404 403 404 404 401");
        await AnswersAsync(office, "GET", path + "/documents", null, "200 200 200 404 404 401");
        await AnswersAsync(office, "GET", $"{path}/documents/{paper.Id}", null, "200 200 200 404 404 401");
        await AnswersAsync(office, "GET", $"{path}/documents/{paper.Id}/openings", null, "200 200 403 404 404 401");
        await AnswersAsync(office, "DELETE", $"{path}/documents/{Guid.NewGuid()}", null, "404 404 403 404 404 401");
        await AnswersAsync(office, "GET", path + "/action-items", null, "200 200 200 404 404 401");
        await AnswersAsync(office, "GET", path + "/minutes", null, "409 409 409 404 404 401");
        await AnswersAsync(office, "GET", "/api/meetings", null, "200 200 200 200 200 401");
        await AnswersAsync(office, "GET", "/api/meetings/waiting?for=approval", null, "200 200 200 200 200 401");
        await AnswersAsync(office, "GET", "/api/documents/unread", null, "200 200 200 200 200 401");
        await AnswersAsync(office, "GET", "/api/action-items", null, "200 200 200 200 200 401");
        await AnswersAsync(office, "POST", "/api/meetings", office.Plan(), "201 201 403 201 201 401");
    }

    [Fact]
    public async Task Minutes_are_the_leaders_until_they_are_approved_and_the_invitees_from_then_on()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;
        // Lò Văn Tới is invited here: the seat of the absent. The one who is not is the administrator.
        var path = held.Path + "/minutes";
        var text = new SaveMinutesTextRequest("x", int.MaxValue);
        var stale = new MinutesStepRequest(int.MaxValue);

        foreach (var form in (string[])["", ".html", ".pdf", ".docx"])
            await AnswersAsync(office, "GET", path + form, null, "200 200 404 404 404 401");
        await AnswersAsync(office, "GET", $"{path}/texts/{held.FirstItem}", null, "200 200 403 403 404 401");
        await AnswersAsync(office, "PUT", $"{path}/texts/{held.FirstItem}", text, "409 409 403 403 404 401");
        await AnswersAsync(office, "POST", path + "/preview", new PreviewMinutesRequest("x"), "200 200 403 403 404 401");
        await AnswersAsync(office, "PUT", $"{path}/absences/{held.AbsentSeat}", new SetAbsenceRequest(AbsenceLeave.WithoutLeave, 9), "409 409 403 403 404 401");
        await AnswersAsync(office, "POST", path + "/submit", stale, "409 409 403 403 404 401");
        await AnswersAsync(office, "POST", path + "/return", new ReturnMinutesRequest(int.MaxValue, "x"), "409 409 403 403 404 401");
        await AnswersAsync(office, "POST", path + "/approve", stale, "409 409 403 403 404 401");

        var submitted = await Browser.ReadAsync<MinutesPage>(await office.SecretaryPage.PostAsync(path + "/submit", new MinutesStepRequest(0)));
        await AnswersAsync(office, "POST", path + "/approve", new MinutesStepRequest(submitted.Revision), "200 409 403 403 404 401");
        foreach (var form in (string[])["", ".html", ".pdf", ".docx"])
            await AnswersAsync(office, "GET", path + form, null, "200 200 200 200 404 401");
    }

    [Fact]
    public async Task A_stand_up_is_answered_by_those_who_have_a_seat()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync(office.Plan(kind: MeetingKind.StandUp));
        var path = $"/api/meetings/{meeting.Id}/stand-up";

        await AnswersAsync(office, "GET", path, null, "200 200 200 404 404 401");
        await AnswersAsync(office, "GET", path + "/mine", null, "200 200 200 404 404 401");
        await AnswersAsync(office, "PUT", path + "/mine", new AnswerStandUpRequest("a", "b", "", 0), "200 200 200 404 404 401");
    }

    private static async Task AnswersAsync(Office office, string method, string path, object? body, string expected)
    {
        var answers = new List<string>();
        Browser[] pages =
            [office.ChairPage, office.SecretaryPage, office.MemberPage, office.OtherPage, office.AdministratorPage, office.StrangerPage];
        foreach (var page in pages)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body is not null)
                request.Content = JsonContent.Create(body, body.GetType(), options: Browser.Json);
            using var response = await page.Http.SendAsync(request);
            answers.Add(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        Assert.Equal($"{method} {path}: {expected}", $"{method} {path}: {string.Join(' ', answers)}");
    }
}
