using MeetingHub.Domain;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.SignIn;

/// <summary>Sessions begin, are looked up at every request, and end.</summary>
internal sealed class Sessions(MeetingDb db, SessionEnds ends, TimeProvider clock, IOptions<SignInOptions> options)
{
    public async Task<Caller> BeginAsync(Person person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new Session { Id = Guid.CreateVersion7(now), PersonId = person.Id, CreatedAt = now, ExpiresAt = now + options.Value.SessionLength };
        db.Add(session);
        await db.SaveChangesAsync(ct);
        return new Caller(person.Id, person.Role, session.Id);
    }

    /// <returns>Null if the session is over or the person may no longer come in.</returns>
    public async Task<Caller?> FindAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await (from session in db.Set<Session>().AsNoTracking()
                           join person in db.Set<Person>() on session.PersonId equals person.Id
                           where session.Id == id && session.ExpiresAt > now && person.IsActive
                           select new { session.ExpiresAt, person.Id, person.Role }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        // Written once in half a session's length, not at every request: SQLite has one writer.
        if (found.ExpiresAt - now < options.Value.SessionLength / 2)
        {
            var expires = now + options.Value.SessionLength;
            await db.Set<Session>().Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.ExpiresAt, expires), ct);
        }
        return new Caller(found.Id, found.Role, id);
    }

    public async Task EndAsync(Caller caller, CancellationToken ct)
    {
        await db.Set<Session>().Where(s => s.Id == caller.Session).ExecuteDeleteAsync(ct);
        ends.Announce(new SessionEnded(caller.Person, caller.Session));
    }

    /// <summary>Call after the change that ends them is saved, so that none can begin in between under the old rights.</summary>
    public async Task EndAllAsync(PersonId person, CancellationToken ct)
    {
        await db.Set<Session>().Where(s => s.PersonId == person).ExecuteDeleteAsync(ct);
        ends.Announce(new SessionEnded(person, Session: null));
    }
}
