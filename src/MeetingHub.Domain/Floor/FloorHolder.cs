namespace MeetingHub.Domain.Floor;

public sealed record Hand(ParticipantId Participant, DateTimeOffset RaisedAt);

/// <param name="Until">Null: without limit.</param>
public sealed record FloorHolder(ParticipantId Participant, DateTimeOffset Since, DateTimeOffset? Until = null);

/// <param name="Item">The agenda item that was open when it began.</param>
/// <param name="To">Null while speaking.</param>
public sealed record SpeakingTurn(ParticipantId Participant, DateTimeOffset From, AgendaItemId? Item = null, DateTimeOffset? To = null);
