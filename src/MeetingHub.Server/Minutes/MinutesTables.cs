using MeetingHub.Domain;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.Minutes;

/// <summary>Where the minutes of a meeting stand. No row means that nobody has submitted them yet.</summary>
internal sealed class MinutesReview
{
    public required MeetingId MeetingId { get; init; }
    public required MinutesStage Stage { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>The chair's word when the minutes were last sent back; null once they are submitted again.</summary>
    public string? ReturnWord { get; set; }

    /// <summary>Grows with each step, so that nobody approves what he has not seen.</summary>
    public int Revision { get; set; }
}

/// <summary>The secretary's words under one agenda item.</summary>
internal sealed class MinutesText
{
    public required MeetingId MeetingId { get; init; }

    /// <summary>
    /// The empty id stands for what was said outside any item. No foreign key: items are added by the log while the meeting runs.
    /// </summary>
    public required AgendaItemId AgendaItemId { get; init; }

    /// <summary>Markdown.</summary>
    public required string Text { get; set; }
    public required PersonId EditedById { get; set; }
    public required DateTimeOffset EditedAt { get; set; }

    /// <summary>From 1; a text never written has revision 0 and no row.</summary>
    public required int Revision { get; set; }
}

/// <summary>Why a seat stayed empty, as the minutes print it.</summary>
internal sealed class MinutesAbsence
{
    public required MeetingId MeetingId { get; init; }
    public required SeatId SeatId { get; init; }
    public required AbsenceLeave Leave { get; set; }

    /// <summary>Empty without a reason.</summary>
    public required string Reason { get; set; }
    public required int Revision { get; set; }
}

/// <summary>Approved minutes: what was approved and the very bytes that were published. Never changed, never rendered again.</summary>
internal sealed class MinutesVersion
{
    public required MeetingId MeetingId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>MinutesDocument as JSON.</summary>
    public required string Document { get; init; }
    public required byte[] Pdf { get; init; }

    /// <summary>Of the PDF, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The Word file; null where the minutes were approved before such files were kept, since none was approved with them.</summary>
    public byte[]? Docx { get; init; }

    /// <summary>Of the Word file, lower-case hexadecimal; null without one.</summary>
    public string? DocxSha256 { get; init; }
    public required PersonId ApprovedById { get; init; }
    public required DateTimeOffset ApprovedAt { get; init; }
}

internal sealed class MinutesReviewTable : IEntityTypeConfiguration<MinutesReview>
{
    public void Configure(EntityTypeBuilder<MinutesReview> builder)
    {
        builder.ToTable("minutes_reviews");
        builder.HasKey(r => r.MeetingId);
        builder.Property(r => r.MeetingId).HasColumnName("meeting_id").ValueGeneratedNever();
        builder.Property(r => r.Stage).HasColumnName("stage");
        builder.Property(r => r.SubmittedAt).HasColumnName("submitted_at");
        builder.Property(r => r.ReturnWord).HasColumnName("return_word");
        builder.Property(r => r.Revision).HasColumnName("revision");
        builder.HasOne<Meeting>().WithOne().HasForeignKey<MinutesReview>(r => r.MeetingId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_minutes_reviews_meeting");
    }
}

internal sealed class MinutesTextTable : IEntityTypeConfiguration<MinutesText>
{
    public void Configure(EntityTypeBuilder<MinutesText> builder)
    {
        builder.ToTable("minutes_texts");
        builder.HasKey(t => new { t.MeetingId, t.AgendaItemId });
        builder.Property(t => t.MeetingId).HasColumnName("meeting_id");
        builder.Property(t => t.AgendaItemId).HasColumnName("agenda_item_id");
        builder.Property(t => t.Text).HasColumnName("text");
        builder.Property(t => t.EditedById).HasColumnName("edited_by_id");
        builder.Property(t => t.EditedAt).HasColumnName("edited_at");
        builder.Property(t => t.Revision).HasColumnName("revision");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(t => t.MeetingId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_minutes_texts_meeting");
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.EditedById).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_minutes_texts_edited_by");
        builder.HasIndex(t => t.EditedById).HasDatabaseName("ix_minutes_texts_edited_by_id");
    }
}

internal sealed class MinutesAbsenceTable : IEntityTypeConfiguration<MinutesAbsence>
{
    public void Configure(EntityTypeBuilder<MinutesAbsence> builder)
    {
        builder.ToTable("minutes_absences");
        builder.HasKey(a => new { a.MeetingId, a.SeatId });
        builder.Property(a => a.MeetingId).HasColumnName("meeting_id");
        builder.Property(a => a.SeatId).HasColumnName("seat_id");
        builder.Property(a => a.Leave).HasColumnName("leave");
        builder.Property(a => a.Reason).HasColumnName("reason");
        builder.Property(a => a.Revision).HasColumnName("revision");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(a => a.MeetingId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_minutes_absences_meeting");
    }
}

internal sealed class MinutesVersionTable : IEntityTypeConfiguration<MinutesVersion>
{
    public void Configure(EntityTypeBuilder<MinutesVersion> builder)
    {
        builder.ToTable("minutes_versions");
        builder.HasKey(v => new { v.MeetingId, v.Number });
        builder.Property(v => v.MeetingId).HasColumnName("meeting_id");
        builder.Property(v => v.Number).HasColumnName("number").ValueGeneratedNever();
        builder.Property(v => v.Document).HasColumnName("document");
        builder.Property(v => v.Pdf).HasColumnName("pdf");
        builder.Property(v => v.Sha256).HasColumnName("sha256");
        builder.Property(v => v.Docx).HasColumnName("docx");
        builder.Property(v => v.DocxSha256).HasColumnName("docx_sha256");
        builder.Property(v => v.ApprovedById).HasColumnName("approved_by_id");
        builder.Property(v => v.ApprovedAt).HasColumnName("approved_at");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(v => v.MeetingId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_minutes_versions_meeting");
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.ApprovedById).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_minutes_versions_approved_by");
        builder.HasIndex(v => v.ApprovedById).HasDatabaseName("ix_minutes_versions_approved_by_id");
    }
}
