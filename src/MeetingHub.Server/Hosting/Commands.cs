using MeetingHub.Publishing.Samples;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using MeetingHub.Server.Rooms.Logs;
using MeetingHub.Server.SignIn;
using MeetingHub.Domain.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Hosting;

/// <summary>What can be done from a terminal besides serving.</summary>
internal static class Commands
{
    public static Task<int> RunAsync(CommandLine line) => line.Command switch
    {
        "" => Launch.ServeAsync(line),
        "backup" => BackupAsync(line),
        "restore" => RestoreAsync(line),
        "schema draft" => DraftAsync(),
        "log replay" => ReplayAsync(line),
        "paper sample" => Task.FromResult(WriteSamples(line)),
        _ when line.Command.Split(' ') is ["link", var account] => LinkAsync(line, account),
        _ => throw new StartupFailure($"There is no command '{line.Command}'; --help lists them."),
    };

    private static async Task<int> BackupAsync(CommandLine line)
    {
        await using var app = Build(line);
        RefusePostgres(app);
        var folder = app.Services.GetRequiredService<DataFolder>();
        var contents = await Backup.MakeAsync(folder, line.Required("--to"), app.Services.GetRequiredService<TimeProvider>(), CancellationToken.None);
        Console.WriteLine($"Backed up the database and {contents.Documents} documents to {Path.GetFullPath(line.Required("--to"))}.");
        return 0;
    }

    private static async Task<int> RestoreAsync(CommandLine line)
    {
        await using var app = Build(line);
        RefusePostgres(app);
        var folder = app.Services.GetRequiredService<DataFolder>();
        using var occupied = folder.Occupy();
        var contents = await Restore.FromAsync(line.Required("--from"), folder, CancellationToken.None);
        Console.WriteLine($"Restored the database of {contents.MadeAt:u} and {contents.Documents} documents to {folder.Path}.");
        return 0;
    }

    private static async Task<int> DraftAsync()
    {
        Console.WriteLine(await SchemaDraft.WriteAsync(CancellationToken.None));
        return 0;
    }

    private static async Task<int> ReplayAsync(CommandLine line)
    {
        await using var app = Build(line);
        // A running server would write the same rows.
        using var occupied = app.Services.GetRequiredService<DataFolder>().Occupy();
        await app.PrepareAsync(CancellationToken.None);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<MeetingDb>>().CreateDbContextAsync();
        var meetings = await Projections.ReplayAllAsync(db, CancellationToken.None);
        Console.WriteLine($"Replayed the logs of {meetings} meetings.");
        return 0;
    }

    private static int WriteSamples(CommandLine line)
    {
        foreach (var file in PaperSamples.Write(new DirectoryInfo(line.Required("--out"))))
            Console.WriteLine(file.FullName);
        return 0;
    }

    /// <summary>For an administrator who lost the password; whoever can run this can read the data folder anyhow.</summary>
    private static async Task<int> LinkAsync(CommandLine line, string account)
    {
        await using var app = Build(line);
        await app.PrepareAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var key = Fold.Of(account);
        var person = await scope.ServiceProvider.GetRequiredService<MeetingDb>().Set<Person>()
            .SingleOrDefaultAsync(p => p.AccountKey == key && p.IsActive, CancellationToken.None)
            ?? throw new StartupFailure($"Nobody active has the account {account}.");
        var length = scope.ServiceProvider.GetRequiredService<IOptions<SignInOptions>>().Value.LinkLength;
        var token = await scope.ServiceProvider.GetRequiredService<OneTimeLinks>()
            .IssueAsync(LinkPurpose.SetPassword, person.Id, length, CancellationToken.None);
        Console.WriteLine($"Behind the address of the server: /enter#{token}");
        return 0;
    }

    private static WebApplication Build(CommandLine line) => Program.Build(Launch.CreateBuilder(line));

    private static void RefusePostgres(WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Postgres)
            throw new StartupFailure("With PostgreSQL the database is copied by pg_dump; copy the data folder beside it, documents after the database.");
    }
}
