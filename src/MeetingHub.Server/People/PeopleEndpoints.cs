using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Search;
using MeetingHub.Server.Data;
using MeetingHub.Server.Problems;
using MeetingHub.Server.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.People;

internal static class PeopleEndpoints
{
    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/api/people").WithTags("People");
        people.MapGet("", ListAsync).WithName("ListPeople");
        people.MapGet("/{id:guid}", GetAsync).WithName("GetPerson");
        var changing = people.MapGroup("").RequireAuthorization(SignInSetup.Administrators);
        changing.MapPost("", AddAsync).WithName("AddPerson");
        changing.MapPut("/{id:guid}", EditAsync).WithName("EditPerson");
        changing.MapPost("/{id:guid}/deactivate", DeactivateAsync).WithName("DeactivatePerson");
        changing.MapPost("/{id:guid}/reactivate", ReactivateAsync).WithName("ReactivatePerson");
        changing.MapPost("/{id:guid}/password-link", IssuePasswordLinkAsync).WithName("IssuePasswordLink");

        var departments = app.MapGroup("/api/departments").WithTags("People");
        departments.MapGet("", ListDepartmentsAsync).WithName("ListDepartments");
        var shaping = departments.MapGroup("").RequireAuthorization(SignInSetup.Administrators);
        shaping.MapPost("", AddDepartmentAsync).WithName("AddDepartment");
        shaping.MapPut("/{id:guid}", EditDepartmentAsync).WithName("EditDepartment");
        shaping.MapDelete("/{id:guid}", RemoveDepartmentAsync).WithName("RemoveDepartment");

        app.MapPut("/api/organisation", NameOrganisationAsync).RequireAuthorization(SignInSetup.Administrators)
            .WithTags("People").WithName("NameOrganisation");
        return app;
    }

    /// <param name="search">Words of name or position, marks or not.</param>
    /// <param name="inactive">True adds those who left; for administrators.</param>
    private static async Task<Ok<Page<PersonView>>> ListAsync(
        Caller caller, MeetingDb db, [AsParameters] PageRequest page, CancellationToken ct,
        [StringLength(100)] string? search = null, Guid? department = null, bool inactive = false)
    {
        var found = db.Set<Person>().AsNoTracking();
        if (!inactive || !caller.IsAdministrator)
            found = found.Where(p => p.IsActive);
        if (department is { } id)
            found = found.Where(p => p.DepartmentId == DepartmentId.From(id));
        foreach (var word in Fold.Words(search ?? ""))
            found = found.Where(p => (" " + p.SearchText).Contains(" " + word)); // from the beginning of a word: "ha" is Hà, not Phan

        var total = await found.CountAsync(ct);
        var items = await View(db, found.OrderBy(p => p.NameSortKey).ThenBy(p => p.Id).Skip(page.Skip).Take(page.Size), caller).ToListAsync(ct);
        return TypedResults.Ok(new Page<PersonView>(items, total, page.Number, page.Size));
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> GetAsync(Guid id, Caller caller, MeetingDb db, CancellationToken ct) =>
        await View(db, db.Set<Person>().AsNoTracking().Where(p => p.Id == PersonId.From(id)), caller).SingleOrDefaultAsync(ct) is { } person
            ? TypedResults.Ok(person)
            : Problem.Of(Rejection.NotFound("person"));

    private static async Task<Results<Created<PersonView>, ProblemHttpResult>> AddAsync(
        PersonRequest request, Caller caller, PeopleDirectory directory, MeetingDb db, CancellationToken ct)
    {
        var (id, rejection) = await directory.AddPersonAsync(request, ct);
        if (rejection is not null)
            return Problem.Of(rejection);
        var person = await View(db, db.Set<Person>().Where(p => p.Id == id), caller).SingleAsync(ct);
        return TypedResults.Created($"/api/people/{id}", person);
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> EditAsync(
        Guid id, EditPersonRequest request, Caller caller, PeopleDirectory directory, MeetingDb db, CancellationToken ct) =>
        await directory.EditPersonAsync(PersonId.From(id), request, ct) is { } rejection
            ? Problem.Of(rejection)
            : await GetAsync(id, caller, db, ct);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeactivateAsync(Guid id, PeopleDirectory directory, CancellationToken ct) =>
        Done(await directory.DeactivateAsync(PersonId.From(id), ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> ReactivateAsync(Guid id, PeopleDirectory directory, CancellationToken ct) =>
        Done(await directory.ReactivateAsync(PersonId.From(id), ct));

    private static async Task<Results<Ok<LinkIssued>, ProblemHttpResult>> IssuePasswordLinkAsync(
        Guid id, PeopleDirectory directory, CancellationToken ct)
    {
        var (link, rejection) = await directory.IssuePasswordLinkAsync(PersonId.From(id), ct);
        return rejection is null ? TypedResults.Ok(link) : Problem.Of(rejection);
    }

    /// <summary>All of them, parents before their children's ranks: a tree is read whole, and an office has tens.</summary>
    private static async Task<Ok<Page<DepartmentView>>> ListDepartmentsAsync(MeetingDb db, [AsParameters] PageRequest page, CancellationToken ct)
    {
        var all = db.Set<Department>().AsNoTracking();
        var items = await all.OrderBy(d => d.Rank).ThenBy(d => d.Id).Skip(page.Skip).Take(page.Size)
            .Select(d => new DepartmentView(
                d.Id, d.ParentId, d.Name, d.Rank, db.Set<Person>().Count(p => p.DepartmentId == d.Id && p.IsActive)))
            .ToListAsync(ct);
        return TypedResults.Ok(new Page<DepartmentView>(items, await all.CountAsync(ct), page.Number, page.Size));
    }

    private static async Task<Results<Created<DepartmentId>, ProblemHttpResult>> AddDepartmentAsync(
        DepartmentRequest request, PeopleDirectory directory, CancellationToken ct)
    {
        var (id, rejection) = await directory.AddDepartmentAsync(request, ct);
        return rejection is null ? TypedResults.Created($"/api/departments/{id}", id) : Problem.Of(rejection);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditDepartmentAsync(
        Guid id, DepartmentRequest request, PeopleDirectory directory, CancellationToken ct) =>
        Done(await directory.EditDepartmentAsync(DepartmentId.From(id), request, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveDepartmentAsync(Guid id, PeopleDirectory directory, CancellationToken ct) =>
        Done(await directory.RemoveDepartmentAsync(DepartmentId.From(id), ct));

    private static async Task<NoContent> NameOrganisationAsync(OrganisationRequest request, PeopleDirectory directory, CancellationToken ct)
    {
        await directory.NameOrganisationAsync(request, ct);
        return TypedResults.NoContent();
    }

    private static Results<NoContent, ProblemHttpResult> Done(Rejection? rejection) =>
        rejection is null ? TypedResults.NoContent() : Problem.Of(rejection);

    private static IQueryable<PersonView> View(MeetingDb db, IQueryable<Person> people, Caller caller)
    {
        var all = caller.IsAdministrator;
        return from p in people
               join d in db.Set<Department>() on p.DepartmentId equals d.Id
               orderby p.NameSortKey, p.Id
               select new PersonView(
                   p.Id, p.Name, p.Position, p.DepartmentId, d.Name, p.IsActive, p.Revision,
                   all ? PersonView.NameOf(p.Role) : null, all ? p.Account : null, all ? p.PasswordHash != null : null);
    }
}
