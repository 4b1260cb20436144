using System.Globalization;
using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.Meetings;

/// <summary>The plan of one meeting, and the two instants of the log that lists ask for.</summary>
internal sealed class Meeting
{
    public required MeetingId Id { get; init; }
    public required string Title { get; set; }
    public required MeetingKind Kind { get; set; }
    public required PlanState Plan { get; set; }

    /// <summary>What the clock on the wall of <see cref="Zone"/> shows; a plan stays at 08:30 when the zone's rules change.</summary>
    public required DateTime LocalStart { get; set; }

    /// <summary>IANA name, "Asia/Ho_Chi_Minh".</summary>
    public required string Zone { get; set; }

    /// <summary><see cref="LocalStart"/> in <see cref="Zone"/>, kept for ordering.</summary>
    public required DateTimeOffset StartsAt { get; set; }
    public required int PlannedMinutes { get; set; }

    /// <summary>Empty for a meeting held only online.</summary>
    public required string Place { get; set; }
    public required PersonId ChairId { get; set; }
    public required PersonId SecretaryId { get; set; }
    public required PersonId CreatedById { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the invitations first went out; null while only those who plan it know of it.</summary>
    public DateTimeOffset? InvitedAt { get; set; }

    /// <summary>Why it was cancelled or postponed; null otherwise.</summary>
    public string? Reason { get; set; }

    /// <summary>Of the plan without its agenda; grows by one with each change.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>
    /// Grows by one with each change of the agenda. The two are apart so that whoever edits the title does not meet whoever drags an item.
    /// </summary>
    public int AgendaRevision { get; set; }

    /// <summary>Projection of MeetingStarted, written in the log's transaction. From then on the plan no longer changes.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Projection of MeetingEnded, written in the log's transaction.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public MeetingRole RoleOf(PersonId invitee) =>
        invitee == ChairId ? MeetingRole.Chair : invitee == SecretaryId ? MeetingRole.Secretary : MeetingRole.Member;
}

/// <summary>An invitee's place. The chair and the secretary have one too.</summary>
internal sealed class Seat
{
    public required SeatId Id { get; init; }
    public required MeetingId MeetingId { get; init; }
    public required PersonId PersonId { get; init; }

    /// <summary>The department through which the person was invited; null for who was invited by name.</summary>
    public DepartmentId? DepartmentId { get; set; }
}

/// <summary>A department invited as a whole: its people have the seats, this remembers why.</summary>
internal sealed class InvitedDepartment
{
    public required MeetingId MeetingId { get; init; }
    public required DepartmentId DepartmentId { get; init; }
}

internal sealed class MeetingTable : IEntityTypeConfiguration<Meeting>
{
    private const string LocalForm = "yyyy-MM-dd'T'HH:mm";

    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("meetings");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(m => m.Title).HasColumnName("title");
        builder.Property(m => m.Kind).HasColumnName("kind");
        builder.Property(m => m.Plan).HasColumnName("plan");
        builder.Property(m => m.LocalStart).HasColumnName("local_start").HasConversion(
            local => local.ToString(LocalForm, CultureInfo.InvariantCulture),
            text => DateTime.ParseExact(text, LocalForm, CultureInfo.InvariantCulture));
        builder.Property(m => m.Zone).HasColumnName("zone");
        builder.Property(m => m.StartsAt).HasColumnName("starts_at");
        builder.Property(m => m.PlannedMinutes).HasColumnName("planned_minutes");
        builder.Property(m => m.Place).HasColumnName("place");
        builder.Property(m => m.ChairId).HasColumnName("chair_id");
        builder.Property(m => m.SecretaryId).HasColumnName("secretary_id");
        builder.Property(m => m.CreatedById).HasColumnName("created_by_id");
        builder.Property(m => m.CreatedAt).HasColumnName("created_at");
        builder.Property(m => m.InvitedAt).HasColumnName("invited_at");
        builder.Property(m => m.Reason).HasColumnName("reason");
        builder.Property(m => m.Revision).HasColumnName("revision");
        builder.Property(m => m.AgendaRevision).HasColumnName("agenda_revision");
        builder.Property(m => m.StartedAt).HasColumnName("started_at");
        builder.Property(m => m.EndedAt).HasColumnName("ended_at");
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.ChairId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_meetings_chair");
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.SecretaryId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_meetings_secretary");
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.CreatedById).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_meetings_created_by");
        builder.HasIndex(m => new { m.StartsAt, m.Id }).HasDatabaseName("ix_meetings_starts_at");
        builder.HasIndex(m => m.ChairId).HasDatabaseName("ix_meetings_chair_id");
        builder.HasIndex(m => m.SecretaryId).HasDatabaseName("ix_meetings_secretary_id");
        builder.HasIndex(m => m.CreatedById).HasDatabaseName("ix_meetings_created_by_id");
    }
}

internal sealed class SeatTable : IEntityTypeConfiguration<Seat>
{
    public void Configure(EntityTypeBuilder<Seat> builder)
    {
        builder.ToTable("seats");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(s => s.MeetingId).HasColumnName("meeting_id");
        builder.Property(s => s.PersonId).HasColumnName("person_id");
        builder.Property(s => s.DepartmentId).HasColumnName("department_id");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(s => s.MeetingId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_seats_meeting");
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_seats_person");
        builder.HasOne<Department>().WithMany().HasForeignKey(s => s.DepartmentId).OnDelete(DeleteBehavior.SetNull)
            .HasConstraintName("fk_seats_department");
        builder.HasIndex(s => new { s.MeetingId, s.PersonId }).IsUnique().HasDatabaseName("ix_seats_meeting_person");
        builder.HasIndex(s => s.PersonId).HasDatabaseName("ix_seats_person_id");
        builder.HasIndex(s => s.DepartmentId).HasDatabaseName("ix_seats_department_id");
    }
}

internal sealed class InvitedDepartmentTable : IEntityTypeConfiguration<InvitedDepartment>
{
    public void Configure(EntityTypeBuilder<InvitedDepartment> builder)
    {
        builder.ToTable("invited_departments");
        builder.HasKey(d => new { d.MeetingId, d.DepartmentId });
        builder.Property(d => d.MeetingId).HasColumnName("meeting_id");
        builder.Property(d => d.DepartmentId).HasColumnName("department_id");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(d => d.MeetingId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_invited_departments_meeting");
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.DepartmentId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_invited_departments_department");
        builder.HasIndex(d => d.DepartmentId).HasDatabaseName("ix_invited_departments_department_id");
    }
}
