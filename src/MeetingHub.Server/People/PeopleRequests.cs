using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using MeetingHub.Domain;

namespace MeetingHub.Server.People;

/// <param name="Role">Null for whoever is no administrator, as the other account fields.</param>
/// <param name="HasPassword">False while a link to set one is still to be redeemed.</param>
public sealed record PersonView(
    PersonId Id, string Name, string Position, DepartmentId DepartmentId, string Department, bool IsActive, int Revision,
    string? Role, string? Account, bool? HasPassword)
{
    internal static string NameOf(PersonRole role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());
}

/// <param name="Parent">Null at the top.</param>
/// <param name="People">Active ones, of this department alone.</param>
public sealed record DepartmentView(DepartmentId Id, DepartmentId? Parent, string Name, int Rank, int People);

/// <param name="Account">Null for somebody who is invited and never signs in.</param>
public sealed record PersonRequest(
    [Required, StringLength(100)] string Name,
    DepartmentId DepartmentId,
    [EnumDataType(typeof(PersonRole))] PersonRole Role,
    [StringLength(200)] string? Position = null,
    [StringLength(64)] string? Account = null);

/// <param name="Revision">Of the person who was read.</param>
public sealed record EditPersonRequest(
    [Range(0, int.MaxValue)] int Revision,
    [Required, StringLength(100)] string Name,
    DepartmentId DepartmentId,
    [EnumDataType(typeof(PersonRole))] PersonRole Role,
    [StringLength(200)] string? Position = null,
    [StringLength(64)] string? Account = null)
{
    internal PersonRequest Person => new(Name, DepartmentId, Role, Position, Account);
}

/// <param name="Rank">Place among the departments under the same parent, from 0.</param>
public sealed record DepartmentRequest([Required, StringLength(200)] string Name, [Range(0, 10_000)] int Rank, DepartmentId? Parent = null);

public sealed record OrganisationRequest(
    [Required, StringLength(200)] string Name,
    [StringLength(200)] string? ParentName = null,
    [StringLength(100)] string? Place = null,
    [StringLength(30)] string? Symbol = null);

/// <summary>Handed over by the administrator, shown once.</summary>
/// <param name="Path">"/enter#…", to be put behind the server's address as the browser knows it.</param>
public sealed record LinkIssued(string Path, DateTimeOffset ExpiresAt);
