using MeetingHub.Domain;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.Documents;

/// <summary>A named place for papers on a meeting or one of its items; what lies there is its newest version.</summary>
internal sealed class Document
{
    public required DocumentId Id { get; init; }
    public required MeetingId MeetingId { get; init; }

    /// <summary>Null for a document of the whole meeting.</summary>
    public AgendaItemId? AgendaItemId { get; set; }
    public required string Name { get; set; }

    /// <summary>The name folded: the same name in other letters is the same document.</summary>
    public required string NameKey { get; set; }

    /// <summary>Of the newest version, from 1.</summary>
    public int Versions { get; set; }
}

/// <summary>One content of a document. Never changed; a newer one stands beside it.</summary>
internal sealed class DocumentVersion
{
    public required DocumentId DocumentId { get; init; }
    public required int Number { get; init; }
    public required DocumentFormat Format { get; init; }
    public required long Size { get; init; }

    /// <summary>Lower-case hexadecimal; where the content lies in the store.</summary>
    public required string Sha256 { get; init; }
    public required PersonId AddedById { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>That somebody opened a version. Kept when the person leaves; goes with the document.</summary>
internal sealed class DocumentOpening
{
    public long Id { get; init; }
    public required DocumentId DocumentId { get; init; }
    public required int Version { get; init; }
    public required PersonId PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class DocumentTable : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(d => d.MeetingId).HasColumnName("meeting_id");
        builder.Property(d => d.AgendaItemId).HasColumnName("agenda_item_id");
        builder.Property(d => d.Name).HasColumnName("name");
        builder.Property(d => d.NameKey).HasColumnName("name_key");
        builder.Property(d => d.Versions).HasColumnName("versions");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(d => d.MeetingId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_documents_meeting");
        // An item that is removed leaves its papers with the meeting.
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(d => d.AgendaItemId).OnDelete(DeleteBehavior.SetNull)
            .HasConstraintName("fk_documents_agenda_item");
        builder.HasIndex(d => d.MeetingId).HasDatabaseName("ix_documents_meeting_id");
        builder.HasIndex(d => d.AgendaItemId).HasDatabaseName("ix_documents_agenda_item_id");
    }
}

internal sealed class DocumentVersionTable : IEntityTypeConfiguration<DocumentVersion>
{
    public void Configure(EntityTypeBuilder<DocumentVersion> builder)
    {
        builder.ToTable("document_versions");
        builder.HasKey(v => new { v.DocumentId, v.Number });
        builder.Property(v => v.DocumentId).HasColumnName("document_id");
        builder.Property(v => v.Number).HasColumnName("number").ValueGeneratedNever();
        builder.Property(v => v.Format).HasColumnName("format");
        builder.Property(v => v.Size).HasColumnName("size");
        builder.Property(v => v.Sha256).HasColumnName("sha256");
        builder.Property(v => v.AddedById).HasColumnName("added_by_id");
        builder.Property(v => v.AddedAt).HasColumnName("added_at");
        builder.HasOne<Document>().WithMany().HasForeignKey(v => v.DocumentId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_document_versions_document");
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.AddedById).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_document_versions_added_by");
        builder.HasIndex(v => v.Sha256).HasDatabaseName("ix_document_versions_sha256");
        builder.HasIndex(v => v.AddedById).HasDatabaseName("ix_document_versions_added_by_id");
    }
}

internal sealed class DocumentOpeningTable : IEntityTypeConfiguration<DocumentOpening>
{
    public void Configure(EntityTypeBuilder<DocumentOpening> builder)
    {
        builder.ToTable("document_openings");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).HasColumnName("id").ValueGeneratedOnAdd();
        builder.Property(o => o.DocumentId).HasColumnName("document_id");
        builder.Property(o => o.Version).HasColumnName("version");
        builder.Property(o => o.PersonId).HasColumnName("person_id");
        builder.Property(o => o.At).HasColumnName("at");
        builder.HasOne<Document>().WithMany().HasForeignKey(o => o.DocumentId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_document_openings_document");
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_document_openings_person");
        builder.HasIndex(o => new { o.DocumentId, o.PersonId, o.Version, o.At }).HasDatabaseName("ix_document_openings_reading");
        builder.HasIndex(o => o.PersonId).HasDatabaseName("ix_document_openings_person_id");
    }
}
