using MeetingHub.Media.Congestion;
using MeetingHub.Media.Hosting;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>Voices made smaller for one whose line is narrow.</summary>
public sealed class ThriftTests
{
    private static readonly LinkConditions Narrow = new() { BitsPerSecond = 100_000, HeaderBytes = 28, Delay = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public void Everybody_is_asked_for_a_smaller_voice_while_somebody_sits_on_a_narrow_line_and_a_newcomer_too()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A');
        var listener = meeting.Join('B', up: LinkConditions.Perfect, down: Narrow);
        meeting.Run(10);
        Assert.True(Asked(meeting, speaker));
        Assert.True(Asked(meeting, meeting.Join('C')));

        meeting.Board.Disconnect(listener.Key, PeerCloseReason.Disconnected, meeting.Now);

        Assert.False(Asked(meeting, speaker));
    }

    [Fact]
    public void Nobody_is_asked_on_wide_lines()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A');
        meeting.Join('B');
        meeting.Run(20);
        Assert.Null(Asked(meeting, speaker));
    }

    [Fact]
    public void A_line_is_narrow_when_it_stays_so_and_wide_again_only_after_a_while()
    {
        var width = new LineWidth();
        Assert.False(width.Update(100_000, At(0)));
        Assert.False(width.Update(400_000, At(1)));
        Assert.False(width.Update(100_000, At(2)));
        Assert.True(width.Update(100_000, At(4)));
        Assert.False(width.Update(400_000, At(5)));
        Assert.False(width.Update(300_000, At(34)));
        Assert.False(width.Update(400_000, At(35)));
        Assert.False(width.Update(400_000, At(64)));
        Assert.True(width.Update(400_000, At(65)));
        Assert.False(width.IsNarrow);
    }

    private static bool? Asked(Meeting meeting, Browser browser) =>
        meeting.Notices.OfType<VoiceThriftWanted>().LastOrDefault(n => n.Peer == browser.Key)?.IsOn;

    private static Timestamp At(double seconds) => new(1_000_000_000 + (long)(seconds * 1_000_000));
}
