using System.Collections.Immutable;
using System.Text.Json;
using MeetingHub.Domain;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MeetingHub.Server.ActionItems;

/// <summary>Projection of the log: a task as it was last recorded or revised. A withdrawn one has no row.</summary>
internal sealed class ActionItem
{
    public required ActionItemId Id { get; init; }
    public required MeetingId MeetingId { get; init; }

    /// <summary>Null when it was given outside any item. No foreign key: items come and go by the log alone once the meeting runs.</summary>
    public AgendaItemId? AgendaItemId { get; set; }
    public required string What { get; set; }

    /// <summary>Exactly one of the two owners is set.</summary>
    public PersonId? OwnerPersonId { get; set; }
    public DepartmentId? OwnerDepartmentId { get; set; }


    /// <summary>People and departments who help.</summary>
    public required ImmutableList<Assignee> CoWorkers { get; set; }
    public required DateOnly Due { get; set; }
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class ActionItemTable : IEntityTypeConfiguration<ActionItem>
{
    public void Configure(EntityTypeBuilder<ActionItem> builder)
    {
        builder.ToTable("action_items");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(i => i.MeetingId).HasColumnName("meeting_id");
        builder.Property(i => i.AgendaItemId).HasColumnName("agenda_item_id");
        builder.Property(i => i.What).HasColumnName("what");
        builder.Property(i => i.OwnerPersonId).HasColumnName("owner_person_id");
        builder.Property(i => i.OwnerDepartmentId).HasColumnName("owner_department_id");
        builder.Property(i => i.CoWorkers).HasColumnName("co_workers").HasConversion(
            new ValueConverter<ImmutableList<Assignee>, string>(list => Write(list), json => Read(json)),
            new ValueComparer<ImmutableList<Assignee>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list));
        builder.Property(i => i.Due).HasColumnName("due");
        builder.Property(i => i.RecordedAt).HasColumnName("recorded_at");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(i => i.MeetingId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_action_items_meeting");
        builder.HasIndex(i => i.MeetingId).HasDatabaseName("ix_action_items_meeting_id");
        builder.HasIndex(i => new { i.OwnerPersonId, i.Due }).HasDatabaseName("ix_action_items_owner_person");
        builder.HasIndex(i => new { i.OwnerDepartmentId, i.Due }).HasDatabaseName("ix_action_items_owner_department");
    }

    private static string Write(ImmutableList<Assignee> list) => JsonSerializer.Serialize(list, RoomJson.Options);

    private static ImmutableList<Assignee> Read(string json) => JsonSerializer.Deserialize<ImmutableList<Assignee>>(json, RoomJson.Options)!;
}
