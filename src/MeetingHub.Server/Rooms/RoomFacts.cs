using MeetingHub.Domain;
using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Voting;
using MeetingHub.Server.Data;
using MeetingHub.Server.Documents;
using MeetingHub.Server.Voting;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Rooms;

internal static class RoomFacts
{
    /// <summary>What the tables say that this command is decided by.</summary>
    public static async Task<DecisionFacts> FactsAsync(
        this IDbContextFactory<MeetingDb> databases, IRoomPlans plans, MeetingId meeting, RoomCommand command, CancellationToken ct) =>
        command switch
        {
            StartMeeting => new DecisionFacts(Plan: await plans.FindAsync(meeting, ct)),
            CloseBallot close => new DecisionFacts(SecretTally: await databases.TallyAsync(meeting, close.Ballot, ct)),
            PresentDocument present => new DecisionFacts(
                Document: await databases.PresentableAsync(meeting, present.Document, present.Version, ct)),
            _ => default,
        };
}
