using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.Rooms;

/// <summary>One line of a meeting's log. Written once by <see cref="Logs.EventLog"/>, never changed.</summary>
internal sealed class StoredEvent
{
    public required MeetingId MeetingId { get; init; }
    public required long Revision { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the server itself acted.</summary>
    public required ParticipantId? By { get; init; }

    /// <summary>Name and version of the payload, so that upcasting and cutting need no look into the JSON.</summary>
    public required string Type { get; init; }
    public required int Version { get; init; }
    public required AudienceKind Audience { get; init; }
    public required string Json { get; init; }
    public required CommandId? CommandId { get; init; }
}

/// <summary>What somebody wrote, kept apart from the log that refers to it, so that it can be erased without touching the log.</summary>
internal sealed class StoredText
{
    public required MeetingId MeetingId { get; init; }

    /// <summary>Of the thing it is the text of: a chat message, a reason.</summary>
    public required Guid Id { get; init; }

    /// <summary>The event that brought it.</summary>
    public required long Revision { get; init; }

    /// <summary>Null once erased: the tombstone.</summary>
    public required string? Text { get; set; }
    public DateTimeOffset? ErasedAt { get; set; }
}

/// <summary>Who runs a meeting's room. A process that lost it is refused at its next append.</summary>
internal sealed class StoredRoom
{
    public required MeetingId MeetingId { get; init; }

    /// <summary>Made anew by each process at its start.</summary>
    public required Guid Owner { get; set; }

    /// <summary>Goes up by one with each owner.</summary>
    public required long Epoch { get; set; }

    /// <summary>Of the last event.</summary>
    public required long Revision { get; set; }

    /// <summary>Projection: the meeting runs or people wait for it. Such a room is recovered when the server starts.</summary>
    public required bool IsLive { get; set; }

    /// <summary>The owner was alive then, to ten seconds.</summary>
    public required DateTimeOffset HeartbeatAt { get; set; }
}

internal sealed class StoredEventTable : IEntityTypeConfiguration<StoredEvent>
{
    public void Configure(EntityTypeBuilder<StoredEvent> builder)
    {
        builder.ToTable("meeting_events");
        builder.HasKey(e => new { e.MeetingId, e.Revision });
        builder.Property(e => e.MeetingId).HasColumnName("meeting_id");
        builder.Property(e => e.Revision).HasColumnName("revision").ValueGeneratedNever();
        builder.Property(e => e.At).HasColumnName("at");
        builder.Property(e => e.By).HasColumnName("by");
        builder.Property(e => e.Type).HasColumnName("type");
        builder.Property(e => e.Version).HasColumnName("version");
        builder.Property(e => e.Audience).HasColumnName("audience");
        builder.Property(e => e.Json).HasColumnName("json");
        builder.Property(e => e.CommandId).HasColumnName("command_id");
    }
}

internal sealed class StoredTextTable : IEntityTypeConfiguration<StoredText>
{
    public void Configure(EntityTypeBuilder<StoredText> builder)
    {
        builder.ToTable("meeting_texts");
        builder.HasKey(t => new { t.MeetingId, t.Id });
        builder.Property(t => t.MeetingId).HasColumnName("meeting_id");
        builder.Property(t => t.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(t => t.Revision).HasColumnName("revision");
        builder.Property(t => t.Text).HasColumnName("text");
        builder.Property(t => t.ErasedAt).HasColumnName("erased_at");
        builder.HasIndex(t => new { t.MeetingId, t.Revision }).HasDatabaseName("ix_meeting_texts_revision");
    }
}

internal sealed class StoredRoomTable : IEntityTypeConfiguration<StoredRoom>
{
    public void Configure(EntityTypeBuilder<StoredRoom> builder)
    {
        builder.ToTable("meeting_rooms");
        builder.HasKey(r => r.MeetingId);
        builder.Property(r => r.MeetingId).HasColumnName("meeting_id").ValueGeneratedNever();
        builder.Property(r => r.Owner).HasColumnName("owner");
        builder.Property(r => r.Epoch).HasColumnName("epoch");
        builder.Property(r => r.Revision).HasColumnName("revision");
        builder.Property(r => r.IsLive).HasColumnName("is_live");
        builder.Property(r => r.HeartbeatAt).HasColumnName("heartbeat_at");
        builder.HasIndex(r => r.IsLive).HasDatabaseName("ix_meeting_rooms_is_live");
    }
}
