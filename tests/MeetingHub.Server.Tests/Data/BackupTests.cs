using System.Net;
using System.Security.Cryptography;
using MeetingHub.Server.Data;
using MeetingHub.Server.Hosting;
using MeetingHub.Server.People;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Data;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder target = new();
    private readonly TemporaryFolder empty = new();

    [Fact]
    public async Task A_backup_made_while_everybody_writes_holds_all_that_was_acknowledged_before_it()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddDepartmentAsync();
        using var stop = new CancellationTokenSource();
        var written = new int[3];
        var writers = Enumerable.Range(0, written.Length).Select(async w =>
        {
            while (!stop.IsCancellationRequested && written[w] < 2_000)
            {
                await host.AddPersonAsync($"Người {w}-{written[w]}");
                written[w]++;
            }
        }).ToList();
        while (written.Sum() < 20)
            await Task.Delay(5);

        var acknowledged = (int[])written.Clone();
        await BackupAsync(host);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        await Restore.FromAsync(target.Path, DataFolder.Open(empty.At("data")), CancellationToken.None);
        await using var restored = await ServerHost.StartAsync(settings: ("Data", empty.At("data")));
        var names = await restored.WithDbAsync(db => db.Set<Person>().Select(p => p.Name).ToHashSetAsync());
        for (var w = 0; w < written.Length; w++)
            Assert.All(Enumerable.Range(0, acknowledged[w]), i => Assert.Contains($"Người {w}-{i}", names));
    }

    [Fact]
    public async Task A_restored_server_has_the_documents_and_knows_the_sessions()
    {
        await using var host = await ServerHost.StartAsync();
        var person = await host.AddPersonAsync("Lê An");
        using var before = await host.SignInAsAsync(person);
        var content = "%PDF-1.7 …"u8.ToArray();
        var name = Convert.ToHexStringLower(SHA256.HashData(content));
        var documents = Path.Combine(host.DataPath, "documents", name[..2]);
        Directory.CreateDirectory(documents);
        await File.WriteAllBytesAsync(Path.Combine(documents, name), content);
        await BackupAsync(host);

        await Restore.FromAsync(target.Path, DataFolder.Open(empty.At("data")), CancellationToken.None);

        await using var restored = await ServerHost.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(host.Clock), ("Data", empty.At("data")));
        using var after = restored.NewBrowser();
        after.SetCookie("meetinghub-session", before.SessionCookie);
        using var answer = await after.Http.GetAsync("/api/me");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(empty.At("data"), "documents", name[..2], name)));
    }

    [Fact]
    public async Task A_backup_goes_over_an_older_one_and_not_over_anything_else()
    {
        await using var host = await ServerHost.StartAsync();
        await BackupAsync(host);
        await host.AddPersonAsync("Lê An");

        await BackupAsync(host);
        await File.WriteAllTextAsync(empty.At("letter.txt"), "not a backup");
        await Assert.ThrowsAsync<StartupFailure>(() =>
            Backup.MakeAsync(DataFolder.Open(host.DataPath), empty.Path, host.Clock, CancellationToken.None));

        var contents = await Restore.FromAsync(target.Path, DataFolder.Open(empty.At("data")), CancellationToken.None);
        Assert.Equal(host.Clock.GetUtcNow(), contents.MadeAt);
    }

    [Fact]
    public async Task A_backup_whose_database_was_changed_is_not_restored()
    {
        await using var host = await ServerHost.StartAsync();
        await BackupAsync(host);
        await File.AppendAllTextAsync(target.At("meetinghub.db"), "x");

        await Assert.ThrowsAsync<StartupFailure>(() => Restore.FromAsync(target.Path, DataFolder.Open(empty.At("data")), CancellationToken.None));

        Assert.False(File.Exists(empty.At("data/meetinghub.db")));
    }

    [Fact]
    public async Task A_folder_with_a_database_is_not_restored_over()
    {
        await using var host = await ServerHost.StartAsync();
        await BackupAsync(host);

        var failure = await Assert.ThrowsAsync<StartupFailure>(() =>
            Restore.FromAsync(target.Path, DataFolder.Open(host.DataPath), CancellationToken.None));

        Assert.Contains("already", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        target.Dispose();
        empty.Dispose();
    }

    private Task<BackupContents> BackupAsync(ServerHost host) =>
        Backup.MakeAsync(DataFolder.Open(host.DataPath), target.Path, host.Clock, CancellationToken.None);
}
