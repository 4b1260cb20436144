using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MeetingHub.Server.Data;

internal enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>One numbered step of the schema, embedded as <c>0007_add_substitutes.sqlite.sql</c> and <c>.postgres.sql</c>.</summary>
/// <param name="Sha256">Of the text with LF line ends, so that a checkout on Windows is the same script.</param>
internal sealed partial record SchemaScript(int Version, string Name, string Sql, string Sha256)
{
    public static SchemaScript Of(int version, string name, string sql)
    {
        var text = sql.ReplaceLineEndings("\n");
        return new SchemaScript(version, name, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The scripts of this program in order of their numbers.</summary>
    public static IReadOnlyList<SchemaScript> Embedded(DatabaseProvider provider)
    {
        var assembly = typeof(SchemaScript).Assembly;
        var ending = provider switch { DatabaseProvider.Sqlite => "sqlite", DatabaseProvider.Postgres => "postgres" };
        return [.. from resource in assembly.GetManifestResourceNames()
                   let match = FileName.Match(resource)
                   where match.Success && match.Groups["provider"].Value == ending
                   let version = int.Parse(match.Groups["version"].Value, CultureInfo.InvariantCulture)
                   orderby version
                   select Of(version, match.Groups["name"].Value, Read(assembly, resource))];
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^Schema/(?<version>\d{4})_(?<name>[a-z0-9_]+)\.(?<provider>sqlite|postgres)\.sql$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FileName { get; }
}
