namespace MeetingHub.Publishing.Minutes;

/// <summary>What minutes say where nobody wrote it: Vietnamese belongs to the papers and stands here alone.</summary>
public static class MinutesWords
{
    /// <summary>In place of a name that is not known.</summary>
    public const string Unnamed = "……";

    /// <summary>Begins the name of the file.</summary>
    public const string Minutes = "Biên bản";
    public const string Online = "Họp trực tuyến";
    public const string OtherMatters = "Nội dung khác";
    public const string AllWhoWereInvited = "Như thành phần dự họp";
    public const string Agree = "tán thành";
    public const string Disagree = "không tán thành";
    public const string Abstain = "không có ý kiến";

    /// <summary>Of those who could vote and did not.</summary>
    public const string DidNotVote = "không biểu quyết";
}
