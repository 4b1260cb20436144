namespace MeetingHub.Domain.Chat;

public sealed record PostChat(ChatMessageId Message, string Text, ChatAudience To = ChatAudience.All) : RoomCommand;
