using System.Security.Cryptography;
using System.Text;
using MeetingHub.Domain.Text;

namespace MeetingHub.Domain.Chat;

public sealed record PostChat(ChatMessageId Message, string Text, ChatAudience To = ChatAudience.All) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (Message == default)
            return Rejection.BadId("chatMessage");
        // Before the start roles may still change, and with them who may read.
        if (To == ChatAudience.ChairAndSecretaries && (on.Me.Role == MeetingRole.Member || on.State.Phase == RoomPhase.Waiting))
            return new Rejection(RejectionCodes.NotAllowed);
        if (on.State.ChatCount + on.State.StaffChatCount >= Limits.ChatMessages)
            return Rejection.TooMany("chatMessages", Limits.ChatMessages);
        if (!InputText.TryClean("text", Text, Limits.ChatMessage, out var text, out var rejection))
            return rejection!;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return Decision.Of(new ChatPosted(Message, hash, To)).With(new ChatText(Message, text));
    }
}
