namespace MeetingHub.Media.Srtp;

/// <summary>The replay window of each source (SSRC) of a session. Allocates only in <see cref="Add"/>.</summary>
internal sealed class SourceWindows(int windowSize)
{
    private uint[] sources = new uint[8];
    private ReplayWindow[] windows = new ReplayWindow[8];

    public int Count { get; private set; }

    public ReplayWindow? Find(uint source)
    {
        // A vectorised scan of at most a few dozen numbers is cheaper than hashing one.
        var index = sources.AsSpan(0, Count).IndexOf(source);
        return index < 0 ? null : windows[index];
    }

    public ReplayWindow Add(uint source)
    {
        if (Count == sources.Length)
        {
            Array.Resize(ref sources, Count * 2);
            Array.Resize(ref windows, Count * 2);
        }

        sources[Count] = source;
        return windows[Count++] = new ReplayWindow(windowSize);
    }
}
