using MeetingHub.Domain;
using MeetingHub.Domain.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MeetingHub.Server.People;

/// <summary>What a person may do outside a meeting; in a meeting the seat says it.</summary>
public enum PersonRole
{
    /// <summary>Keeps people and settings, and may do what a secretary may.</summary>
    Administrator,
    Secretary,
    Leader,
    Member,
}

/// <summary>The body whose server this is, as it stands at the head of its papers. One row, or none before the first administrator.</summary>
internal sealed class Organisation
{
    public const int OnlyId = 1;

    public int Id { get; private init; } = OnlyId;
    public required string Name { get; set; }

    /// <summary>The body above it, printed over its name; null for a body without one.</summary>
    public string? ParentName { get; set; }

    /// <summary>Where its papers are dated, "Lam Giang".</summary>
    public string? Place { get; set; }

    /// <summary>What stands for it in the number of a paper, "SKHCN".</summary>
    public string? Symbol { get; set; }
}

internal sealed class Department
{
    public required DepartmentId Id { get; init; }
    public DepartmentId? ParentId { get; set; }
    public required string Name { get; set; }

    /// <summary>Place among its siblings, from 0; the leadership stands first whatever its name.</summary>
    public required int Rank { get; set; }
}

internal sealed class Person
{
    public required PersonId Id { get; init; }
    public required string Name { get; set; }

    /// <summary>Orders by given name, compared byte by byte.</summary>
    public required string NameSortKey { get; set; }

    /// <summary>Name and position, folded.</summary>
    public required string SearchText { get; set; }

    /// <summary>"Phó Giám đốc"; empty if none.</summary>
    public required string Position { get; set; }
    public required DepartmentId DepartmentId { get; set; }
    public required PersonRole Role { get; set; }

    /// <summary>False keeps the name in past meetings and lets nobody in.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>What is typed at sign-in; null while the person has no account.</summary>
    public string? Account { get; set; }

    /// <summary>The account folded, which is what must be unique.</summary>
    public string? AccountKey { get; set; }

    /// <summary>Null until the person has set one by a link.</summary>
    public string? PasswordHash { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Revision { get; set; }

    /// <summary>Keeps the columns made of the name in step with it.</summary>
    public void Rename(string name, string position)
    {
        Name = name.Trim();
        Position = position.Trim();
        NameSortKey = Domain.People.NameSortKey.Of(Name);
        SearchText = Fold.Of(Name + " " + Position);
    }
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisation");
        builder.Property(o => o.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(o => o.Name).HasColumnName("name");
        builder.Property(o => o.ParentName).HasColumnName("parent_name");
        builder.Property(o => o.Place).HasColumnName("place");
        builder.Property(o => o.Symbol).HasColumnName("symbol");
    }
}

internal sealed class DepartmentTable : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.ToTable("departments");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(d => d.ParentId).HasColumnName("parent_id");
        builder.Property(d => d.Name).HasColumnName("name");
        builder.Property(d => d.Rank).HasColumnName("rank");
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.ParentId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_departments_parent");
        builder.HasIndex(d => d.ParentId).HasDatabaseName("ix_departments_parent_id");
    }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(p => p.Name).HasColumnName("name");
        builder.Property(p => p.NameSortKey).HasColumnName("name_sort_key");
        builder.Property(p => p.SearchText).HasColumnName("search_text");
        builder.Property(p => p.Position).HasColumnName("position");
        builder.Property(p => p.DepartmentId).HasColumnName("department_id");
        builder.Property(p => p.Role).HasColumnName("role");
        builder.Property(p => p.IsActive).HasColumnName("is_active");
        builder.Property(p => p.Account).HasColumnName("account");
        builder.Property(p => p.AccountKey).HasColumnName("account_key");
        builder.Property(p => p.PasswordHash).HasColumnName("password_hash");
        builder.Property(p => p.CreatedAt).HasColumnName("created_at");
        builder.Property(p => p.Revision).HasColumnName("revision").IsConcurrencyToken();
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_people_department");
        builder.HasIndex(p => p.DepartmentId).HasDatabaseName("ix_people_department_id");
        builder.HasIndex(p => new { p.NameSortKey, p.Id }).HasDatabaseName("ix_people_name");
        builder.HasIndex(p => p.AccountKey).IsUnique().HasDatabaseName("ix_people_account_key");
    }
}
