using System.Globalization;
using System.Text.RegularExpressions;

namespace MeetingHub.Testing.Measuring;

/// <summary>Reads Prometheus' text format as strictly as Prometheus does, so that what it takes a real one takes too.</summary>
public sealed partial class Exposition
{
    private readonly List<Sample> samples = [];
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);

    public IReadOnlyList<Sample> Samples => samples;

    /// <summary>counter, gauge or histogram, by the name in the head.</summary>
    public IReadOnlyDictionary<string, string> Types => types;

    /// <exception cref="FormatException">Names the line that is wrong.</exception>
    public static Exposition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new Exposition();
        if (!text.EndsWith('\n'))
            throw new FormatException("The last line does not end.");
        foreach (var line in text.Split('\n').SkipLast(1))
            read.Take(line);
        return read;
    }

    /// <summary>The one sample of this name that has all these labels.</summary>
    public double this[string name, params (string Label, string Value)[] labels] =>
        Find(name, labels) switch
        {
            [var only] => only.Value,
            var found => throw new KeyNotFoundException($"{found.Count} samples of {name} {string.Join(' ', labels)}."),
        };

    public IReadOnlyList<Sample> Find(string name, params (string Label, string Value)[] labels) =>
        [.. samples.Where(sample => sample.Name == name && labels.All(l => sample.Labels.GetValueOrDefault(l.Label) == l.Value))];

    private void Take(string line)
    {
        if (Head().Match(line) is { Success: true } head)
        {
            if (head.Groups["keyword"].Value == "TYPE" && !types.TryAdd(head.Groups["name"].Value, head.Groups["rest"].Value))
                throw new FormatException("Twice: " + line);
            return;
        }
        if (Line().Match(line) is not { Success: true } found)
            throw new FormatException("Neither head nor sample: " + line);
        var name = found.Groups["name"].Value;
        if (!types.ContainsKey(name) && !types.ContainsKey(Suffix().Replace(name, "")))
            throw new FormatException("A sample before its head: " + line);
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        for (var i = 0; i < found.Groups["label"].Captures.Count; i++)
            labels.Add(found.Groups["label"].Captures[i].Value, Unescape(found.Groups["said"].Captures[i].Value));
        if (samples.Exists(s => s.Name == name && s.Labels.Count == labels.Count && !s.Labels.Except(labels).Any()))
            throw new FormatException("The same series twice: " + line);
        samples.Add(new Sample(name, labels, Number(found.Groups["value"].Value)));
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string text) => Escaped().Replace(text, match => match.Value[1] == 'n' ? "\n" : match.Value[1..]);

    [GeneratedRegex(@"^# (?<keyword>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<rest>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<said>([^"\\]|\\["\\n])*)",?)+\})? (?<value>\S+)$""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\\.", RegexOptions.None, 1000)]
    private static partial Regex Escaped();
}

/// <summary>One line of the format: a series and its value.</summary>
public sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
