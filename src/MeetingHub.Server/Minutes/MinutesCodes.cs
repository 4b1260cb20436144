namespace MeetingHub.Server.Minutes;

/// <summary>Reasons for a "no" that only minutes have.</summary>
internal static class MinutesCodes
{
    /// <summary>With the chair, or approved: nothing in them changes.</summary>
    public const string Closed = "minutesClosed";

    /// <summary>Only chair and secretary see minutes that are not approved.</summary>
    public const string NotPublished = "minutesNotPublished";

    /// <summary>Approved before Word files were kept; the PDF is all there is.</summary>
    public const string WithoutWord = "minutesWithoutWord";
    public const string NotInReview = "minutesNotInReview";
    public const string MeetingNotOver = "meetingNotOver";
}
