using System.Globalization;
using System.Text.RegularExpressions;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Search;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.SignIn;

/// <summary>Passwords are checked and set, and links redeemed, here and nowhere else.</summary>
internal sealed partial class Accounts(
    MeetingDb db, OneTimeLinks links, Sessions sessions, IPasswordHasher<Person> hasher, IOptions<SignInOptions> options, TimeProvider clock)
{
    // Checked for accounts that are not there, so that the time taken does not tell.
    private static readonly Person Nobody = NewPerson(default, "", default, PersonRole.Member, default);
    private static readonly string HashOfNobody = new PasswordHasher<Person>().HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <returns>Null if the account or the password is wrong, or the person may not come in.</returns>
    public async Task<Person?> CheckPasswordAsync(string account, string password, CancellationToken ct)
    {
        var key = Fold.Of(account);
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.AccountKey == key && p.IsActive && p.PasswordHash != null, ct);
        var result = hasher.VerifyHashedPassword(person ?? Nobody, person?.PasswordHash ?? HashOfNobody, password);
        if (person is null || result == PasswordVerificationResult.Failed)
            return null;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            person.PasswordHash = hasher.HashPassword(person, password);
            await db.SaveChangesAsync(ct);
        }
        return person;
    }

    /// <summary>Somebody signs in by a link of the purpose <see cref="LinkPurpose.SignIn"/>.</summary>
    /// <returns>Null if the link is not valid.</returns>
    public async Task<Caller?> SignInByLinkAsync(string token, CancellationToken ct)
    {
        if (await links.FindAsync(token, ct) is not { Purpose: LinkPurpose.SignIn, PersonId: { } id } link)
            return null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await links.UseAsync(link, ct) || await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.IsActive, ct) is not { } person)
            return null;
        var caller = await sessions.BeginAsync(person, ct);
        await transaction.CommitAsync(ct);
        return caller;
    }

    /// <summary>Sets the password of the link's person, ends the sessions under the old one, and signs in.</summary>
    public async Task<(Caller? Caller, Rejection? Rejection)> SetPasswordByLinkAsync(string token, string password, CancellationToken ct)
    {
        if (await links.FindAsync(token, ct) is not { Purpose: LinkPurpose.SetPassword, PersonId: { } id } link
            || await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.IsActive, ct) is not { Account: { } account } person)
        {
            return (null, new Rejection(SignInCodes.LinkNotValid));
        }
        if (Faults(account, password) is { } rejection)
            return (null, rejection);

        var hash = hasher.HashPassword(person, password);
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            if (!await links.UseAsync(link, ct))
                return (null, new Rejection(SignInCodes.LinkNotValid));
            person.PasswordHash = hash;
            person.Revision++;
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        await sessions.EndAllAsync(id, ct);
        return (await sessions.BeginAsync(person, ct), null);
    }

    /// <summary>Makes the organisation, its first department and its first administrator, and signs in.</summary>
    public async Task<(Caller? Caller, Rejection? Rejection)> MakeFirstAdministratorAsync(
        string token, FirstAdministrator wanted, CancellationToken ct)
    {
        if (await links.FindAsync(token, ct) is not { Purpose: LinkPurpose.FirstAdministrator } link)
            return (null, new Rejection(SignInCodes.LinkNotValid));
        if ((FaultOf(wanted.Account) ?? Faults(wanted.Account, wanted.Password)) is { } rejection)
            return (null, rejection);

        var department = new Department { Id = DepartmentId.From(Guid.CreateVersion7()), Name = wanted.Organisation.Trim(), Rank = 0 };
        var person = NewPerson(
            PersonId.From(Guid.CreateVersion7()), wanted.Name, department.Id, PersonRole.Administrator, clock.GetUtcNow());
        person.Account = wanted.Account.Trim();
        person.AccountKey = Fold.Of(wanted.Account);
        person.PasswordHash = hasher.HashPassword(person, wanted.Password);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await links.UseAsync(link, ct) || await db.Set<Person>().AnyAsync(ct))
            return (null, new Rejection(SignInCodes.LinkNotValid));
        db.AddRange(new Organisation { Name = wanted.Organisation.Trim() }, department, person);
        await db.SaveChangesAsync(ct);
        var caller = await sessions.BeginAsync(person, ct);
        await transaction.CommitAsync(ct);
        return (caller, null);
    }

    /// <summary>Without account: who has none cannot sign in.</summary>
    public static Person NewPerson(PersonId id, string name, DepartmentId department, PersonRole role, DateTimeOffset now)
    {
        var person = new Person
        {
            Id = id,
            Name = "",
            NameSortKey = "",
            SearchText = "",
            Position = "",
            DepartmentId = department,
            Role = role,
            CreatedAt = now,
        };
        person.Rename(name, "");
        return person;
    }

    public static Rejection? FaultOf(string account) =>
        AccountForm.IsMatch(account.Trim()) ? null : new Rejection(SignInCodes.AccountNotValid);

    private Rejection? Faults(string account, string password)
    {
        var min = options.Value.MinimumPasswordLength;
        if (password.Length < min)
        {
            return new Rejection(SignInCodes.PasswordTooShort, new Rejection("").Parameters
                .Add("min", min.ToString(CultureInfo.InvariantCulture)));
        }
        return Fold.Of(password) == Fold.Of(account) ? new Rejection(SignInCodes.PasswordTooEasy) : null;
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}._@-]{2,64}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AccountForm { get; }
}
