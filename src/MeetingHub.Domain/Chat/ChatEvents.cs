namespace MeetingHub.Domain.Chat;

/// <summary>The text is a row outside the log, erasable.</summary>
/// <param name="Sha256">Of the text's UTF-8, lower-case hex.</param>
[LogRule(1, AudienceRule.AsTheEventSays)]
public sealed record ChatPosted(ChatMessageId Message, string Sha256, ChatAudience To) : MeetingEvent, IChoosesAudience
{
    bool IChoosesAudience.IsForChairAndSecretaries => To == ChatAudience.ChairAndSecretaries;

    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => To switch
    {
        ChatAudience.All => state with { ChatCount = state.ChatCount + 1 },
        ChatAudience.ChairAndSecretaries => state with { StaffChatCount = state.StaffChatCount + 1 },
    };
}

public enum ChatAudience
{
    All,
    ChairAndSecretaries,
}
