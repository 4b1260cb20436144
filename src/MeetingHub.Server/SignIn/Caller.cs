using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using MeetingHub.Domain;
using MeetingHub.Server.People;

namespace MeetingHub.Server.SignIn;

/// <summary>
/// Who is asking, read from the database at the start of the request. A handler that takes one is given it:
/// <c>static Task&lt;…&gt; ListAsync(Caller caller, …)</c>; a hub uses <see cref="Of"/> on its context's user.
/// </summary>
internal sealed record Caller(PersonId Person, PersonRole Role, Guid Session)
{
    private const string SessionClaim = "sid";

    public bool IsAdministrator => Role == PersonRole.Administrator;

    /// <summary>May prepare meetings: everybody but a plain member.</summary>
    public bool MayPlan => Role is PersonRole.Administrator or PersonRole.Secretary or PersonRole.Leader;

    public static bool TryOf(ClaimsPrincipal principal, [NotNullWhen(true)] out Caller? caller)
    {
        caller = Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            && Enum.TryParse<PersonRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session)
            ? new Caller(PersonId.From(person), role, session)
            : null;
        return caller is not null;
    }

    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint forgot to require it.</exception>
    public static Caller Of(ClaimsPrincipal principal) =>
        TryOf(principal, out var caller) ? caller : throw new InvalidOperationException("Nobody is signed in.");

    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, Person.Value.ToString()),
        new Claim(ClaimTypes.Role, Role.ToString()),
        new Claim(SessionClaim, Session.ToString()),
    ], scheme));
}
