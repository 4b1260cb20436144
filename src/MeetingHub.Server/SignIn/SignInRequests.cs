using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;

namespace MeetingHub.Server.SignIn;

/// <param name="Remember">False lets the browser forget when it is closed.</param>
public sealed record SignInRequest(
    [Required, StringLength(256)] string UserName, [Required, StringLength(256)] string Password, bool Remember = false);

public sealed record LinkRequest([Required, StringLength(100)] string Token);

public sealed record SetPasswordRequest([Required, StringLength(100)] string Token, [Required, StringLength(256)] string Password);

public sealed record FirstAdministratorRequest(
    [Required, StringLength(100)] string Token,
    [Required, StringLength(200)] string Organisation,
    [Required, StringLength(100)] string Name,
    [Required, StringLength(64)] string Account,
    [Required, StringLength(256)] string Password)
{
    internal FirstAdministrator Wanted => new(Organisation, Name, Account, Password);
}

internal sealed record FirstAdministrator(string Organisation, string Name, string Account, string Password);

/// <summary>What the page of a link asks for next. Looking does not use the link.</summary>
/// <param name="Purpose">"signIn" has a button, "setPassword" a field, "firstAdministrator" a form.</param>
/// <param name="Name">Whose link it is; null for the first administrator.</param>
public sealed record LinkView(string Purpose, string? Name, string? Account, int MinimumPasswordLength);

/// <param name="Roles">"administrator", "secretary", "leader" or "member".</param>
/// <param name="Organisation">Null before it has a name.</param>
public sealed record Me(
    PersonId PersonId, string Name, string Position, string Department, IReadOnlyList<string> Roles,
    MyOrganisation? Organisation, string Version);

public sealed record MyOrganisation(string Name, string? ParentName, string? Place, string? Symbol);

/// <param name="Token">For the header <c>X-XSRF-TOKEN</c>; another after signing in or out.</param>
public sealed record AntiforgeryView(string Token);
