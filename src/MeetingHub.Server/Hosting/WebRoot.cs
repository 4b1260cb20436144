namespace MeetingHub.Server.Hosting;

/// <summary>Where the pages and the settings are: beside the program when it was published, else at the top of the repository.</summary>
internal static class WebRoot
{
    /// <returns>Null if there is none; the API works without.</returns>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var pages = Path.Combine(folder.FullName, "wwwroot");
            if (Directory.Exists(pages))
                return pages;
        }
        return null;
    }

    /// <summary>The current folder if appsettings.json stands there, else the program's.</summary>
    public static string ContentRoot()
    {
        var current = Environment.CurrentDirectory;
        return File.Exists(Path.Combine(current, "appsettings.json")) ? current : AppContext.BaseDirectory;
    }
}
