using MeetingHub.Media.Rooms;
using MeetingHub.Media.Tests.Ice;
using MeetingHub.Media.Tests.Rooms;

namespace MeetingHub.Media.Tests.Hostile;

/// <summary>Many handshakes at once, of honest people and of others, and what is left of the loop for media.</summary>
public sealed class CrowdTests
{
    /// <summary>A handshake has three: a session to begin with and two flights, a millisecond together (media.md, T3).</summary>
    private static readonly TimeSpan Piece = TimeSpan.FromMicroseconds(300);
    private static readonly RemoteAddress Server = Meeting.At("198.51.100.1", 40000);

    /// <summary>The head of a message that never goes on, in a record of its own.</summary>
    public static ReadOnlySpan<byte> Hello =>
        [22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 7, 0, 13, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3];

    [Fact]
    public void In_any_second_a_share_is_no_more_than_a_share_however_much_is_asked()
    {
        var share = new LoopShare(0.2, TimeSpan.FromMilliseconds(5));
        var now = new Timestamp(50_000_000);
        List<Timestamp> worked = [];
        for (var end = now + TimeSpan.FromSeconds(10); now < end; now += TimeSpan.FromMicroseconds(100))
        {
            while (share.IsFree(now))
            {
                share.Charge(Piece, now);
                worked.Add(now);
            }
        }

        foreach (var start in worked.Where((_, i) => i % 50 == 0))
        {
            var inSecond = worked.Count(at => at >= start && at < start + TimeSpan.FromSeconds(1));
            Assert.InRange(inSecond * Piece.TotalMilliseconds, 0, 200 + 5 + Piece.TotalMilliseconds);
        }

        Assert.InRange(worked.Count * Piece.TotalSeconds, 10 * 0.19, 10 * 0.2 + 0.006);
    }

    [Fact]
    public void After_a_pause_no_more_is_done_at_once_than_was_saved()
    {
        var share = new LoopShare(0.2, TimeSpan.FromMilliseconds(5));
        var now = new Timestamp(3_600_000_000);
        var pieces = 0;
        for (; share.IsFree(now); pieces++) share.Charge(Piece, now);

        Assert.Equal(17, pieces);
    }

    [Fact]
    public void Two_hundred_people_who_come_at_once_are_all_there_within_three_seconds()
    {
        var crowd = new Crowd(Piece);
        using var meeting = crowd.Meeting;
        var people = Enumerable.Range(0, 200).Select(_ => meeting.Arrive()).ToList();

        Assert.True(meeting.Network.RunUntil(() => people.TrueForAll(p => p.Peer.IsConnected), TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void A_storm_of_handshakes_leaves_four_fifths_of_the_loop_to_media_which_goes_on()
    {
        var crowd = new Crowd(Piece);
        using var meeting = crowd.Meeting;
        meeting.Join('A');
        var viewer = meeting.Join('B');
        meeting.Run(1);
        var attackers = Enumerable.Range(0, HandshakeGate.Max).Select(i => Meeting.At("192.0.2.1", 2000 + i)).ToList();
        foreach (var (i, from) in attackers.Index())
        {
            meeting.Network.Inject(new Check(meeting.Offer((char)(0x100 + i)).Ice).Write(), from, Server);
            meeting.Run(0.02);
        }

        var (began, before) = (meeting.Now, crowd.Spent);
        for (var i = 0; i < 100; i++)
        {
            foreach (var from in attackers) meeting.Network.Inject(Hello, from, Server);
            meeting.Run(0.02);
        }

        var share = (crowd.Spent - before) / (meeting.Now - began);
        Assert.InRange(share, 0.19, HandshakeGate.Share + 0.003);
        Assert.Contains(viewer.Pictures, slot => slot.Tags == "A" && slot.Packets[^1].At > meeting.Now - TimeSpan.FromMilliseconds(100));
    }

    /// <summary>A meeting whose server needs so long for each piece of a handshake.</summary>
    private sealed class Crowd
    {
        private TimeSpan clock;

        public Crowd(TimeSpan piece) => Meeting = new Meeting(spent: () => clock += piece);

        public Meeting Meeting { get; }

        /// <summary>On handshakes: each piece asks before and after.</summary>
        public TimeSpan Spent => clock / 2;
    }
}
