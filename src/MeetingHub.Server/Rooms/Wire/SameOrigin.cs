namespace MeetingHub.Server.Rooms.Wire;

/// <summary>
/// A WebSocket carries the session's cookie from whatever page opened it, and no browser rule stops that: the server has to
/// look at Origin itself. Programs that are no browsers send none, and have no foreign page to be abused by.
/// </summary>
internal static class SameOrigin
{
    public static bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return true;
        return origin.Count == 1 && Uri.TryCreate(origin[0], UriKind.Absolute, out var page)
            && string.Equals(page.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
            && string.Equals(page.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);
    }

    // Uri leaves the scheme's own port out of its authority, a Host header may name it.
    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? own.Authority : "";
}
