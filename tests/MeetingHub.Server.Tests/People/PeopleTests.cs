using System.Net;
using MeetingHub.Domain;
using MeetingHub.Server.People;
using MeetingHub.Server.SignIn;
using MeetingHub.Server.Tests.Kit;

namespace MeetingHub.Server.Tests.People;

public sealed class PeopleTests
{
    [Fact]
    public async Task Anybody_signed_in_finds_people_without_typing_marks()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonAsync("Đặng Thị Hường");
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));

        var page = await browser.GetAsync<Page<PersonView>>("/api/people?search=huong%20dang");

        Assert.Equal("Đặng Thị Hường", Assert.Single(page.Items).Name);
    }

    // "ha" found "Phan" before "Hà": in a list of twenty the one who was meant did not even stand.
    [Fact]
    public async Task A_search_looks_at_the_beginnings_of_words()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonAsync("Phan Thị Kim Oanh");
        await host.AddPersonAsync("Nguyễn Thị Hà");
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));

        var page = await browser.GetAsync<Page<PersonView>>("/api/people?search=ha");

        Assert.Equal("Nguyễn Thị Hà", Assert.Single(page.Items).Name);
    }

    [Fact]
    public async Task Names_stand_by_given_name_and_come_in_pages()
    {
        await using var host = await ServerHost.StartAsync();
        foreach (var name in (string[])["Trần Ánh", "Nguyễn Đức", "Bùi Dung", "Lê An"])
            await host.AddPersonAsync(name);
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Võ Yến"));

        var first = await browser.GetAsync<Page<PersonView>>("/api/people?size=3");
        var second = await browser.GetAsync<Page<PersonView>>("/api/people?size=3&page=2");

        Assert.Equal(["Lê An", "Trần Ánh", "Bùi Dung", "Nguyễn Đức", "Võ Yến"], first.Items.Concat(second.Items).Select(p => p.Name));
        Assert.Equal((5, 5), (first.Total, second.Total));
    }

    [Fact]
    public async Task Accounts_and_roles_are_for_administrators()
    {
        await using var host = await ServerHost.StartAsync();
        using var member = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));
        using var administrator = await host.SignInAsAsync(await host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));

        var seen = await member.GetAsync<Page<PersonView>>("/api/people?search=khoi");
        var known = await administrator.GetAsync<Page<PersonView>>("/api/people?search=khoi");

        Assert.Equal((null, null), (seen.Items[0].Role, seen.Items[0].Account));
        Assert.Equal("administrator", known.Items[0].Role);
        Assert.NotNull(known.Items[0].Account);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_changes_people()
    {
        await using var host = await ServerHost.StartAsync();
        var department = await host.AddDepartmentAsync();
        using var secretary = await host.SignInAsAsync(await host.AddPersonAsync("Lê An", PersonRole.Secretary));

        using var refused = await secretary.PostAsync("/api/people", new PersonRequest("Kẻ Lạ", department.Id, PersonRole.Administrator, null, null));

        await Browser.RefusedAsync(refused, HttpStatusCode.Forbidden, "notAllowed");
    }

    [Fact]
    public async Task A_new_person_sets_a_password_by_the_link_and_signs_in()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);
        var department = await host.AddDepartmentAsync("Phòng Chuyển đổi số");
        var added = await Browser.ReadAsync<PersonView>(await administrator.PostAsync(
            "/api/people", new PersonRequest("Phạm Thu Hà", department.Id, PersonRole.Member, "Chuyên viên", "ha.pt")));

        var link = await Browser.ReadAsync<LinkIssued>(await administrator.PostAsync<object?>($"/api/people/{added.Id}/password-link", null));

        using var browser = host.NewBrowser();
        var token = link.Path.Split('#')[1];
        (await browser.PostAsync("/api/session/password", new SetPasswordRequest(token, "một-hai-ba-bốn"))).EnsureSuccessStatusCode();
        Assert.Equal("Phòng Chuyển đổi số", (await browser.GetAsync<Me>("/api/me")).Department);
    }

    [Fact]
    public async Task Two_people_have_no_account_in_common_whatever_its_case()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);
        var department = await host.AddDepartmentAsync();
        await administrator.PostAsync("/api/people", new PersonRequest("Phạm Thu Hà", department.Id, PersonRole.Member, null, "ha.pt"));

        using var refused = await administrator.PostAsync("/api/people", new PersonRequest("Phan Hà", department.Id, PersonRole.Member, null, "HA.PT"));

        await Browser.RefusedAsync(refused, HttpStatusCode.Conflict, "accountTaken");
    }

    [Fact]
    public async Task Deactivating_ends_every_session_at_once_and_keeps_the_name()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);
        var person = await host.AddPersonAsync("Lê An");
        using var browser = await host.SignInAsAsync(person);
        var ended = host.ListenForEnds();

        (await administrator.PostAsync<object?>($"/api/people/{person.Id}/deactivate", null)).EnsureSuccessStatusCode();

        Assert.Equal(new SessionEnded(person.Id, null), Assert.Single(ended));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync("/api/me")).StatusCode);
        Assert.False((await administrator.GetAsync<PersonView>($"/api/people/{person.Id}")).IsActive);
        Assert.Empty((await administrator.GetAsync<Page<PersonView>>("/api/people?search=an%20le")).Items);
    }

    [Fact]
    public async Task Whoever_was_deactivated_can_use_no_link_issued_before()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);
        var person = await host.AddPersonAsync("Lê An");
        var token = await host.IssueLinkAsync(LinkPurpose.SignIn, person.Id);
        (await administrator.PostAsync<object?>($"/api/people/{person.Id}/deactivate", null)).EnsureSuccessStatusCode();
        using var browser = host.NewBrowser();

        using var refused = await browser.PostAsync("/api/session/link", new LinkRequest(token));

        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, "linkNotValid");
    }

    [Fact]
    public async Task Another_role_ends_the_sessions_and_another_name_does_not()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);
        var person = await host.AddPersonAsync("Lê An", PersonRole.Secretary);
        var ended = host.ListenForEnds();

        var renamed = await Browser.ReadAsync<PersonView>(await administrator.PutAsync($"/api/people/{person.Id}",
            new EditPersonRequest(0, "Lê Văn An", person.DepartmentId, PersonRole.Secretary, null, person.Account)));
        Assert.Empty(ended);
        (await administrator.PutAsync($"/api/people/{person.Id}",
            new EditPersonRequest(renamed.Revision, "Lê Văn An", person.DepartmentId, PersonRole.Member, null, person.Account))).EnsureSuccessStatusCode();

        Assert.Equal(person.Id, Assert.Single(ended).Person);
    }

    [Fact]
    public async Task Of_two_administrators_who_edit_one_person_the_second_is_told()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);
        var person = await host.AddPersonAsync("Lê An");
        var edit = new EditPersonRequest(0, "Lê Văn An", person.DepartmentId, PersonRole.Member, null, person.Account);
        (await administrator.PutAsync($"/api/people/{person.Id}", edit)).EnsureSuccessStatusCode();

        using var refused = await administrator.PutAsync($"/api/people/{person.Id}", edit);

        await Browser.RefusedAsync(refused, HttpStatusCode.Conflict, "changedMeanwhile");
    }

    [Fact]
    public async Task The_last_administrator_can_neither_be_deactivated_nor_made_something_else()
    {
        await using var host = await ServerHost.StartAsync();
        var person = await host.AddPersonWithPasswordAsync("Vũ Khôi", "khoi", "một-hai-ba-bốn", PersonRole.Administrator);
        using var administrator = await host.SignInAsAsync(person);

        using var deactivated = await administrator.PostAsync<object?>($"/api/people/{person.Id}/deactivate", null);
        using var demoted = await administrator.PutAsync($"/api/people/{person.Id}",
            new EditPersonRequest(0, person.Name, person.DepartmentId, PersonRole.Member, null, "khoi"));

        await Browser.RefusedAsync(deactivated, HttpStatusCode.UnprocessableEntity, "lastAdministrator");
        await Browser.RefusedAsync(demoted, HttpStatusCode.UnprocessableEntity, "lastAdministrator");
    }

    [Fact]
    public async Task A_department_cannot_be_put_under_itself()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);
        var above = await host.AddDepartmentAsync("Sở");
        var below = await host.AddDepartmentAsync("Phòng", above.Id);

        using var refused = await administrator.PutAsync($"/api/departments/{above.Id}", new DepartmentRequest("Sở", 0, below.Id));

        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, "departmentUnderItself");
    }

    [Fact]
    public async Task A_department_with_people_is_not_removed_and_an_empty_one_is()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);
        var full = await host.AddDepartmentAsync("Văn phòng");
        await host.AddPersonAsync("Lê An", department: full.Id);
        var empty = await host.AddDepartmentAsync("Phòng cũ");

        using var refused = await administrator.Http.DeleteAsync($"/api/departments/{full.Id}");
        using var removed = await administrator.Http.DeleteAsync($"/api/departments/{empty.Id}");

        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, "departmentNotEmpty");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task A_person_who_is_not_there_is_not_found()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);

        using var answer = await administrator.Http.GetAsync($"/api/people/{Guid.NewGuid()}");

        await Browser.RefusedAsync(answer, HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_refused_with_the_field()
    {
        await using var host = await ServerHost.StartAsync();
        using var administrator = await AdministratorAsync(host);

        using var refused = await administrator.PostAsync(
            "/api/people", new PersonRequest(new string('a', 10_000), DepartmentId.From(Guid.NewGuid()), PersonRole.Member, null, null));

        Assert.Contains("\"Name\"", await refused.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        await Browser.RefusedAsync(refused, HttpStatusCode.BadRequest, "validation");
    }

    private static async Task<Browser> AdministratorAsync(ServerHost host) =>
        await host.SignInAsAsync(await host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));
}
