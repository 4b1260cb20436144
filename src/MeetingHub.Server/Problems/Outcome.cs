using System.Diagnostics.CodeAnalysis;
using MeetingHub.Domain.Rooms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MeetingHub.Server.Problems;

/// <summary>What an operation on the tables gives: its value or a "no".</summary>
internal readonly struct Outcome<T>
    where T : class
{
    private Outcome(T? value, Rejection? rejection, object? current)
    {
        Value = value;
        Rejection = rejection;
        Current = current;
    }

    /// <summary>Null exactly when there is a rejection.</summary>
    public T? Value { get; }
    public Rejection? Rejection { get; }

    /// <summary>With <c>changedMeanwhile</c>: what stands there now, so that the client can show both and lose nothing.</summary>
    public object? Current { get; }

    public static implicit operator Outcome<T>(T value) => new(value, null, null);

    public static implicit operator Outcome<T>(Rejection rejection) => new(null, rejection, null);

    public static Outcome<T> ChangedMeanwhile(object current) => new(null, new Rejection(RejectionCodes.ChangedMeanwhile), current);

    public Results<Ok<T>, ProblemHttpResult> ToResult() => Rejected(out var problem) ? problem : TypedResults.Ok(Value!);

    public Results<Created<T>, ProblemHttpResult> ToCreated(Func<T, string> address) =>
        Rejected(out var problem) ? problem : TypedResults.Created(address(Value!), Value!);

    private bool Rejected([NotNullWhen(true)] out ProblemHttpResult? problem)
    {
        problem = null;
        if (Rejection is null)
            return false;
        var details = Problem.Details(Rejection);
        if (Current is not null)
            details.Extensions["current"] = Current;
        problem = TypedResults.Problem(details);
        return true;
    }
}
