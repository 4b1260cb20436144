using System.Security.Cryptography;

namespace MeetingHub.Fuzzing;

/// <summary>
/// Inputs kept in tests/fixtures/fuzz, a folder for each target: what real browsers sent, and what once broke something. Every one
/// is run again in each test run.
/// </summary>
internal static class Corpus
{
    public static string Root { get; } = Find();

    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(Target target)
    {
        var folder = Path.Combine(Root, target.Name);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))]
            : [];
    }

    /// <summary>Keeps an input that broke something.</summary>
    /// <returns>The file.</returns>
    public static string Keep(Target target, byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, target.Name)).FullName;
        var file = Path.Combine(folder, $"found-{Convert.ToHexStringLower(SHA256.HashData(input))[..12]}.bin");
        File.WriteAllBytes(file, input);
        return file;
    }

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "MeetingHub.sln"))) return Path.Combine(folder, "tests", "fixtures", "fuzz");
        }

        throw new DirectoryNotFoundException("Not inside the repository.");
    }
}
