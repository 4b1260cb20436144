using System.Data;
using System.Data.Common;
using System.Globalization;
using MeetingHub.Server.Hosting;

namespace MeetingHub.Server.Data;

/// <summary>
/// Brings a database to the schema of this program: every script that is missing, each in a transaction of its own, noted in
/// <c>schema_version</c> with its checksum. Two processes may do it at once; the second finds the work done.
/// </summary>
internal sealed class SchemaMigrator(SchemaStore store, IReadOnlyList<SchemaScript> scripts, TimeProvider clock)
{
    /// <returns>How many scripts were applied.</returns>
    /// <exception cref="StartupFailure">The schema is newer than this program, or one of its scripts was changed after use.</exception>
    public async Task<int> MigrateAsync(CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        await using var held = await store.LockAsync(connection, ct);
        await ExecuteAsync(connection, null, store.VersionTable, ct);

        var applied = await ReadAppliedAsync(connection, null, ct);
        RefuseForeign(applied);
        if (applied.Count > 0 && applied.Count < scripts.Count)
            await store.CopyAsync(connection, scripts[applied.Count], clock.GetUtcNow(), ct);

        var count = 0;
        foreach (var script in scripts.Skip(applied.Count))
        {
            if (await ApplyAsync(connection, script, ct))
                count++;
        }
        return count;
    }

    private async Task<bool> ApplyAsync(DbConnection connection, SchemaScript script, CancellationToken ct)
    {
        await store.BeforeScriptAsync(connection, ct);
        await using (var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, ct))
        {
            // Another process may have been here between the first look and this transaction.
            var applied = await ReadAppliedAsync(connection, transaction, ct);
            RefuseForeign(applied);
            if (applied.Exists(a => a.Version == script.Version))
                return false;

            await ExecuteAsync(connection, transaction, script.Sql, ct);
            await store.CheckScriptAsync(connection, transaction, script, ct);
            await RecordAsync(connection, transaction, script, ct);
            await transaction.CommitAsync(ct);
        }
        await store.AfterScriptAsync(connection, ct);
        return true;
    }

    private void RefuseForeign(List<AppliedScript> applied)
    {
        if (applied.Count > 0 && applied[^1].Version > (scripts.Count == 0 ? 0 : scripts[^1].Version))
        {
            throw new StartupFailure(
                $"The database has schema {applied[^1].Version:0000}, newer than this program knows; start the newer program or restore a backup.");
        }
        foreach (var (done, script) in applied.Zip(scripts))
        {
            if (done.Version != script.Version || done.Sha256 != script.Sha256)
            {
                throw new StartupFailure(
                    $"Schema script {done.Version:0000}_{done.Name} is not the one this database was made with; install the right program or restore a backup.");
            }
        }
    }

    private static async Task<List<AppliedScript>> ReadAppliedAsync(DbConnection connection, DbTransaction? transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT version, name, sha256 FROM schema_version ORDER BY version";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new List<AppliedScript>();
        while (await reader.ReadAsync(ct))
            applied.Add(new AppliedScript(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    private async Task RecordAsync(DbConnection connection, DbTransaction transaction, SchemaScript script, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "INSERT INTO schema_version (version, name, sha256, applied_at) VALUES (@version, @name, @sha256, @applied_at)";
        Add("@version", script.Version);
        Add("@name", script.Name);
        Add("@sha256", script.Sha256);
        Add("@applied_at", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync(ct);

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }

    internal static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The text is a script of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        // Read to the end: after a statement that gives rows, ExecuteNonQuery of SQLite swallows what later ones have to say.
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.NextResultAsync(ct))
        {
        }
    }

    private sealed record AppliedScript(int Version, string Name, string Sha256);
}
