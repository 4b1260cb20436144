using System.Globalization;
using System.Text.Json.Serialization;

namespace MeetingHub.Domain.Rooms;

/// <summary>A "no" as a value.</summary>
/// <param name="Code">One of <see cref="RejectionCodes"/>; the client's language files key on it.</param>
/// <param name="Parameters">Fill the placeholders of the client's sentence.</param>
[method: JsonConstructor]
public sealed record Rejection(string Code, ImmutableSortedDictionary<string, string> Parameters)
{
    public Rejection(string code) : this(code, ImmutableSortedDictionary<string, string>.Empty)
    {
    }

    public static Rejection TooLong(string field, int max) =>
        new(RejectionCodes.TooLong, Named(("field", field), ("max", Text(max))));

    public static Rejection Empty(string field) => new(RejectionCodes.Empty, Named(("field", field)));

    /// <summary>As many as there may be of this thing.</summary>
    public static Rejection TooMany(string what, int max) =>
        new(RejectionCodes.TooMany, Named(("what", what), ("max", Text(max))));

    public static Rejection OutOfRange(string field, int min, int max) =>
        new(RejectionCodes.OutOfRange, Named(("field", field), ("min", Text(min)), ("max", Text(max))));

    /// <summary>The id names nothing of this kind in this meeting.</summary>
    public static Rejection NotFound(string what) => new(RejectionCodes.NotFound, Named(("what", what)));

    /// <summary>The id of a new thing is taken already, or empty.</summary>
    public static Rejection BadId(string what) => new(RejectionCodes.BadId, Named(("what", what)));

    private static ImmutableSortedDictionary<string, string> Named(params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var named = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            named.Add(name, value);
        return named.ToImmutable();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
