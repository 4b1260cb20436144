using MeetingHub.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.Attendance;

/// <summary>Projection of the log: one stretch for which a participant was in, over all windows.</summary>
internal sealed class AttendanceStay
{
    public required MeetingId MeetingId { get; init; }
    public required ParticipantId ParticipantId { get; init; }

    /// <summary>From 0; coming back opens the next one.</summary>
    public required int Number { get; init; }

    /// <summary>Null for a guest.</summary>
    public required PersonId? PersonId { get; init; }
    public required SeatId? SeatId { get; init; }
    public required DateTimeOffset FromAt { get; init; }

    /// <summary>Null while in.</summary>
    public required DateTimeOffset? ToAt { get; set; }
}

internal sealed class AttendanceStayTable : IEntityTypeConfiguration<AttendanceStay>
{
    public void Configure(EntityTypeBuilder<AttendanceStay> builder)
    {
        builder.ToTable("attendance_stays");
        builder.HasKey(s => new { s.MeetingId, s.ParticipantId, s.Number });
        builder.Property(s => s.MeetingId).HasColumnName("meeting_id");
        builder.Property(s => s.ParticipantId).HasColumnName("participant_id");
        builder.Property(s => s.Number).HasColumnName("number").ValueGeneratedNever();
        builder.Property(s => s.PersonId).HasColumnName("person_id");
        builder.Property(s => s.SeatId).HasColumnName("seat_id");
        builder.Property(s => s.FromAt).HasColumnName("from_at");
        builder.Property(s => s.ToAt).HasColumnName("to_at");
        builder.HasIndex(s => s.PersonId).HasDatabaseName("ix_attendance_stays_person_id");
    }
}
