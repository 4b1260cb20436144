using MeetingHub.Server.Data;
using MeetingHub.Server.Hosting;
using MeetingHub.Server.People;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;
using Npgsql;

namespace MeetingHub.Server.Tests.Data;

public sealed class PostgresSchemaTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private static readonly SchemaScript First = SchemaScript.Of(1, "first", "CREATE TABLE a (id integer PRIMARY KEY); INSERT INTO a VALUES (7);");

    [Fact]
    public async Task The_scripts_make_what_the_model_says()
    {
        var migrated = await cluster.CreateDatabaseAsync();
        await MigrateAsync(migrated, SchemaScript.Embedded(DatabaseProvider.Postgres));
        var modelled = await cluster.CreateDatabaseAsync();
        await using (var connection = await OpenAsync(modelled))
            await SchemaShape.ExecuteAsync(connection, SchemaDraft.CreateScript(DatabaseProvider.Postgres));

        Assert.Equal(await ShapeAsync(modelled), await ShapeAsync(migrated));
    }

    [Fact]
    public async Task Two_that_start_at_once_apply_each_script_once()
    {
        var database = await cluster.CreateDatabaseAsync();

        var applied = await Task.WhenAll(MigrateAsync(database, [First]), MigrateAsync(database, [First]));

        Assert.Equal(1, applied.Sum());
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        var database = await cluster.CreateDatabaseAsync();
        await MigrateAsync(database, [First]);

        await Assert.ThrowsAsync<StartupFailure>(() => MigrateAsync(database, []));
    }

    [Fact]
    public async Task The_server_finds_and_orders_people_on_it_as_on_the_other()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var host = await ServerHost.StartAsync(settings: [("Database:Provider", "Postgres"), ("Database:ConnectionString", database)]);
        foreach (var name in (string[])["Trần Ánh", "Nguyễn Văn Đức", "Bùi Dung"])
            await host.AddPersonAsync(name);
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));

        var all = await browser.GetAsync<Page<PersonView>>("/api/people");
        var found = await browser.GetAsync<Page<PersonView>>("/api/people?search=duc%20nguyen");

        Assert.Equal(["Lê An", "Trần Ánh", "Bùi Dung", "Nguyễn Văn Đức"], all.Items.Select(p => p.Name));
        Assert.Equal("Nguyễn Văn Đức", Assert.Single(found.Items).Name);
    }

    private static Task<int> MigrateAsync(string database, IReadOnlyList<SchemaScript> scripts) =>
        new SchemaMigrator(new PostgresSchemaStore(database), scripts, new FakeClock()).MigrateAsync(CancellationToken.None);

    private static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<IReadOnlyList<string>> ShapeAsync(string database)
    {
        await using var connection = await OpenAsync(database);
        return await SchemaShape.OfPostgresAsync(connection);
    }
}
