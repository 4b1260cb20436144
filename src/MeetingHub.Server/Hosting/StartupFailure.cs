namespace MeetingHub.Server.Hosting;

/// <summary>
/// The server cannot start, or a command cannot run, for a reason its operator can mend. The message is one line for a person at
/// a terminal; the process prints it on the error stream and leaves with code 1.
/// </summary>
internal sealed class StartupFailure : Exception
{
    public StartupFailure(string message) : base(message) { }

    public StartupFailure(string message, Exception cause) : base(message, cause) { }
}
