using System.Globalization;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using MeetingHub.Server.Problems;
using MeetingHub.Server.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.SignIn;

internal static class SignInEndpoints
{
    private static readonly string Version = typeof(SignInEndpoints).Assembly.GetName().Version!.ToString(3);

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Sign-in");
        api.MapGet("/me", GetMeAsync).WithName("GetMe");
        api.MapGet("/antiforgery", GetAntiforgery).AllowAnonymous().WithName("GetAntiforgery");
        api.MapDelete("/session", SignOutAsync).WithName("SignOut");

        var door = api.MapGroup("/session").AllowAnonymous().RequireRateLimiting(RateLimits.Door);
        door.MapPost("", SignInAsync).WithName("SignIn");
        door.MapPost("/link", RedeemAsync).WithName("RedeemLink");
        door.MapPost("/link/look", LookAsync).WithName("LookAtLink");
        door.MapPost("/password", SetPasswordAsync).WithName("SetPassword");
        door.MapPost("/administrator", MakeFirstAdministratorAsync).WithName("MakeFirstAdministrator");
        return app;
    }

    private static async Task<Ok<Me>> GetMeAsync(Caller caller, MeetingDb db, CancellationToken ct)
    {
        var (person, department) = await (from p in db.Set<Person>().AsNoTracking()
                                          join d in db.Set<Department>() on p.DepartmentId equals d.Id
                                          where p.Id == caller.Person
                                          select new ValueTuple<Person, string>(p, d.Name)).SingleAsync(ct);
        var organisation = await db.Set<Organisation>().AsNoTracking()
            .Select(o => new MyOrganisation(o.Name, o.ParentName, o.Place, o.Symbol)).SingleOrDefaultAsync(ct);
        return TypedResults.Ok(new Me(
            person.Id, person.Name, person.Position, department, [PersonView.NameOf(person.Role)], organisation, Version));
    }

    private static Ok<AntiforgeryView> GetAntiforgery(HttpContext context, IAntiforgery antiforgery) =>
        TypedResults.Ok(new AntiforgeryView(antiforgery.GetAndStoreTokens(context).RequestToken!));

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(
        SignInRequest request, HttpContext context, Accounts accounts, Sessions sessions, SignInSlowdown slowdown, KnownBrowser browser,
        CancellationToken ct)
    {
        var attempt = browser.AttemptOf(context, request.UserName);
        if (slowdown.Wait(attempt) is var wait && wait > TimeSpan.Zero)
            return TooSoon(context, wait);
        if (await accounts.CheckPasswordAsync(request.UserName, request.Password, ct) is not { } person)
        {
            slowdown.Failed(attempt);
            return Problem.Of(SignInCodes.WrongPassword);
        }
        slowdown.Succeeded(attempt);
        browser.Remember(context, attempt);
        await EnterAsync(context, await sessions.BeginAsync(person, ct), request.Remember);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RedeemAsync(
        LinkRequest request, HttpContext context, Accounts accounts, CancellationToken ct)
    {
        if (await accounts.SignInByLinkAsync(request.Token, ct) is not { } caller)
            return Problem.Of(SignInCodes.LinkNotValid);
        await EnterAsync(context, caller, remember: false);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<LinkView>, ProblemHttpResult>> LookAsync(
        LinkRequest request, OneTimeLinks links, MeetingDb db, IOptions<SignInOptions> options, CancellationToken ct)
    {
        if (await links.FindAsync(request.Token, ct) is not { } link)
            return Problem.Of(SignInCodes.LinkNotValid);
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == link.PersonId, ct);
        var purpose = link.Purpose switch
        {
            LinkPurpose.SignIn => "signIn",
            LinkPurpose.SetPassword => "setPassword",
            LinkPurpose.FirstAdministrator => "firstAdministrator",
        };
        return TypedResults.Ok(new LinkView(purpose, person?.Name, person?.Account, options.Value.MinimumPasswordLength));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetPasswordAsync(
        SetPasswordRequest request, HttpContext context, Accounts accounts, CancellationToken ct)
    {
        var (caller, rejection) = await accounts.SetPasswordByLinkAsync(request.Token, request.Password, ct);
        return await EnteredAsync(context, caller, rejection);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MakeFirstAdministratorAsync(
        FirstAdministratorRequest request, HttpContext context, Accounts accounts, CancellationToken ct)
    {
        var (caller, rejection) = await accounts.MakeFirstAdministratorAsync(request.Token, request.Wanted, ct);
        return await EnteredAsync(context, caller, rejection);
    }

    private static async Task<NoContent> SignOutAsync(Caller caller, HttpContext context, Sessions sessions, CancellationToken ct)
    {
        await sessions.EndAsync(caller, ct);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EnteredAsync(HttpContext context, Caller? caller, Rejection? rejection)
    {
        if (caller is null)
            return Problem.Of(rejection!);
        await EnterAsync(context, caller, remember: false);
        return TypedResults.NoContent();
    }

    private static Task EnterAsync(HttpContext context, Caller caller, bool remember) =>
        context.SignInAsync(IdentityConstants.ApplicationScheme, caller.ToPrincipal(IdentityConstants.ApplicationScheme),
            new AuthenticationProperties { IsPersistent = remember });

    private static ProblemHttpResult TooSoon(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        var rejection = new Rejection(SignInCodes.TooSoon);
        return TypedResults.Problem(Problem.Details(
            rejection with { Parameters = rejection.Parameters.Add("seconds", seconds) }, StatusCodes.Status429TooManyRequests));
    }
}
