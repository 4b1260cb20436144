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

    private string DemoMark => At("demo");

    /// <summary>Makes the folder if needed and proves that it can be written.</summary>
    /// <param name="isDemo">Anybody can be anybody in a demo, so its data and real data never stand in one folder.</param>
    /// <exception cref="StartupFailure">It cannot be written, or is of the other sort.</exception>
    public static DataFolder Open(string path, bool isDemo = false)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        try
        {
            folder.RefuseOtherSort(isDemo);
            foreach (var each in (string[])[folder.Path, folder.Keys, folder.Documents])
                MakePrivate(each);
            var probe = folder.At(".writable");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            if (isDemo)
                File.WriteAllText(folder.DemoMark, "Data of the demo: start it with --demo.\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupFailure($"The data folder {folder.Path} cannot be written: {e.Message}", e);
        }
        return folder;
    }

    /// <summary>Held by the server as long as it runs: two on one folder would each believe that they alone hold the meetings.</summary>
    /// <exception cref="StartupFailure">Another server has it.</exception>
    public IDisposable Occupy()
    {
        try
        {
            return new FileStream(At(".occupied"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StartupFailure($"The data folder {Path} is in use by another server.", e);
        }
    }

    private void RefuseOtherSort(bool isDemo)
    {
        if (isDemo && File.Exists(Database) && !File.Exists(DemoMark))
            throw new StartupFailure($"{Path} holds real data; the demo does not touch it.");
        if (!isDemo && File.Exists(DemoMark))
            throw new StartupFailure($"{Path} holds the demo's data; start it with --demo, or choose another folder with --data.");
    }

    public static void MakePrivate(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
