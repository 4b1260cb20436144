using MeetingHub.Domain;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Rooms.Logs;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Chat;

/// <summary>What was said, backwards from the newest.</summary>
internal static class ChatHistory
{
    public const int PageSize = 50;

    private const string Posted = "chatPosted";

    /// <param name="before">Revision; null for the newest page.</param>
    public static async Task<ChatPage> ChatAsync(
        this MeetingDb db, MeetingId meeting, Viewer viewer, long? before, CancellationToken ct)
    {
        var isStaff = viewer.Role is MeetingRole.Chair or MeetingRole.Secretary;
        var stored = await db.Set<StoredEvent>().AsNoTracking()
            .Where(e => e.MeetingId == meeting && e.Type == Posted && (before == null || e.Revision < before)
                && (e.Audience == AudienceKind.All || (isStaff && e.Audience == AudienceKind.ChairAndSecretaries)))
            .OrderByDescending(e => e.Revision).Take(PageSize + 1).ToListAsync(ct);
        var page = stored.Take(PageSize).Select(StoredEvents.Read).Reverse().ToList();
        var texts = await db.TextsAsync(meeting, [.. page.SelectMany(EventBatches.TextsOf)], ct);
        return new ChatPage(
            [.. from logged in page
                let chat = (ChatPosted)logged.Event
                select new ChatMessage(
                    chat.Message, logged.Revision, logged.At, logged.By!.Value, chat.To, texts.GetValueOrDefault(chat.Message.ToString()))],
            stored.Count > PageSize ? page[0].Revision : null);
    }
}
