using MeetingHub.Domain;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.Agenda;

internal sealed class AgendaItem
{
    public required AgendaItemId Id { get; init; }
    public required MeetingId MeetingId { get; init; }

    /// <summary>From 0, without gaps, within its meeting.</summary>
    public required int Position { get; set; }
    public required string Title { get; set; }

    /// <summary>Null where everybody or nobody in particular presents.</summary>
    public PersonId? PresenterId { get; set; }
    public required int Minutes { get; set; }

    /// <summary>Markdown; empty if none.</summary>
    public required string Notes { get; set; }
    public int Revision { get; set; } = 1;
}

internal sealed class AgendaItemTable : IEntityTypeConfiguration<AgendaItem>
{
    public void Configure(EntityTypeBuilder<AgendaItem> builder)
    {
        builder.ToTable("agenda_items");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(i => i.MeetingId).HasColumnName("meeting_id");
        builder.Property(i => i.Position).HasColumnName("position");
        builder.Property(i => i.Title).HasColumnName("title");
        builder.Property(i => i.PresenterId).HasColumnName("presenter_id");
        builder.Property(i => i.Minutes).HasColumnName("minutes");
        builder.Property(i => i.Notes).HasColumnName("notes");
        builder.Property(i => i.Revision).HasColumnName("revision");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(i => i.MeetingId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_agenda_items_meeting");
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.PresenterId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_agenda_items_presenter");
        // Not unique: a move rewrites several positions, and neither database checks such an index at the end of a transaction.
        builder.HasIndex(i => new { i.MeetingId, i.Position }).HasDatabaseName("ix_agenda_items_meeting_position");
        builder.HasIndex(i => i.PresenterId).HasDatabaseName("ix_agenda_items_presenter_id");
    }
}
