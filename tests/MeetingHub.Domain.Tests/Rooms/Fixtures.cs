using System.Runtime.CompilerServices;

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>Checked-in files that tests write and others read.</summary>
internal static class Fixtures
{
    public static bool Update => Environment.GetEnvironmentVariable("UPDATE_FIXTURES") == "1";

    public static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "fixtures", name));
}
