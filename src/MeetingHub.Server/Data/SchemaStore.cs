using System.Data.Common;
using System.Globalization;
using MeetingHub.Server.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MeetingHub.Server.Data;

/// <summary>What migrating asks differently of the two databases.</summary>
internal abstract class SchemaStore
{
    public virtual string VersionTable =>
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)";

    /// <exception cref="StartupFailure">The database cannot be reached.</exception>
    public abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>Held until disposed.</summary>
    public abstract Task<IAsyncDisposable> LockAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Keeps the database as it is before its first change by this program.</summary>
    public abstract Task CopyAsync(DbConnection connection, SchemaScript before, DateTimeOffset now, CancellationToken ct);

    public virtual Task BeforeScriptAsync(DbConnection connection, CancellationToken ct) => Task.CompletedTask;

    public virtual Task CheckScriptAsync(DbConnection connection, DbTransaction transaction, SchemaScript script, CancellationToken ct) =>
        Task.CompletedTask;

    public virtual Task AfterScriptAsync(DbConnection connection, CancellationToken ct) => Task.CompletedTask;

    protected sealed class Nothing : IAsyncDisposable
    {
        public static readonly Nothing Held = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <param name="copies">Where copies from before a change go; null makes none (a database in memory).</param>
internal sealed class SqliteSchemaStore(string connectionString, string? copies) : SchemaStore
{
    public override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            await SchemaMigrator.ExecuteAsync(connection, null, "PRAGMA journal_mode=WAL; " + SqlitePragmas.EachConnection, ct);
        }
        catch (SqliteException e)
        {
            await connection.DisposeAsync();
            throw new StartupFailure($"The database {connection.DataSource} cannot be opened: {e.Message}", e);
        }
        return connection;
    }

    /// <summary>Every script's own IMMEDIATE transaction is the lock; it looks again once it has it.</summary>
    public override Task<IAsyncDisposable> LockAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult<IAsyncDisposable>(Nothing.Held);

    public override async Task CopyAsync(DbConnection connection, SchemaScript before, DateTimeOffset now, CancellationToken ct)
    {
        if (copies is null)
            return;
        DataFolder.MakePrivate(copies);
        var name = string.Create(CultureInfo.InvariantCulture, $"before-{before.Version:0000}-{now.UtcDateTime:yyyyMMdd-HHmmss}.db");
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @file";
        command.Parameters.Add(new SqliteParameter("@file", Path.Combine(copies, name)));
        await command.ExecuteNonQueryAsync(ct);
    }

    // Inside a transaction this pragma does nothing, and a table that is rebuilt would drag its children along.
    public override Task BeforeScriptAsync(DbConnection connection, CancellationToken ct) =>
        SchemaMigrator.ExecuteAsync(connection, null, "PRAGMA foreign_keys=OFF", ct);

    public override async Task CheckScriptAsync(
        DbConnection connection, DbTransaction transaction, SchemaScript script, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA foreign_key_check";
        if (await command.ExecuteScalarAsync(ct) is string table)
            throw new StartupFailure($"Schema script {script.Version:0000}_{script.Name} would leave rows of {table} without what they refer to.");
        await SchemaMigrator.ExecuteAsync(
            connection, transaction, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={script.Version}"), ct);
    }

    public override Task AfterScriptAsync(DbConnection connection, CancellationToken ct) =>
        SchemaMigrator.ExecuteAsync(connection, null, "PRAGMA foreign_keys=ON", ct);
}

internal sealed class PostgresSchemaStore(string connectionString) : SchemaStore
{
    // Any number will do that no other program on the cluster uses: "MeetHub" in ASCII.
    private const long LockKey = 0x4D656574487562;

    public override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
        }
        catch (NpgsqlException e)
        {
            await connection.DisposeAsync();
            throw new StartupFailure($"The PostgreSQL database cannot be opened: {e.Message}", e);
        }
        return connection;
    }

    public override async Task<IAsyncDisposable> LockAsync(DbConnection connection, CancellationToken ct)
    {
        await SchemaMigrator.ExecuteAsync(connection, null, $"SELECT pg_advisory_lock({LockKey})", ct);
        return new AdvisoryLock(connection);
    }

    /// <summary>The operator's own backup of the cluster is the copy; a server cannot make one from inside.</summary>
    public override Task CopyAsync(DbConnection connection, SchemaScript before, DateTimeOffset now, CancellationToken ct) =>
        Task.CompletedTask;

    private sealed class AdvisoryLock(DbConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() =>
            await SchemaMigrator.ExecuteAsync(connection, null, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
    }
}
