using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MeetingHub.Server.Data;

/// <summary>
/// FULL: with WAL the default loses the last commits on a power cut, and acknowledged means on disk. Said to every connection,
/// because neither setting is kept in the file.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public const string EachConnection = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = EachConnection;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        SchemaMigrator.ExecuteAsync(connection, null, EachConnection, cancellationToken);
}
