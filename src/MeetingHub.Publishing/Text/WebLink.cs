namespace MeetingHub.Publishing.Text;

/// <summary>Addresses that may stand behind a link in minutes.</summary>
internal static class WebLink
{
    private const int MaxLength = 2048; // what browsers and proxies reliably take

    /// <summary>The address, or null if it is not an absolute one of an allowed scheme.</summary>
    public static string? Accept(string? address) =>
        address is { Length: > 0 and <= MaxLength } && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme is "https" or "http" or "mailto") // Uri has lowered it
            ? uri.AbsoluteUri
            : null;
}
