namespace MeetingHub.Media.Dtls;

/// <summary>RFC 5246 section 6.2.1.</summary>
internal static class RecordType
{
    public const byte ChangeCipherSpec = 20;
    public const byte Handshake = 22;
}
