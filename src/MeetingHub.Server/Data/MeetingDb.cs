using MeetingHub.Domain;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Data;

/// <summary>
/// The planning tables and the log. Each capability describes its own tables (<c>XTables.cs</c>); what holds for all of them
/// stands here: ids are Guids, instants are UTC with microseconds, enums are their names, sort keys are compared byte by byte.
/// </summary>
internal sealed class MeetingDb(DbContextOptions<MeetingDb> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var id in IdTypes())
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        if (Database.IsSqlite())
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<SqliteInstantConverter>();
        else
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MeetingDb).Assembly);
        if (Database.IsSqlite())
            return;
        // SQLite compares bytes by default; PostgreSQL would use the language of the cluster.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.Name.EndsWith("SortKey", StringComparison.Ordinal))
                property.SetCollation("C");
        }
    }

    private static IEnumerable<Type> IdTypes() =>
        typeof(IId<>).Assembly.GetTypes().Where(type => type.IsValueType
            && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)));
}
