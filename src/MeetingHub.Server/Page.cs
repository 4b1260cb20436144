using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace MeetingHub.Server;

/// <param name="Total">Of all pages.</param>
/// <param name="Number">From 1.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Number, int Size);

/// <summary>
/// Which part of a list; every list has one. Properties and not parameters: the OpenAPI generator of .NET 10 casts the attributes of a
/// constructor's parameters to what they are not.
/// </summary>
public sealed record PageRequest
{
    public const int MaxSize = 200;

    [FromQuery(Name = "page"), Range(1, 10_000)]
    public int? AskedNumber { get; init; }

    [FromQuery(Name = "size"), Range(1, MaxSize)]
    public int? AskedSize { get; init; }

    internal int Number => AskedNumber ?? 1;
    internal int Size => AskedSize ?? 50;
    internal int Skip => (Number - 1) * Size;
}
