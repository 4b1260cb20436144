using System.Text.Json;
using MeetingHub.Server.Hosting;
using Microsoft.Data.Sqlite;

namespace MeetingHub.Server.Data;

/// <summary>Puts a backup into a data folder without a database, after proving that it is whole.</summary>
internal static class Restore
{
    /// <exception cref="StartupFailure">It is not whole, or there is a database already.</exception>
    public static async Task<BackupContents> FromAsync(string source, DataFolder folder, CancellationToken ct)
    {
        var from = Path.GetFullPath(source);
        if (File.Exists(folder.Database))
            throw new StartupFailure($"{folder.Path} holds a database already; move it away first, or restore to another folder with --data.");
        try
        {
            var contents = Read(from);
            var database = Path.Combine(from, BackupContents.Database);
            if (await Backup.HashAsync(database, ct) != contents.DatabaseSha256)
                throw new StartupFailure($"The database in {from} is not the one that was backed up.");

            Backup.CopyNew(Path.Combine(from, BackupContents.DocumentsFolder), folder.Documents);
            Backup.CopyNew(Path.Combine(from, BackupContents.KeysFolder), folder.Keys);
            if (File.Exists(Path.Combine(from, BackupContents.Certificate)))
                Backup.CopyWhole(Path.Combine(from, BackupContents.Certificate), folder.Certificate);
            // Last: a folder whose restore was interrupted has no database and can be restored again.
            var fresh = folder.Database + ".new";
            File.Copy(database, fresh, overwrite: true);
            await CheckAsync(fresh, ct);
            File.Move(fresh, folder.Database);
            return contents;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or JsonException)
        {
            throw new StartupFailure($"The backup in {from} cannot be restored: {e.Message}", e);
        }
    }

    private static BackupContents Read(string from)
    {
        var list = Path.Combine(from, BackupContents.FileName);
        if (!File.Exists(list))
            throw new StartupFailure($"There is no backup in {from}: {BackupContents.FileName} is missing.");
        var contents = JsonSerializer.Deserialize<BackupContents>(File.ReadAllText(list));
        return contents is { Format: BackupContents.CurrentFormat }
            ? contents
            : throw new StartupFailure($"The backup in {from} was made by a newer program.");
    }

    private static async Task CheckAsync(string database, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        if (await command.ExecuteScalarAsync(ct) is not "ok")
            throw new StartupFailure("The database of the backup is damaged.");
    }
}
