using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace MeetingHub.Server;

/// <param name="Total">Of all pages.</param>
/// <param name="Number">From 1.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Number, int Size);

/// <summary>Which part of a list; every list has one.</summary>
public sealed record PageRequest(
    [FromQuery(Name = "page"), Range(1, 10_000)] int Number = 1,
    [FromQuery(Name = "size"), Range(1, PageRequest.MaxSize)] int Size = 50)
{
    public const int MaxSize = 200;

    internal int Skip => (Number - 1) * Size;
}
