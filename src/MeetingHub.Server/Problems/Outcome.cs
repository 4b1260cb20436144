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

    /// <summary>For an interface, which the language does not convert by itself.</summary>
    public static Outcome<T> Of(T value) => new(value, null, null);

    public static implicit operator Outcome<T>(T value) => new(value, null, null);

    public static implicit operator Outcome<T>(Rejection rejection) => new(null, rejection, null);

    public static Outcome<T> ChangedMeanwhile(object current) => new(null, new Rejection(RejectionCodes.ChangedMeanwhile), current);

    public Results<Ok<T>, ProblemHttpResult> ToResult() => Value is { } value ? TypedResults.Ok(value) : ToProblem();

    public Results<Created<T>, ProblemHttpResult> ToCreated(Func<T, string> address) =>
        Value is { } value ? TypedResults.Created(address(value), value) : ToProblem();

    /// <exception cref="InvalidOperationException">There is a value.</exception>
    public ProblemHttpResult ToProblem()
    {
        var details = Problem.Details(Rejection ?? throw new InvalidOperationException("Nothing was refused."));
        if (Current is not null)
            details.Extensions["current"] = Current;
        return TypedResults.Problem(details);
    }
}
