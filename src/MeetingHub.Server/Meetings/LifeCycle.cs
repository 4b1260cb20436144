using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Minutes;

namespace MeetingHub.Server.Meetings;

/// <summary>What the planners decided. Whether it then took place is in the log.</summary>
internal enum PlanState
{
    Draft,
    Scheduled,
    Postponed,
    Cancelled,
}

internal enum PlanStep
{
    Schedule,
    Postpone,
    Cancel,
}

/// <summary>
/// draft → scheduled → in progress → ended → minutes in review → published; cancelled or postponed only before the start.
/// </summary>
internal static class LifeCycle
{
    public static MeetingStage StageOf(Meeting meeting, MinutesStage minutes) => meeting switch
    {
        { EndedAt: not null } => minutes switch
        {
            MinutesStage.Writing => MeetingStage.Ended,
            MinutesStage.InReview => MeetingStage.MinutesInReview,
            MinutesStage.Approved => MeetingStage.Published,
        },
        { StartedAt: not null } => MeetingStage.InProgress,
        _ => meeting.Plan switch
        {
            PlanState.Draft => MeetingStage.Draft,
            PlanState.Scheduled => MeetingStage.Scheduled,
            PlanState.Postponed => MeetingStage.Postponed,
            PlanState.Cancelled => MeetingStage.Cancelled,
        },
    };

    /// <summary>Null while title, people, agenda and papers may still be changed.</summary>
    public static Rejection? RefuseChange(Meeting meeting)
    {
        if (meeting.StartedAt is not null)
            return new Rejection(RejectionCodes.PlanFrozen);
        return meeting.Plan == PlanState.Cancelled ? new Rejection(RejectionCodes.StepNotPossible) : null;
    }

    /// <param name="invitees">Seats beside chair and secretary.</param>
    public static Rejection? Take(Meeting meeting, PlanStep step, int invitees, string reason, DateTimeOffset now)
    {
        if (RefuseChange(meeting) is { } frozen)
            return frozen;
        if (!IsPossible(meeting.Plan, step))
            return new Rejection(RejectionCodes.StepNotPossible);
        switch (step)
        {
            case PlanStep.Schedule:
                if (meeting.StartsAt.AddMinutes(meeting.PlannedMinutes) <= now)
                    return new Rejection(RejectionCodes.InThePast);
                if (invitees == 0)
                    return new Rejection(RejectionCodes.NoInvitees);
                meeting.Plan = PlanState.Scheduled;
                meeting.InvitedAt ??= now;
                meeting.Reason = null;
                break;
            case PlanStep.Postpone:
                meeting.Plan = PlanState.Postponed;
                meeting.Reason = reason.Length > 0 ? reason : null;
                break;
            case PlanStep.Cancel:
                meeting.Plan = PlanState.Cancelled;
                meeting.Reason = reason.Length > 0 ? reason : null;
                break;
        }
        return null;
    }

    public static bool IsPossible(PlanState state, PlanStep step) => step switch
    {
        PlanStep.Schedule => state is PlanState.Draft or PlanState.Postponed,
        PlanStep.Postpone => state is PlanState.Scheduled,
        PlanStep.Cancel => state is not PlanState.Cancelled,
    };
}
