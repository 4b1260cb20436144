using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace MeetingHub.Server.Pages;

/// <summary>
/// The client's build leaves a compressed copy beside each script and style; whoever can read it gets that: a third of the bytes on
/// the line, and no work for the server.
/// </summary>
internal static class PackedFiles
{
    // The smaller first. Browsers offer br over https and to localhost alone.
    private static readonly (string Encoding, string Extension)[] Packings = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Before the static files, which are to be served with <see cref="ContentTypes"/> and <see cref="Say"/>.</summary>
    public static void UsePackedFiles(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/app/assets", StringComparison.Ordinal))
                context.Request.Path += PackingOf(context.Request, files);
            return next(context);
        });
    }

    /// <summary>Of what is packed.</summary>
    public static IContentTypeProvider ContentTypes { get; } = new Unpacked();

    public static void Say(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        if (!file.Context.Request.Path.StartsWithSegments("/app/assets", StringComparison.Ordinal))
            return;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (Array.Find(Packings, packing => file.File.Name.EndsWith(packing.Extension, StringComparison.Ordinal)) is { Encoding: { } encoding })
            headers.ContentEncoding = encoding;
    }

    /// <summary>Empty: as it is.</summary>
    private static string PackingOf(HttpRequest request, IFileProvider files)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, extension) in Packings)
        {
            if (accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0)
                && files.GetFileInfo(request.Path + extension).Exists)
                return extension;
        }
        return "";
    }

    private sealed class Unpacked : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider inner = new();

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType)
        {
            var packing = Array.Find(Packings, one => subpath.EndsWith(one.Extension, StringComparison.Ordinal)).Extension ?? "";
            return inner.TryGetContentType(subpath[..^packing.Length], out contentType);
        }
    }
}
