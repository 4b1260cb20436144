using System.Data.Common;

namespace MeetingHub.Server.Tests.Data;

/// <summary>A schema as a sorted list of statements that can be compared, whichever way it was made.</summary>
internal static class SchemaShape
{
    // Kinds of checks differ in name only; the migrator's own table is not in the model.
    private const string Sqlite = """
        SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' pk=' || c.pk || ' default=' || coalesce(c.dflt_value, '-')
          FROM sqlite_schema m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'schema_version'
        UNION ALL
        SELECT 'foreign key ' || m.name || '.' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_delete
          FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND m.name <> 'schema_version'
        UNION ALL
        SELECT 'index ' || m.name || ' ' || i.name || ' unique=' || i."unique" || ' partial=' || i.partial || ' on '
            || (SELECT group_concat(x.name || CASE x."desc" WHEN 1 THEN ' desc' ELSE '' END, ',') FROM pragma_index_xinfo(i.name) x WHERE x.key = 1)
          FROM sqlite_schema m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin = 'c' AND m.name <> 'schema_version'
        """;

    private const string Postgres = """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' null=' || is_nullable || ' collation=' || coalesce(collation_name, '-')
            || ' default=' || coalesce(column_default, '-') || ' identity=' || is_identity
          FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_version'
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'schema_version'
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'schema_version'
        """;

    public static Task<IReadOnlyList<string>> OfSqliteAsync(DbConnection connection) => ReadAsync(connection, Sqlite);

    public static Task<IReadOnlyList<string>> OfPostgresAsync(DbConnection connection) => ReadAsync(connection, Postgres);

    public static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
