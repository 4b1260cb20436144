using MeetingHub.Domain;
using MeetingHub.Server.Meetings;

namespace MeetingHub.Server.Documents;

/// <param name="AgendaItem">Null for a document of the whole meeting.</param>
/// <param name="Version">The newest; earlier ones from 1 can be asked for.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the content, lower-case hexadecimal.</param>
/// <param name="IsRead">The caller has opened the newest version.</param>
public sealed record DocumentView(
    DocumentId Id, AgendaItemId? AgendaItem, string Name, string MediaType, long Size, int Version, string Sha256, PersonName AddedBy,
    DateTimeOffset AddedAt, bool IsRead);

/// <summary>The papers of a meeting, and how much may still be added.</summary>
/// <param name="MaxFileBytes">Of one file.</param>
/// <param name="BytesLeft">Of the meeting's share.</param>
public sealed record MeetingDocuments(IReadOnlyList<DocumentView> Documents, long MaxFileBytes, long BytesLeft);

public sealed record DocumentOpeningView(PersonName Person, int Version, DateTimeOffset At);

/// <summary>A paper of a coming or running meeting whose newest version the caller has not opened.</summary>
public sealed record UnreadDocument(
    MeetingId Meeting, string MeetingTitle, DateTimeOffset MeetingStartsAt, DocumentId Id, string Name, string MediaType, long Size,
    int Version, DateTimeOffset AddedAt);
