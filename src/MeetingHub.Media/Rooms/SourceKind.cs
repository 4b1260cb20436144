namespace MeetingHub.Media.Rooms;

/// <summary>What a sending line carries. Each peer sends at most one of each.</summary>
public enum SourceKind
{
    Microphone,
    Camera,
    Screen,

    /// <summary>The sound of a shared screen: heard like a voice, but never counted as one when the active speaker is chosen.</summary>
    ScreenAudio,
}

internal static class SourceKinds
{
    public static bool IsAudio(this SourceKind kind) => kind is SourceKind.Microphone or SourceKind.ScreenAudio;
}
