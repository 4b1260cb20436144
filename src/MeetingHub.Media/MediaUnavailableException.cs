namespace MeetingHub.Media;

/// <summary>
/// This machine cannot do media, most often since OpenSSL 3 (libssl.so.3, libcrypto.so.3) is missing. The message says what is
/// wrong in one line; everything but media goes on working.
/// </summary>
public sealed class MediaUnavailableException : Exception
{
    public MediaUnavailableException(string reason) : base(reason)
    {
    }

    public MediaUnavailableException(string reason, Exception inner) : base(reason, inner)
    {
    }
}
