using MeetingHub.Domain;
using MeetingHub.Domain.Documents;
using MeetingHub.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Documents;

internal static class PresentableDocument
{
    /// <param name="version">Null: the newest.</param>
    /// <returns>Null when the meeting has no such document, or it is no PDF.</returns>
    public static async Task<PresentedDocument?> PresentableAsync(
        this IDbContextFactory<MeetingDb> databases, MeetingId meeting, DocumentId id, int? version, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (from document in db.Set<Document>().AsNoTracking()
                      join content in db.Set<DocumentVersion>() on document.Id equals content.DocumentId
                      where document.Id == id && document.MeetingId == meeting && content.Number == (version ?? document.Versions)
                          && content.Format == DocumentFormat.Pdf
                      select new PresentedDocument(document.Id, content.Number, document.Name, content.Size, null))
            .SingleOrDefaultAsync(ct);
    }
}
