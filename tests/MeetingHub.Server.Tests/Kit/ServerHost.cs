using System.Collections.Concurrent;
using MeetingHub.Domain;
using MeetingHub.Domain.Search;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using MeetingHub.Server.SignIn;
using MeetingHub.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Tests.Kit;

/// <summary>
/// The real server on a test transport, in a data folder of its own that goes with it, with the real schema and a clock that moves
/// only by hand. People are made with <see cref="AddPersonAsync"/> and act through <see cref="SignInAsAsync"/>.
/// </summary>
internal sealed class ServerHost : IAsyncDisposable
{
    /// <summary>Setting for a host whose data another process goes on with: its clock then starts with the machine's.</summary>
    public static readonly (string Key, string Value) Today = ("Clock", "today");

    private readonly TemporaryFolder data;

    private ServerHost(TemporaryFolder data, WebApplication app, FakeClock clock)
    {
        this.data = data;
        App = app;
        Clock = clock;
    }

    public WebApplication App { get; }
    public FakeClock Clock { get; }
    public IServiceProvider Services => App.Services;
    public string DataPath => data.Path;

    /// <summary>Every line logged, as an operator would see it.</summary>
    public LogLines Log => Services.GetRequiredService<LogLines>();

    /// <param name="configure">Changes the builder before the capabilities are added.</param>
    /// <param name="settings">Configuration, "Section:Key".</param>
    public static async Task<ServerHost> StartAsync(
        Action<WebApplicationBuilder>? configure = null, params (string Key, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        var clock = settings.Contains(Today) ? new FakeClock(TimeProvider.System.GetUtcNow()) : new FakeClock();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Data"] = folder.Path, ["Media:Enabled"] = "false" });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        var lines = new LogLines();
        builder.Logging.ClearProviders().AddProvider(lines);
        builder.Services.AddSingleton(lines);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.WebHost.UseTestServer();
        configure?.Invoke(builder);

        var app = Program.Build(builder);
        await app.PrepareAsync(CancellationToken.None);
        await app.StartAsync();
        // The server's own: configure may have brought another, and a ticket dated by the wrong one is expired now and then.
        return new ServerHost(folder, app, (FakeClock)app.Services.GetRequiredService<TimeProvider>());
    }

    /// <summary>Reads or changes the tables directly, for what no operation of the product does.</summary>
    public async Task<T> WithDbAsync<T>(Func<MeetingDb, Task<T>> act)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<MeetingDb>>().CreateDbContextAsync();
        return await act(db);
    }

    public async Task<Department> AddDepartmentAsync(string name = "Văn phòng", DepartmentId? parent = null)
    {
        var department = new Department { Id = DepartmentId.From(Guid.NewGuid()), Name = name, ParentId = parent, Rank = 0 };
        await WithDbAsync(db => { db.Add(department); return db.SaveChangesAsync(); });
        return department;
    }

    /// <summary>With an account and without a password: <see cref="SignInAsAsync"/> needs none.</summary>
    public async Task<Person> AddPersonAsync(string name, PersonRole role = PersonRole.Member, DepartmentId? department = null)
    {
        var id = PersonId.From(Guid.NewGuid());
        var account = "p" + id.Value.ToString("N");
        department ??= await WithDbAsync(db => db.Set<Department>().Select(d => (DepartmentId?)d.Id).FirstOrDefaultAsync())
            ?? (await AddDepartmentAsync()).Id;
        var person = Accounts.NewPerson(id, name, department.Value, role, Clock.GetUtcNow());
        person.Account = person.AccountKey = account;
        await WithDbAsync(db => { db.Add(person); return db.SaveChangesAsync(); });
        return person;
    }

    /// <summary>With the password, for who signs in at the door.</summary>
    public async Task<Person> AddPersonWithPasswordAsync(string name, string account, string password, PersonRole role = PersonRole.Member)
    {
        var person = await AddPersonAsync(name, role);
        return await WithDbAsync(async db =>
        {
            db.Attach(person);
            person.Account = account;
            person.AccountKey = Fold.Of(account);
            person.PasswordHash = Services.GetRequiredService<IPasswordHasher<Person>>().HashPassword(person, password);
            await db.SaveChangesAsync();
            return person;
        });
    }

    /// <summary>A one-time link's token, as the operator would hand it over.</summary>
    public async Task<string> IssueLinkAsync(LinkPurpose purpose, PersonId? person, TimeSpan? length = null)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OneTimeLinks>()
            .IssueAsync(purpose, person, length ?? TimeSpan.FromHours(1), CancellationToken.None);
    }

    /// <summary>A browser that has opened the page and is signed in: it carries the cookies, and the token on unsafe calls.</summary>
    public async Task<Browser> SignInAsAsync(Person person, string host = "localhost")
    {
        var browser = NewBrowser(host);
        await using var scope = Services.CreateAsyncScope();
        var caller = await scope.ServiceProvider.GetRequiredService<Sessions>().BeginAsync(person, CancellationToken.None);
        var scheme = IdentityConstants.ApplicationScheme;
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var now = Clock.GetUtcNow();
        var ticket = new AuthenticationTicket(
            caller.ToPrincipal(scheme), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan }, scheme);
        browser.SetCookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
        return browser;
    }

    /// <summary>What the hub hears of sessions that end, from now on.</summary>
    public IReadOnlyCollection<SessionEnded> ListenForEnds()
    {
        var ended = new ConcurrentQueue<SessionEnded>();
        Services.GetRequiredService<SessionEnds>().Ended += ended.Enqueue;
        return ended;
    }

    /// <param name="host">With or without "https://".</param>
    public Browser NewBrowser(string host = "localhost") => new(App.GetTestServer(), host);

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        data.Dispose();
    }
}
