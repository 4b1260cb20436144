using MeetingHub.Domain;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Rooms;

/// <summary>Name tags for the ids of one room's log. Used by its room alone, one call at a time.</summary>
internal sealed class RoomPeople(IDbContextFactory<MeetingDb> databases)
{
    private readonly Dictionary<PersonId, PersonCard> cards = [];

    public IReadOnlyList<PersonCard> All => [.. cards.Values];

    /// <returns>Those that were not known before.</returns>
    public async Task<IReadOnlyList<PersonCard>> AddAsync(IEnumerable<PersonId> people)
    {
        var unknown = people.Where(p => !cards.ContainsKey(p)).Distinct().ToList();
        if (unknown.Count == 0)
            return [];
        var added = new List<PersonCard>(unknown.Count);
        await using var db = await databases.CreateDbContextAsync();
        foreach (var some in unknown.Chunk(500))
        {
            added.AddRange(await (from person in db.Set<Person>().AsNoTracking()
                                  join department in db.Set<Department>() on person.DepartmentId equals department.Id
                                  where some.Contains(person.Id)
                                  select new PersonCard(person.Id, person.Name, person.Position, department.Name)).ToListAsync());
        }
        foreach (var card in added)
            cards.Add(card.Id, card);
        return added;
    }

    public static IEnumerable<PersonId> In(MeetingState state) =>
        state.Participants.Select(p => p.Person)
            .Concat(state.Seats.SelectMany(Of))
            .Concat(state.Agenda.Select(i => i.Presenter))
            .Concat(state.ActionItems.SelectMany(i => i.CoWorkers.Append(i.Owner)).Select(a => a.Person))
            .OfType<PersonId>();

    public static IEnumerable<PersonId> In(IEnumerable<LoggedEvent> events) => events.SelectMany(e => Of(e.Event)).OfType<PersonId>();

    private static IEnumerable<PersonId?> Of(MeetingEvent happened) => happened switch
    {
        MeetingStarted started => started.Seats.SelectMany(Of).Concat(started.Agenda.Select(i => i.Presenter)),
        ParticipantJoined joined => [joined.Person],
        AgendaItemAdded added => [added.Item.Presenter],
        ActionItemRecorded task => task.CoWorkers.Append(task.Owner).Select(a => a.Person),
        ActionItemRevised task => task.CoWorkers.Append(task.Owner).Select(a => a.Person),
        _ => [],
    };

    private static IEnumerable<PersonId?> Of(Seat seat) => [seat.Person, seat.StandsInFor];
}
