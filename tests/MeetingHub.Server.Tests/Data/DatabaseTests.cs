using MeetingHub.Domain;
using MeetingHub.Server.People;
using MeetingHub.Server.SignIn;
using MeetingHub.Server.Tests.Kit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Tests.Data;

public sealed class DatabaseTests
{
    [Theory]
    [InlineData("PRAGMA synchronous", 2)] // FULL
    [InlineData("PRAGMA foreign_keys", 1)]
    [InlineData("PRAGMA busy_timeout", 5000)]
    public async Task Every_connection_writes_to_disk_before_it_answers_and_waits_its_turn(string pragma, long value)
    {
        await using var host = await ServerHost.StartAsync();

        var set = await host.WithDbAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = pragma;
            return (long)(await command.ExecuteScalarAsync())!;
        });

        Assert.Equal(value, set);
    }

    [Fact]
    public async Task A_transaction_holds_the_writers_place_from_its_beginning()
    {
        await using var host = await ServerHost.StartAsync();
        await using var other = new SqliteConnection($"Data Source={Path.Combine(host.DataPath, "meetinghub.db")};Pooling=False;Default Timeout=1");
        await other.OpenAsync();

        var refused = await host.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            return await Record.ExceptionAsync(() => SchemaShape.ExecuteAsync(other, "BEGIN IMMEDIATE"));
        });

        Assert.Equal(SQLitePCL.raw.SQLITE_BUSY, Assert.IsType<SqliteException>(refused).SqliteErrorCode);
    }

    [Fact]
    public async Task Instants_come_back_in_UTC_are_compared_as_instants_and_lose_nothing_above_a_microsecond()
    {
        await using var host = await ServerHost.StartAsync();
        var person = await host.AddPersonAsync("Lê An");
        var early = new DateTimeOffset(2026, 3, 1, 6, 59, 59, TimeSpan.FromHours(7)).AddMicroseconds(123_457);
        var late = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await host.WithDbAsync(db =>
        {
            foreach (var at in (DateTimeOffset[])[late, early])
                db.Add(new Session { Id = Guid.NewGuid(), PersonId = person.Id, CreatedAt = at, ExpiresAt = at });
            return db.SaveChangesAsync();
        });

        var read = await host.WithDbAsync(db =>
            db.Set<Session>().Where(s => s.CreatedAt < late).OrderBy(s => s.CreatedAt).Select(s => s.CreatedAt).ToListAsync());

        Assert.Equal(early, Assert.Single(read));
        Assert.Equal(TimeSpan.Zero, read[0].Offset);
    }

    [Fact]
    public async Task Ids_are_kept_and_asked_for_also_where_there_may_be_none()
    {
        await using var host = await ServerHost.StartAsync();
        var above = await host.AddDepartmentAsync("Sở");
        var below = await host.AddDepartmentAsync("Phòng", above.Id);

        var found = await host.WithDbAsync(db => db.Set<Department>().Where(d => d.ParentId == above.Id).Select(d => d.Id).ToListAsync());
        var top = await host.WithDbAsync(db => db.Set<Department>().Where(d => d.ParentId == null).Select(d => (DepartmentId?)d.Id).SingleAsync());

        Assert.Equal((below.Id, above.Id), (Assert.Single(found), top));
    }
}
