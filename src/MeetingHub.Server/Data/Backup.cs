using System.Security.Cryptography;
using System.Text.Json;
using MeetingHub.Server.Hosting;
using Microsoft.Data.Sqlite;

namespace MeetingHub.Server.Data;

/// <param name="DatabaseSha256">Of the copy, lower-case hexadecimal.</param>
internal sealed record BackupContents(int Format, DateTimeOffset MadeAt, string DatabaseSha256, int Documents)
{
    public const string FileName = "backup.json";
    public const string Database = "meetinghub.db";
    public const string DocumentsFolder = "documents";
    public const string KeysFolder = "keys";
    public const string Certificate = "certificate.pem";
    public const int CurrentFormat = 1;
}

/// <summary>
/// A copy of everything that is consistent in itself, also while the server writes. Into an empty folder, or over an older backup,
/// whose documents are then not copied again: they are named by their content.
/// </summary>
internal static class Backup
{
    /// <exception cref="StartupFailure">There is nothing to copy, or the target holds something else.</exception>
    public static async Task<BackupContents> MakeAsync(DataFolder folder, string target, TimeProvider clock, CancellationToken ct)
    {
        if (!File.Exists(folder.Database))
            throw new StartupFailure($"There is no database in {folder.Path}.");
        var to = Path.GetFullPath(target);
        var list = Path.Combine(to, BackupContents.FileName);
        if (Directory.Exists(to) && !File.Exists(list) && Directory.EnumerateFileSystemEntries(to).Any())
            throw new StartupFailure($"{to} holds something that is no backup.");
        try
        {
            DataFolder.MakePrivate(to);
            var documents = Path.Combine(to, BackupContents.DocumentsFolder);
            // Twice: what a row of the copy names was there before the copy, even if it is removed meanwhile, or came before its end.
            CopyNew(folder.Documents, documents);
            await CopyDatabaseAsync(folder.Database, Path.Combine(to, BackupContents.Database), ct);
            CopyNew(folder.Documents, documents);
            CopyNew(folder.Keys, Path.Combine(to, BackupContents.KeysFolder));
            if (File.Exists(folder.Certificate))
                CopyWhole(folder.Certificate, Path.Combine(to, BackupContents.Certificate));

            var contents = new BackupContents(
                BackupContents.CurrentFormat, clock.GetUtcNow(), await HashAsync(Path.Combine(to, BackupContents.Database), ct),
                Directory.EnumerateFiles(documents, "*", SearchOption.AllDirectories).Count());
            // Last: a folder without its list is not taken for a backup.
            await File.WriteAllTextAsync(list, JsonSerializer.Serialize(contents), ct);
            return contents;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StartupFailure($"The backup to {to} failed: {e.Message}", e);
        }
    }

    public static async Task<string> HashAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    private static async Task CopyDatabaseAsync(string from, string to, CancellationToken ct)
    {
        var fresh = to + ".new";
        File.Delete(fresh);
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = from,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 30,
        }.ConnectionString))
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO @file";
            command.Parameters.AddWithValue("@file", fresh);
            await command.ExecuteNonQueryAsync(ct);
        }
        File.Move(fresh, to, overwrite: true);
    }

    /// <summary>Files are never changed under their name; what is still being received lies in "incoming".</summary>
    internal static void CopyNew(string from, string to)
    {
        DataFolder.MakePrivate(to);
        foreach (var folder in Directory.EnumerateDirectories(from).Where(f => Path.GetFileName(f) != "incoming"))
            CopyNew(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            if (!File.Exists(copy))
                CopyWhole(file, copy);
        }
    }

    internal static void CopyWhole(string from, string to)
    {
        var fresh = to + ".new";
        try
        {
            File.Copy(from, fresh, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Removed between the listing and now: no row names it any more.
            return;
        }
        File.Move(fresh, to, overwrite: true);
    }
}
