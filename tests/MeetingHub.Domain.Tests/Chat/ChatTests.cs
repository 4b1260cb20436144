using System.Security.Cryptography;
using System.Text;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Chat;

public sealed class ChatTests
{
    [Fact]
    public void The_text_goes_beside_the_log_and_the_log_keeps_its_hash()
    {
        var room = TestRoom.Running();
        var message = room.New<ChatMessageId>();

        var decision = room.Do(room.Member(0), new PostChat(message, " Chào\r\nmọi người "));

        Assert.Equal([new ChatText(message, "Chào\nmọi người")], decision.Rows);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Chào\nmọi người")));
        Assert.Equal([new ChatPosted(message, hash, ChatAudience.All)], decision.Events);
        Assert.Equal(1, room.State.ChatCount);
    }

    [Fact]
    public void Chair_and_secretaries_write_to_each_other_once_the_roles_are_fixed()
    {
        var room = TestRoom.Waiting();
        var aside = new PostChat(room.New<ChatMessageId>(), "Gần hết giờ", ChatAudience.ChairAndSecretaries);
        room.Refuse(room.Secretary, aside, RejectionCodes.NotAllowed);
        room.Accept(room.Chair, new StartMeeting());

        room.Accept(room.Secretary, aside);
        room.Refuse(room.Member(0), aside, RejectionCodes.NotAllowed);

        Assert.Equal((0, 1), (room.State.ChatCount, room.State.StaffChatCount));
        Assert.Equal(0, room.State.AsSeenBy(new Viewer(room.Member(0), MeetingRole.Member)).StaffChatCount);
        Assert.Equal(1, room.State.AsSeenBy(new Viewer(room.Chair, MeetingRole.Chair)).StaffChatCount);
    }

    [Fact]
    public void A_message_that_cannot_be_is_refused()
    {
        var room = TestRoom.Running();

        room.Refuse(room.Member(0), new PostChat(default, "a"), RejectionCodes.BadId);
        room.Refuse(room.Member(0), new PostChat(room.New<ChatMessageId>(), "  "), RejectionCodes.Empty);
        room.Refuse(room.Member(0), new PostChat(room.New<ChatMessageId>(), new string('a', Limits.ChatMessage + 1)), RejectionCodes.TooLong);
    }
}
