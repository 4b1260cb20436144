using System.Runtime.CompilerServices;
using MeetingHub.Server.Data;
using MeetingHub.Server.Hosting;
using MeetingHub.Testing;
using Microsoft.Data.Sqlite;

namespace MeetingHub.Server.Tests.Data;

public sealed class SqliteSchemaTests : IDisposable
{
    private static readonly SchemaScript First = SchemaScript.Of(1, "first", "CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (7);");
    private static readonly SchemaScript Second = SchemaScript.Of(2, "second", "CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id));");

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_scripts_make_what_the_model_says()
    {
        await MigrateAsync(SchemaScript.Embedded(DatabaseProvider.Sqlite));
        await using var migrated = await OpenAsync();
        await using var modelled = new SqliteConnection("Data Source=:memory:");
        await modelled.OpenAsync();
        await SchemaShape.ExecuteAsync(modelled, SchemaDraft.CreateScript(DatabaseProvider.Sqlite));

        Assert.Equal(await SchemaShape.OfSqliteAsync(modelled), await SchemaShape.OfSqliteAsync(migrated));
    }

    [Fact]
    public async Task There_is_nothing_to_draft_when_the_scripts_are_complete()
    {
        var draft = await SchemaDraft.WriteAsync(CancellationToken.None);

        Assert.DoesNotContain("CREATE", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("ALTER", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("not in the model", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_script_has_its_pair_and_numbers_have_no_gap()
    {
        var sqlite = SchemaScript.Embedded(DatabaseProvider.Sqlite).Select(s => (s.Version, s.Name)).ToList();
        var postgres = SchemaScript.Embedded(DatabaseProvider.Postgres).Select(s => (s.Version, s.Name));

        Assert.Equal(sqlite, postgres);
        Assert.Equal(Enumerable.Range(1, sqlite.Count), sqlite.Select(s => s.Version));
    }

    [Fact]
    public async Task A_second_run_finds_nothing_to_do()
    {
        Assert.Equal(2, await MigrateAsync([First, Second]));
        Assert.Equal(0, await MigrateAsync([First, Second]));
    }

    [Fact]
    public async Task Two_that_start_at_once_apply_each_script_once()
    {
        var applied = await Task.WhenAll(MigrateAsync([First, Second]), MigrateAsync([First, Second]));

        Assert.Equal(2, applied.Sum());
        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM a"));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await MigrateAsync([First, Second]);

        var failure = await Assert.ThrowsAsync<StartupFailure>(() => MigrateAsync([First]));

        Assert.Contains("newer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_was_edited_after_its_use_is_refused()
    {
        await MigrateAsync([First]);
        var edited = SchemaScript.Of(1, "first", First.Sql + " -- a better comment");

        var failure = await Assert.ThrowsAsync<StartupFailure>(() => MigrateAsync([edited, Second]));

        Assert.Contains("0001_first", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"));
    }

    [Fact]
    public void A_checkout_with_other_line_ends_is_the_same_script() =>
        Assert.Equal(SchemaScript.Of(1, "x", "SELECT 1;\nSELECT 2;\n"), SchemaScript.Of(1, "x", "SELECT 1;\r\nSELECT 2;\r\n"));

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_of_itself()
    {
        var broken = SchemaScript.Of(2, "broken", "CREATE TABLE c (id INTEGER); INSERT INTO nowhere VALUES (1);");

        await Assert.ThrowsAsync<SqliteException>(() => MigrateAsync([First, broken]));

        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM sqlite_schema WHERE name = 'c'"));
        Assert.Equal(1L, await ScalarAsync("SELECT max(version) FROM schema_version"));
    }

    // ExecuteNonQuery ended the script quietly after the first statement with rows.
    [Fact]
    public async Task A_script_that_fails_after_a_statement_with_rows_is_not_taken_for_applied()
    {
        var broken = SchemaScript.Of(2, "broken", "SELECT 1; INSERT INTO nowhere VALUES (1);");

        await Assert.ThrowsAsync<SqliteException>(() => MigrateAsync([First, broken]));

        Assert.Equal(1L, await ScalarAsync("SELECT max(version) FROM schema_version"));
    }

    [Fact]
    public async Task A_script_that_would_leave_rows_without_their_parent_is_refused()
    {
        await MigrateAsync([First, Second]);
        var orphaning = SchemaScript.Of(3, "orphaning", "INSERT INTO b VALUES (1, 99);");

        await Assert.ThrowsAsync<StartupFailure>(() => MigrateAsync([First, Second, orphaning]));

        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM b"));
    }

    [Fact]
    public async Task Before_the_first_change_the_database_is_copied_and_a_new_one_is_not()
    {
        await MigrateAsync([First]);
        Assert.False(Directory.Exists(folder.At("copies")));

        await MigrateAsync([First, Second]);

        var copy = Assert.Single(Directory.GetFiles(folder.At("copies"), "before-0002-*.db"));
        await using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM a";
        Assert.Equal(7L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task The_database_keeps_a_write_ahead_log_and_knows_its_version()
    {
        await MigrateAsync([First, Second]);

        Assert.Equal("wal", await ScalarAsync("PRAGMA journal_mode"));
        Assert.Equal(2L, await ScalarAsync("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_stored_database_of_the_first_schema_is_brought_up_to_date_and_keeps_its_rows()
    {
        await using (var old = await OpenAsync())
            await SchemaShape.ExecuteAsync(old, await File.ReadAllTextAsync(Stored("0001_people.sql")));

        await MigrateAsync(SchemaScript.Embedded(DatabaseProvider.Sqlite));

        Assert.Equal("Nguyễn Thị Thanh Hà", await ScalarAsync("SELECT name FROM people WHERE account = 'ha.ntt'"));
        Assert.Equal((long)SchemaScript.Embedded(DatabaseProvider.Sqlite).Count, await ScalarAsync("SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task Minutes_approved_before_word_files_were_kept_stay_as_they_were()
    {
        var scripts = SchemaScript.Embedded(DatabaseProvider.Sqlite);
        await using (var old = await OpenAsync())
            await SchemaShape.ExecuteAsync(old, await File.ReadAllTextAsync(Stored("0001_people.sql")));
        await MigrateAsync([.. scripts.TakeWhile(script => script.Name != "word_minutes")]);
        await using (var old = await OpenAsync())
        {
            await SchemaShape.ExecuteAsync(old, """
                INSERT INTO meetings SELECT 'm', 'Giao ban', 'Briefing', 'Scheduled', '', '', '', 60, '', id, id, id, '', NULL, NULL, 1, 1, NULL, NULL
                  FROM people LIMIT 1;
                INSERT INTO minutes_versions SELECT 'm', 1, '{}', x'255044462D', 'abc', chair_id, '' FROM meetings;
                """);
        }

        await MigrateAsync(scripts);

        Assert.Equal("255044462D abc", await ScalarAsync("SELECT hex(pdf) || ' ' || sha256 FROM minutes_versions WHERE docx IS NULL AND docx_sha256 IS NULL"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private Task<int> MigrateAsync(IReadOnlyList<SchemaScript> scripts) => new SchemaMigrator(
        new SqliteSchemaStore(DataSetup.SqliteConnectionString(folder.At("x.db")), folder.At("copies")), scripts, new FakeClock()).MigrateAsync(CancellationToken.None);

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(DataSetup.SqliteConnectionString(folder.At("x.db")));
        await connection.OpenAsync();
        return connection;
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private static string Stored(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../fixtures/databases", name));
}
