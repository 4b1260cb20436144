namespace MeetingHub.Server.Hosting;

/// <summary>
/// What stands behind <c>--</c>: words that name a command (none is "serve"), options of ours, and settings as
/// <c>--Section:Key=value</c>, which override appsettings.json.
/// </summary>
internal sealed record CommandLine(string Command, IReadOnlyDictionary<string, string> Options, string[] Settings)
{
    public const string Usage = """
        MeetingHub [--data DIR] [--urls URLS] [--demo]    serve; --demo keeps its own data and prints links for each role
        MeetingHub link ACCOUNT                           print a link with which ACCOUNT sets a new password
        MeetingHub backup --to DIR                        copy everything, also while the server runs
        MeetingHub restore --from DIR                     put a backup into an empty data folder
        MeetingHub schema draft                           print what the model wants beyond the schema scripts
        MeetingHub log replay                             write what lists and reports query again from the meetings' logs
        MeetingHub paper sample --out DIR                 write sample papers
        All take --data DIR and settings as --Section:Key=value.
        """;

    private static readonly string[] Flags = ["--demo", "--help"];
    private static readonly string[] Valued = ["--data", "--urls", "--to", "--from", "--out"];

    public bool Demo => Options.ContainsKey("--demo");

    /// <exception cref="StartupFailure">Something is not understood: better said than passed over.</exception>
    public static CommandLine Parse(string[] args)
    {
        var words = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = Split(args[i]);
            if (!name.StartsWith("--", StringComparison.Ordinal))
                words.Add(name);
            else if (Flags.Contains(name))
                options[name] = "true";
            else if (Valued.Contains(name))
                options[name] = value ?? (++i < args.Length ? args[i] : throw new StartupFailure($"{name} needs a value."));
            else if (name.Contains(':', StringComparison.Ordinal) && value is not null)
                settings.Add(args[i]);
            else
                throw new StartupFailure($"{args[i]} is not understood; --help lists what is.");
        }
        return new CommandLine(string.Join(' ', words), options, [.. settings]);
    }

    /// <exception cref="StartupFailure">It is missing.</exception>
    public string Required(string option) =>
        Options.GetValueOrDefault(option) ?? throw new StartupFailure($"{Command} needs {option} DIR.");

    private static (string Name, string? Value) Split(string argument)
    {
        var at = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return at < 0 ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }
}
