namespace MeetingHub.Server.Documents;

internal static partial class DocumentLog
{
    [LoggerMessage(3201, LogLevel.Warning, "A document for meeting {Meeting} was refused: {Code}.")]
    public static partial void Refused(ILogger logger, Guid meeting, string code);

    [LoggerMessage(3202, LogLevel.Error, "The content {Sha256} of document {Document} is missing from the store.")]
    public static partial void Missing(ILogger logger, string sha256, Guid document);
}
