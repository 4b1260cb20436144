using MeetingHub.Domain;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.StandUps;

/// <summary>What one person wrote for a stand-up, before it or while it runs.</summary>
internal sealed class StandUpAnswer
{
    public required MeetingId MeetingId { get; init; }
    public required PersonId PersonId { get; init; }
    public required string Done { get; set; }
    public required string Next { get; set; }

    /// <summary>Empty when nothing is in the way.</summary>
    public required string InTheWay { get; set; }
    public required DateTimeOffset AnsweredAt { get; set; }
    public int Revision { get; set; } = 1;
}

internal sealed class StandUpAnswerTable : IEntityTypeConfiguration<StandUpAnswer>
{
    public void Configure(EntityTypeBuilder<StandUpAnswer> builder)
    {
        builder.ToTable("stand_up_answers");
        builder.HasKey(a => new { a.MeetingId, a.PersonId });
        builder.Property(a => a.MeetingId).HasColumnName("meeting_id");
        builder.Property(a => a.PersonId).HasColumnName("person_id");
        builder.Property(a => a.Done).HasColumnName("done");
        builder.Property(a => a.Next).HasColumnName("next");
        builder.Property(a => a.InTheWay).HasColumnName("in_the_way");
        builder.Property(a => a.AnsweredAt).HasColumnName("answered_at");
        builder.Property(a => a.Revision).HasColumnName("revision").IsConcurrencyToken();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(a => a.MeetingId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_stand_up_answers_meeting");
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_stand_up_answers_person");
        builder.HasIndex(a => a.PersonId).HasDatabaseName("ix_stand_up_answers_person_id");
    }
}
