using MeetingHub.Domain;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Meetings;

/// <summary>Names for the ids of one answer, read in one go.</summary>
internal sealed class PersonNames
{
    private readonly Dictionary<PersonId, PersonName> names;

    private PersonNames(Dictionary<PersonId, PersonName> names) => this.names = names;

    /// <exception cref="KeyNotFoundException">Not among those that were loaded; people are never deleted.</exception>
    public PersonName this[PersonId id] => names[id];

    public PersonName? Of(PersonId? id) => id is { } known ? names.GetValueOrDefault(known) : null;

    public static async Task<PersonNames> LoadAsync(MeetingDb db, IEnumerable<PersonId> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        var found = from person in db.Set<Person>().AsNoTracking()
                    join department in db.Set<Department>() on person.DepartmentId equals department.Id
                    where wanted.Contains(person.Id)
                    select new PersonName(person.Id, person.Name, person.Position, department.Name);
        return new(await found.ToDictionaryAsync(person => person.Id, ct));
    }
}
