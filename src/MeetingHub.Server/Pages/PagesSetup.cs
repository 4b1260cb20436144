namespace MeetingHub.Server.Pages;

/// <summary>
/// Serves the browser client: files of wwwroot, and for the address of a page the entry that draws it. The room is an entry of its
/// own, so that whoever comes late to a meeting does not load the rest first.
/// </summary>
internal static class PagesSetup
{
    private const string Shell = "app/index.html";
    private const string Room = "app/room.html";

    /// <summary>Before sign-in: the pages themselves are no secret, and the sign-in page is one of them.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UsePackedFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = PackedFiles.ContentTypes,
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.CacheControl = CacheOf(file.Context.Request.Path);
                PackedFiles.Say(file);
            },
        });
        return app;
    }

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/room/{**rest:nonfile}", (HttpContext context, IWebHostEnvironment host) => Send(context, host, Room)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/{**page:nonfile}", SendPage).AllowAnonymous().ExcludeFromDescription().WithOrder(int.MaxValue);
        return app;
    }

    // Vite puts a hash of the content into the names below assets: such a file never changes.
    private static string CacheOf(PathString path) =>
        path.StartsWithSegments("/app/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";

    private static IResult SendPage(HttpContext context, IWebHostEnvironment host) =>
        IsNoPage(context.Request.Path) ? TypedResults.NotFound() : Send(context, host, Shell);

    private static bool IsNoPage(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    private static IResult Send(HttpContext context, IWebHostEnvironment host, string entry)
    {
        if (host.WebRootFileProvider.GetFileInfo(entry) is not { Exists: true, PhysicalPath: { } path })
            return TypedResults.Text($"The browser client is not built: {entry} is missing from wwwroot.\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.PhysicalFile(path, "text/html; charset=utf-8");
    }
}
