namespace MeetingHub.Domain.Documents;

/// <summary>
/// Puts a PDF of the meeting on everybody's stage, in place of what is there. Chair and secretary may always; whoever else
/// has the word, while nobody who has it too presents.
/// </summary>
/// <param name="Version">Null: the newest.</param>
/// <param name="Pages">How many it has, where the sender knows.</param>
public sealed record PresentDocument(DocumentId Document, int Page = 1, int? Pages = null, int? Version = null) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.Facts.Document is not { } document)
            return Rejection.NotFound("document");
        if (Pages is < 1 or > Limits.DocumentPages)
            return Rejection.OutOfRange("pages", 1, Limits.DocumentPages);
        if (Page < 1 || Page > (Pages ?? Limits.DocumentPages))
            return Rejection.OutOfRange("page", 1, Pages ?? Limits.DocumentPages);
        if (on.State.Presentation is { } shown && !on.MayHandle(shown) && Authority.HasTheWord(on.State, on.State.Find(shown.Participant)!))
            return new Rejection(RejectionCodes.AnotherPresents);
        return on.State.Presentations.Count >= Limits.Presentations
            ? Rejection.TooMany("presentations", Limits.Presentations)
            : new DocumentPresented(on.Me.Id, document with { Pages = Pages }, Page);
    }
}

/// <param name="Document">The one the sender sees: meanwhile another may have come in its place.</param>
public sealed record TurnPage(DocumentId Document, int Page) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Presentation is not { } shown || shown.Document.Id != Document)
            return new Rejection(RejectionCodes.NotPresented);
        if (!on.MayHandle(shown))
            return new Rejection(RejectionCodes.NotYourPresentation);
        var last = shown.Document.Pages ?? Limits.DocumentPages;
        if (Page < 1 || Page > last)
            return Rejection.OutOfRange("page", 1, last);
        return Page == shown.Page ? new Rejection(RejectionCodes.SamePage) : new PageTurned(Page);
    }
}

public sealed record StopPresenting : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Presentation is not { } shown)
            return new Rejection(RejectionCodes.NotPresented);
        return on.MayHandle(shown) ? new PresentingStopped(shown.Participant) : new Rejection(RejectionCodes.NotYourPresentation);
    }
}

internal static class Handling
{
    /// <summary>Who presents keeps the pages in hand, also when the floor has gone on; chair and secretary may help or take over.</summary>
    public static bool MayHandle(this Deciding on, Presentation shown) =>
        shown.Participant == on.Me.Id || on.Me.Role is MeetingRole.Chair or MeetingRole.Secretary;
}
