using MeetingHub.Server.Hosting;

namespace MeetingHub.Server.Data;

/// <summary>
/// Everything the server keeps. Folders are 0700 and files 0600: papers of a meeting are nobody else's on the machine.
/// </summary>
internal sealed class DataFolder
{
    private DataFolder(string path) => Path = path;

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public string Database => At("meetinghub.db");

    /// <summary>Data protection keys: whoever has them can forge a session.</summary>
    public string Keys => At("keys");

    /// <summary>Document contents by SHA-256.</summary>
    public string Documents => At("documents");

    public string Certificate => At("certificate.pem");

    /// <summary>Copies of the database from before each schema change.</summary>
    public string SchemaCopies => At("schema-copies");

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder if needed and proves that it can be written.</summary>
    /// <exception cref="StartupFailure">It cannot.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        try
        {
            foreach (var each in (string[])[folder.Path, folder.Keys, folder.Documents])
                MakePrivate(each);
            var probe = folder.At(".writable");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupFailure($"The data folder {folder.Path} cannot be written: {e.Message}", e);
        }
        return folder;
    }

    public static void MakePrivate(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
