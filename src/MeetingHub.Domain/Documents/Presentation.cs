namespace MeetingHub.Domain.Documents;

/// <summary>A document on everybody's stage.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Item">The agenda item that was open when it began.</param>
/// <param name="To">Null while it is shown.</param>
public sealed record Presentation(
    ParticipantId Participant, PresentedDocument Document, int Page, DateTimeOffset From, AgendaItemId? Item = null,
    DateTimeOffset? To = null);

/// <summary>A PDF of the meeting, as one of its versions was when it was presented: a newer version does not change what is shown.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Pages">As the presenter's page counted them, which alone reads the file; null when it did not say.</param>
public sealed record PresentedDocument(DocumentId Id, int Version, string Name, long Size, int? Pages = null);
