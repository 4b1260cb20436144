using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Search;
using MeetingHub.Server.Data;
using MeetingHub.Server.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.People;

/// <summary>Every change of people and departments. Whoever loses a right loses his sessions with it.</summary>
internal sealed class PeopleDirectory(
    MeetingDb db, Sessions sessions, OneTimeLinks links, TimeProvider clock, IOptions<SignInOptions> options)
{
    public async Task<(PersonId Id, Rejection? Rejection)> AddPersonAsync(PersonRequest wanted, CancellationToken ct)
    {
        var person = Accounts.NewPerson(
            PersonId.From(Guid.CreateVersion7(clock.GetUtcNow())), wanted.Name, wanted.DepartmentId, wanted.Role, clock.GetUtcNow());
        if (await ApplyAsync(person, wanted, ct) is { } rejection)
            return (default, rejection);
        db.Add(person);
        await db.SaveChangesAsync(ct);
        return (person.Id, null);
    }

    public async Task<Rejection?> EditPersonAsync(PersonId id, EditPersonRequest wanted, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } person)
            return Rejection.NotFound("person");
        if (person.Revision != wanted.Revision)
            return new Rejection(RejectionCodes.ChangedMeanwhile);
        var (role, account) = (person.Role, person.AccountKey);
        if (role == PersonRole.Administrator && wanted.Role != role && await IsLastAdministratorAsync(person, ct))
            return new Rejection(PeopleCodes.LastAdministrator);
        if (await ApplyAsync(person, wanted.Person, ct) is { } rejection)
            return rejection;
        if (await SaveAsync(person, ct) is { } conflict)
            return conflict;
        if (role != person.Role || account != person.AccountKey)
            await sessions.EndAllAsync(id, ct);
        return null;
    }

    public async Task<Rejection?> DeactivateAsync(PersonId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } person)
            return Rejection.NotFound("person");
        if (!person.IsActive)
            return null;
        if (person.Role == PersonRole.Administrator && await IsLastAdministratorAsync(person, ct))
            return new Rejection(PeopleCodes.LastAdministrator);
        person.IsActive = false;
        if (await SaveAsync(person, ct) is { } conflict)
            return conflict;
        await db.Set<OneTimeLink>().Where(l => l.PersonId == id).ExecuteDeleteAsync(ct);
        await sessions.EndAllAsync(id, ct);
        return null;
    }

    public async Task<Rejection?> ReactivateAsync(PersonId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } person)
            return Rejection.NotFound("person");
        person.IsActive = true;
        return await SaveAsync(person, ct);
    }

    /// <summary>For a new person or a forgotten password; the old password holds until the link is redeemed.</summary>
    public async Task<(LinkIssued? Link, Rejection? Rejection)> IssuePasswordLinkAsync(PersonId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { IsActive: true } person)
            return (null, Rejection.NotFound("person"));
        if (person.Account is null)
            return (null, new Rejection(PeopleCodes.NoAccount));
        var length = options.Value.LinkLength;
        var token = await links.IssueAsync(LinkPurpose.SetPassword, id, length, ct);
        return (new LinkIssued("/enter#" + token, clock.GetUtcNow() + length), null);
    }

    public async Task<(DepartmentId Id, Rejection? Rejection)> AddDepartmentAsync(DepartmentRequest wanted, CancellationToken ct)
    {
        if (wanted.Parent is { } parent && !await db.Set<Department>().AnyAsync(d => d.Id == parent, ct))
            return (default, Rejection.NotFound("department"));
        var department = new Department
        {
            Id = DepartmentId.From(Guid.CreateVersion7(clock.GetUtcNow())),
            Name = wanted.Name.Trim(),
            ParentId = wanted.Parent,
            Rank = wanted.Rank,
        };
        db.Add(department);
        await db.SaveChangesAsync(ct);
        return (department.Id, null);
    }

    public async Task<Rejection?> EditDepartmentAsync(DepartmentId id, DepartmentRequest wanted, CancellationToken ct)
    {
        // The whole tree: an office has tens of departments, and the loop is seen only from above.
        var all = await db.Set<Department>().ToDictionaryAsync(d => d.Id, ct);
        if (!all.TryGetValue(id, out var department) || (wanted.Parent is { } parent && !all.ContainsKey(parent)))
            return Rejection.NotFound("department");
        for (var above = wanted.Parent; above is { } step; above = all[step].ParentId)
        {
            if (step == id)
                return new Rejection(PeopleCodes.DepartmentUnderItself);
        }
        department.Name = wanted.Name.Trim();
        department.ParentId = wanted.Parent;
        department.Rank = wanted.Rank;
        await db.SaveChangesAsync(ct);
        return null;
    }

    public async Task<Rejection?> RemoveDepartmentAsync(DepartmentId id, CancellationToken ct)
    {
        if (await db.Set<Person>().AnyAsync(p => p.DepartmentId == id, ct) || await db.Set<Department>().AnyAsync(d => d.ParentId == id, ct))
            return new Rejection(PeopleCodes.DepartmentNotEmpty);
        return await db.Set<Department>().Where(d => d.Id == id).ExecuteDeleteAsync(ct) == 1 ? null : Rejection.NotFound("department");
    }

    public async Task NameOrganisationAsync(OrganisationRequest wanted, CancellationToken ct)
    {
        var organisation = await db.Set<Organisation>().SingleOrDefaultAsync(ct);
        if (organisation is null)
            db.Add(organisation = new Organisation { Name = "" });
        organisation.Name = wanted.Name.Trim();
        organisation.ParentName = NullIfBlank(wanted.ParentName);
        organisation.Place = NullIfBlank(wanted.Place);
        organisation.Symbol = NullIfBlank(wanted.Symbol);
        await db.SaveChangesAsync(ct);
    }

    private Task<Person?> FindAsync(PersonId id, CancellationToken ct) => db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id, ct);

    private async Task<Rejection?> ApplyAsync(Person person, PersonRequest wanted, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(wanted.Name))
            return Rejection.Empty("name");
        if (!await db.Set<Department>().AnyAsync(d => d.Id == wanted.DepartmentId, ct))
            return Rejection.NotFound("department");
        var account = NullIfBlank(wanted.Account);
        if (account is not null)
        {
            if (Accounts.FaultOf(account) is { } fault)
                return fault;
            var key = Fold.Of(account);
            if (await db.Set<Person>().AnyAsync(p => p.AccountKey == key && p.Id != person.Id, ct))
                return new Rejection(SignInCodes.AccountTaken);
        }
        person.Rename(wanted.Name, wanted.Position ?? "");
        person.DepartmentId = wanted.DepartmentId;
        person.Role = wanted.Role;
        person.Account = account;
        person.AccountKey = account is null ? null : Fold.Of(account);
        return null;
    }

    private async Task<Rejection?> SaveAsync(Person person, CancellationToken ct)
    {
        person.Revision++;
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Rejection(RejectionCodes.ChangedMeanwhile);
        }
    }

    private async Task<bool> IsLastAdministratorAsync(Person person, CancellationToken ct) =>
        !await db.Set<Person>().AnyAsync(
            p => p.Id != person.Id && p.IsActive && p.Role == PersonRole.Administrator && p.PasswordHash != null, ct);

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Reasons for a "no" that only the directory has.</summary>
internal static class PeopleCodes
{
    /// <summary>Nobody else could let anybody in again.</summary>
    public const string LastAdministrator = "lastAdministrator";

    /// <summary>Without an account there is no password.</summary>
    public const string NoAccount = "noAccount";
    public const string DepartmentNotEmpty = "departmentNotEmpty";
    public const string DepartmentUnderItself = "departmentUnderItself";
}
