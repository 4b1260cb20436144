using MeetingHub.Domain;
using MeetingHub.Domain.Chat;

namespace MeetingHub.Server.Chat;

/// <summary>In the order in which they were written.</summary>
/// <param name="Before">Pass it to get the page before this one; absent when there is none.</param>
public sealed record ChatPage(IReadOnlyList<ChatMessage> Messages, long? Before);

/// <param name="Revision">Of the event that posted it.</param>
/// <param name="Text">Absent when it was erased.</param>
public sealed record ChatMessage(
    ChatMessageId Id, long Revision, DateTimeOffset At, ParticipantId By, ChatAudience To, string? Text);
