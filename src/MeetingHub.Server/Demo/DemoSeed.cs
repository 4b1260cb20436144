using MeetingHub.Domain;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Demo;

/// <summary>Fills an empty demo by the operations everybody uses; a second start finds its data and adds nothing.</summary>
internal static class DemoSeed
{
    public static async Task PlantAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MeetingDb>();
        if (await db.Set<Person>().AnyAsync(ct))
            return;
        var (people, departments) = await PlantPeopleAsync(scope.ServiceProvider.GetRequiredService<PeopleDirectory>(), ct);
        await ActivatorUtilities.CreateInstance<DemoMeetings>(scope.ServiceProvider).PlantAsync(people, departments[DemoPeople.Division], ct);
    }

    private static async Task<(Dictionary<string, PersonId> People, List<DepartmentId> Departments)> PlantPeopleAsync(
        PeopleDirectory directory, CancellationToken ct)
    {
        await directory.NameOrganisationAsync(DemoPeople.Organisation, ct);
        var departments = new List<DepartmentId>();
        foreach (var name in DemoPeople.Departments)
            departments.Add((await directory.AddDepartmentAsync(new DepartmentRequest(name, departments.Count), ct)).Id);
        var people = new Dictionary<string, PersonId>(StringComparer.Ordinal);
        foreach (var person in DemoPeople.All)
        {
            var (id, rejection) = await directory.AddPersonAsync(
                new PersonRequest(person.Name, departments[person.Department], person.Role, person.Position, person.Account), ct);
            if (rejection is not null)
                throw new InvalidOperationException($"The demo's {person.Account} is refused: {rejection.Code}.");
            people.Add(person.Account, id);
        }
        return (people, departments);
    }
}
