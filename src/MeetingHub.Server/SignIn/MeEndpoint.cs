using MeetingHub.Domain;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.SignIn;

/// <param name="Person">Null while nobody is signed in.</param>
/// <param name="Organisation">Null while nobody is signed in: a stranger learns no name.</param>
/// <param name="AntiforgeryToken">For the header of every unsafe call; another after signing in or out.</param>
public sealed record Me(MyPerson? Person, MyOrganisation? Organisation, string AntiforgeryToken, string Version);

public sealed record MyPerson(PersonId Id, string Name, string Position, string Department, string Role);

public sealed record MyOrganisation(string Name, string? ParentName, string? Place, string? Symbol);

internal static class MeEndpoint
{
    private static readonly string Version = typeof(MeEndpoint).Assembly.GetName().Version!.ToString(3);

    public static IEndpointRouteBuilder MapMe(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/me", GetAsync).AllowAnonymous().WithTags("Sign-in").WithName("GetMe");
        return app;
    }

    private static async Task<Ok<Me>> GetAsync(HttpContext context, MeetingDb db, IAntiforgery antiforgery, CancellationToken ct)
    {
        var token = antiforgery.GetAndStoreTokens(context).RequestToken!;
        context.Response.Headers.CacheControl = "no-store";
        if (!Caller.TryOf(context.User, out var caller))
            return TypedResults.Ok(new Me(null, null, token, Version));

        var person = await (from p in db.Set<Person>().AsNoTracking()
                            join d in db.Set<Department>() on p.DepartmentId equals d.Id
                            where p.Id == caller.Person
                            select new MyPerson(p.Id, p.Name, p.Position, d.Name, p.Role.ToString())).SingleAsync(ct);
        var organisation = await db.Set<Organisation>().AsNoTracking()
            .Select(o => new MyOrganisation(o.Name, o.ParentName, o.Place, o.Symbol)).SingleOrDefaultAsync(ct);
        return TypedResults.Ok(new Me(person, organisation, token, Version));
    }
}
