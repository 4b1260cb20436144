using System.Globalization;
using System.Text;

namespace MeetingHub.Server.Monitoring;

/// <summary>
/// Writes Prometheus' text exposition format, version 0.0.4. A metric's samples follow its head; all of one name must be written in
/// one go.
/// </summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <param name="type">counter, gauge or histogram.</param>
    public void Head(string name, string type, string help)
    {
        if (help.Length > 0)
            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help, isLabel: false)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <param name="labels">Names as they are in the source; what Prometheus does not allow in them becomes an underscore.</param>
    public void Sample(string name, IEnumerable<KeyValuePair<string, string>> labels, double value)
    {
        text.Append(name);
        var before = '{';
        foreach (var (label, said) in labels)
        {
            text.Append(before).Append(LabelName(label)).Append("=\"").Append(Escape(said, isLabel: true)).Append('"');
            before = ',';
        }
        if (before == ',')
            text.Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    /// <summary>
    /// The name that OpenTelemetry's rules give an instrument in Prometheus: dots become underscores, the unit is spelled out at the end,
    /// and a counter ends in <c>_total</c>.
    /// </summary>
    /// <param name="unit">As in UCUM: "s", "By", "{packet}", "1".</param>
    public static string NameOf(string instrument, string unit, bool isCounter)
    {
        var name = Allowed(instrument, allowColon: true);
        if (SuffixOf(unit, isCounter) is { } suffix && !name.EndsWith(suffix, StringComparison.Ordinal))
            name += suffix;
        return isCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>Shortest text that reads back as the same number.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public override string ToString() => text.ToString();

    private static string? SuffixOf(string unit, bool isCounter) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        "1" when !isCounter => "_ratio",
        // A word in braces only explains; and whatever else there may be stays out of the name rather than in it wrongly.
        _ => null,
    };

    private static string LabelName(string name) => Allowed(name, allowColon: false);

    private static string Allowed(string name, bool allowColon)
    {
        var allowed = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || (allowColon && letter == ':') ? letter : '_'));
        return allowed.Length == 0 || char.IsAsciiDigit(allowed[0]) ? "_" + allowed : allowed;
    }

    private static string Escape(string said, bool isLabel)
    {
        var escaped = said.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isLabel ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
