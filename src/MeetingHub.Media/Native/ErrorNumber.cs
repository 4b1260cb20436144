namespace MeetingHub.Media.Native;

/// <summary>Linux' numbers for what can happen to a datagram and to a socket.</summary>
internal static class ErrorNumber
{
    public const int NotPermitted = 1;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int BadDescriptor = 9;
    public const int TryAgain = 11;
    public const int OutOfMemory = 12;
    public const int InvalidArgument = 22;
    public const int NotASocket = 88;
    public const int MessageTooLong = 90;
    public const int NetworkUnreachable = 101;
    public const int NoBuffers = 105;
    public const int Refused = 111;
    public const int HostUnreachable = 113;
}
