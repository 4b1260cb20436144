using MeetingHub.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.Voting;

/// <summary>Votes of a secret ballot for one choice. Nothing in it or beside it says who cast them, or in which order.</summary>
internal sealed class BallotCounter
{
    public required MeetingId MeetingId { get; init; }
    public required BallotId BallotId { get; init; }
    public required string Choice { get; init; }
    public required int Votes { get; set; }
}

internal sealed class BallotCounterTable : IEntityTypeConfiguration<BallotCounter>
{
    public void Configure(EntityTypeBuilder<BallotCounter> builder)
    {
        builder.ToTable("ballot_counters");
        builder.HasKey(c => new { c.MeetingId, c.BallotId, c.Choice });
        builder.Property(c => c.MeetingId).HasColumnName("meeting_id");
        builder.Property(c => c.BallotId).HasColumnName("ballot_id");
        builder.Property(c => c.Choice).HasColumnName("choice");
        builder.Property(c => c.Votes).HasColumnName("votes");
    }
}
