using MeetingHub.Domain.Meetings;

namespace MeetingHub.Domain.StandUps;

/// <summary>Ends the running turn as reported, passes over who is missing and calls the next; after the last, those skipped who have come.</summary>
public sealed record CallNextTurn : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        var state = on.State;
        if (state.Kind != MeetingKind.StandUp)
            return new Rejection(RejectionCodes.NotAStandUp);

        var events = new List<MeetingEvent>();
        if (state.RunningTurn is { } running)
            events.Add(new TurnEnded(running, TurnOutcome.Reported));

        StandUpTurn? next = null;
        foreach (var turn in state.StandUpTurns.Where(turn => turn.Outcome is null && turn.Seat != state.RunningTurn))
        {
            if (state.IsHere(turn.Seat))
            {
                next = turn;
                break;
            }

            events.Add(new TurnEnded(turn.Seat, turn.HasAnswered ? TurnOutcome.ReportedBeforehand : TurnOutcome.Skipped));
        }

        next ??= state.StandUpTurns.Find(turn => turn.Outcome == TurnOutcome.Skipped && state.IsHere(turn.Seat));
        if (next is not null)
            events.Add(new TurnCalled(next.Seat, on.Now.AddSeconds(state.Options.TurnSeconds)));
        return events.Count > 0 ? Decision.Of(events) : new Rejection(RejectionCodes.NobodyLeftToCall);
    }
}

/// <summary>Out of order, or a skipped one who has come back.</summary>
public sealed record CallTurn(SeatId Seat) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        var state = on.State;
        if (state.Kind != MeetingKind.StandUp)
            return new Rejection(RejectionCodes.NotAStandUp);
        if (state.StandUpTurns.Find(turn => turn.Seat == Seat) is not { } called)
            return Rejection.NotFound("seat");
        if (state.RunningTurn == Seat)
            return new Rejection(RejectionCodes.AlreadyCalled);
        if (called.Outcome == TurnOutcome.Reported)
            return new Rejection(RejectionCodes.AlreadyReported);
        if (!state.IsHere(Seat))
            return new Rejection(RejectionCodes.NotConnected);
        var turnCalled = new TurnCalled(Seat, on.Now.AddSeconds(state.Options.TurnSeconds));
        return state.RunningTurn is { } running
            ? Decision.Of(new TurnEnded(running, TurnOutcome.Reported), turnCalled)
            : turnCalled;
    }
}

/// <param name="Skipped">The person called does not answer: may be called again.</param>
public sealed record EndTurn(bool Skipped) : RoomCommand
{
    internal override Decision Decide(Deciding on) => on.State.RunningTurn is { } seat
        ? new TurnEnded(seat, Skipped ? TurnOutcome.Skipped : TurnOutcome.Reported)
        : new Rejection(RejectionCodes.NoTurnRunning);
}

public sealed record FinishOwnTurn : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.RunningTurn is not { } seat)
            return new Rejection(RejectionCodes.NoTurnRunning);
        return seat == on.Me.Seat ? new TurnEnded(seat, TurnOutcome.Reported) : new Rejection(RejectionCodes.NotYourTurn);
    }
}

/// <summary>The answers of an absent person came in while the meeting runs; already passed over, the person now counts as reported.</summary>
public sealed record NoteAnswer(SeatId Seat) : RoomAction
{
    internal override Decision Decide(MeetingState state, DateTimeOffset now)
    {
        if (state.Phase != RoomPhase.Running || state.StandUpTurns.Find(turn => turn.Seat == Seat) is not { HasAnswered: false } turn)
            return Decision.Of();
        var answered = new AnsweredBeforehand(Seat);
        return turn.Outcome == TurnOutcome.Skipped && !state.IsHere(Seat)
            ? Decision.Of(answered, new TurnEnded(Seat, TurnOutcome.ReportedBeforehand))
            : answered;
    }
}
