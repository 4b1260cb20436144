using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Data;

internal sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Of PostgreSQL; SQLite is a file in the data folder.</summary>
    public string? ConnectionString { get; set; }
}

internal static class DataSetup
{
    /// <summary>The folder is opened here and not later: whatever is wrong with it is said before anything else starts.</summary>
    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        var isDemo = builder.Configuration.GetValue("Demo", false);
        var folder = DataFolder.Open(builder.Configuration["Data"] ?? (isDemo ? "data/demo" : "data"), isDemo);
        var services = builder.Services;
        services.AddSingleton(folder);
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database")
            .Validate(o => o.Provider == DatabaseProvider.Sqlite || !string.IsNullOrWhiteSpace(o.ConnectionString),
                "Database:ConnectionString is needed for PostgreSQL.")
            .ValidateOnStart();
        services.AddDbContextFactory<MeetingDb>((provider, options) => Configure(options, folder, Database(provider)));
        services.AddSingleton(provider => Migrator(provider, folder));
        services.AddDataProtection().SetApplicationName("MeetingHub").PersistKeysToFileSystem(new DirectoryInfo(folder.Keys));
        return builder;
    }

    public static string SqliteConnectionString(string file) =>
        // A busy database is waited for as long as a command may run.
        $"Data Source={file};Foreign Keys=True;Default Timeout=5";

    private static DatabaseOptions Database(IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;

    private static void Configure(DbContextOptionsBuilder options, DataFolder folder, DatabaseOptions database)
    {
        switch (database.Provider)
        {
            case DatabaseProvider.Sqlite:
                options.UseSqlite(SqliteConnectionString(folder.Database)).AddInterceptors(new SqlitePragmas());
                break;
            case DatabaseProvider.Postgres:
                options.UseNpgsql(database.ConnectionString);
                break;
        }
    }

    private static SchemaMigrator Migrator(IServiceProvider provider, DataFolder folder)
    {
        var database = Database(provider);
        SchemaStore store = database.Provider switch
        {
            DatabaseProvider.Sqlite => new SqliteSchemaStore(SqliteConnectionString(folder.Database), folder.SchemaCopies),
            DatabaseProvider.Postgres => new PostgresSchemaStore(database.ConnectionString!),
        };
        return new SchemaMigrator(store, SchemaScript.Embedded(database.Provider), provider.GetRequiredService<TimeProvider>());
    }
}
