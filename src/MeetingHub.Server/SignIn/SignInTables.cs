using MeetingHub.Domain;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.SignIn;

/// <summary>A browser somebody is signed in with. The cookie only names it, so that deleting the row is signing out.</summary>
internal sealed class Session
{
    public required Guid Id { get; init; }
    public required PersonId PersonId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }
}

internal enum LinkPurpose
{
    SignIn,
    SetPassword,

    /// <summary>Names no person: redeeming it makes the first one.</summary>
    FirstAdministrator,
}

/// <summary>A link that works once. The token itself is nowhere kept.</summary>
internal sealed class OneTimeLink
{
    /// <summary>SHA-256 of the token, lower-case hexadecimal.</summary>
    public required string TokenHash { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public required PersonId? PersonId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null while it can still be redeemed.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(s => s.PersonId).HasColumnName("person_id");
        builder.Property(s => s.CreatedAt).HasColumnName("created_at");
        builder.Property(s => s.ExpiresAt).HasColumnName("expires_at");
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_sessions_person");
        builder.HasIndex(s => s.PersonId).HasDatabaseName("ix_sessions_person_id");
        builder.HasIndex(s => s.ExpiresAt).HasDatabaseName("ix_sessions_expires_at");
    }
}

internal sealed class OneTimeLinkTable : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.ToTable("one_time_links");
        builder.HasKey(l => l.TokenHash);
        builder.Property(l => l.TokenHash).HasColumnName("token_hash");
        builder.Property(l => l.Purpose).HasColumnName("purpose");
        builder.Property(l => l.PersonId).HasColumnName("person_id");
        builder.Property(l => l.ExpiresAt).HasColumnName("expires_at");
        builder.Property(l => l.UsedAt).HasColumnName("used_at").IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade)
            .HasConstraintName("fk_one_time_links_person");
        builder.HasIndex(l => l.PersonId).HasDatabaseName("ix_one_time_links_person_id");
        builder.HasIndex(l => l.ExpiresAt).HasDatabaseName("ix_one_time_links_expires_at");
    }
}
