namespace MeetingHub.Server.Documents;

/// <summary>Reasons for a "no" that only documents have.</summary>
internal static class DocumentCodes
{
    /// <summary>max: bytes of one file.</summary>
    public const string TooLarge = "documentTooLarge";

    /// <summary>max: bytes of all documents of a meeting.</summary>
    public const string MeetingFull = "documentsFull";

    /// <summary>Neither the name nor the content is one of the accepted formats, or they are not the same one.</summary>
    public const string WrongFormat = "documentFormat";
    public const string HasMacros = "documentMacros";
    public const string BadName = "documentName";
    public const string IsEmpty = "documentEmpty";
}
