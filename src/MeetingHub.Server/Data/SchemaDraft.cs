using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Data;

/// <summary>
/// What the model wants beyond the scripts, as a start for the next one: tables, columns and indexes that are missing, for both
/// databases; what is there too much or otherwise is named, since renaming or dropping is a person's decision.
/// </summary>
internal static partial class SchemaDraft
{
    public static async Task<string> WriteAsync(CancellationToken ct)
    {
        await using var migrated = await OpenAsync(ct);
        foreach (var script in SchemaScript.Embedded(DatabaseProvider.Sqlite))
            await SchemaMigrator.ExecuteAsync(migrated, null, script.Sql, ct);
        var wanted = CreateScript(DatabaseProvider.Sqlite);
        await using var modelled = await OpenAsync(ct);
        await SchemaMigrator.ExecuteAsync(modelled, null, wanted, ct);

        var has = await ReadAsync(migrated, ct);
        var wants = await ReadAsync(modelled, ct);
        var draft = new StringBuilder();
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            draft.Append("-- ").Append(provider).AppendLine();
            Append(draft, provider, has, wants);
        }
        return draft.ToString();
    }

    /// <summary>All of the model; asks no database.</summary>
    public static string CreateScript(DatabaseProvider provider)
    {
        var options = new DbContextOptionsBuilder<MeetingDb>();
        _ = provider switch
        {
            DatabaseProvider.Sqlite => options.UseSqlite("Data Source=:memory:"),
            DatabaseProvider.Postgres => options.UseNpgsql("Host=localhost"),
        };
        using var db = new MeetingDb(options.Options);
        return db.Database.GenerateCreateScript();
    }

    private static void Append(StringBuilder draft, DatabaseProvider provider, Shape has, Shape wants)
    {
        var statements = CreateScript(provider).Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var newTables = wants.Columns.Select(c => c.Table).Except(has.Columns.Select(c => c.Table), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var newIndexes = wants.Indexes.Except(has.Indexes, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            if (Table.Match(statement) is { Success: true } table)
            {
                if (newTables.Contains(table.Groups["name"].Value))
                    draft.Append(statement).Append(";\n\n");
                else
                    AppendColumns(draft, statement, table.Groups["name"].Value, has, wants);
            }
            else if (Index.Match(statement) is { Success: true } index && newIndexes.Contains(index.Groups["name"].Value))
            {
                draft.Append(statement).Append(";\n\n");
            }
        }
        foreach (var gone in has.Columns.Except(wants.Columns))
            draft.Append("-- not in the model: column ").Append(gone.Table).Append('.').Append(gone.Definition).Append('\n');
        foreach (var gone in has.Indexes.Except(wants.Indexes, StringComparer.Ordinal))
            draft.Append("-- not in the model: index ").Append(gone).Append('\n');
    }

    private static void AppendColumns(StringBuilder draft, string statement, string table, Shape has, Shape wants)
    {
        foreach (var column in wants.Columns.Where(c => c.Table == table).Except(has.Columns))
        {
            var name = column.Definition.Split(' ')[0];
            var line = statement.Split('\n').Select(l => l.Trim().TrimEnd(',')).FirstOrDefault(l => l.StartsWith($"\"{name}\" ", StringComparison.Ordinal));
            draft.Append("ALTER TABLE \"").Append(table).Append("\" ADD COLUMN ").Append(line).Append(";\n\n");
        }
    }

    private static async Task<SqliteConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<Shape> ReadAsync(SqliteConnection connection, CancellationToken ct)
    {
        var columns = new List<Column>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = """
                SELECT m.name, c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_schema m, pragma_table_info(m.name) c
                WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, c.cid
                """;
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                columns.Add(new Column(reader.GetString(0), reader.GetString(1)));
        }
        var indexes = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY 1";
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                indexes.Add(reader.GetString(0));
        }
        return new Shape(columns, indexes);
    }

    private sealed record Column(string Table, string Definition);

    private sealed record Shape(IReadOnlyList<Column> Columns, IReadOnlyList<string> Indexes);

    [GeneratedRegex("^CREATE TABLE \"?(?<name>[a-z_]+)\"?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Table { get; }

    [GeneratedRegex("^CREATE (UNIQUE )?INDEX \"?(?<name>[a-z_]+)\"?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Index { get; }
}
