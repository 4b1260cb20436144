using MeetingHub.Media.Hosting;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Tests.Ice;
using MeetingHub.Media.Tests.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Hostile;

/// <summary>What somebody can do who has no place in any meeting, or has only recorded what others sent.</summary>
public sealed class StrangerTests
{
    private static readonly RemoteAddress Server = Meeting.At("198.51.100.1", 40000);

    [Fact]
    public void Without_a_fragment_no_flood_of_checks_draws_an_answer()
    {
        using var meeting = new Meeting();
        var answers = CountAnswers(meeting);
        var check = new Check(new IceCredentials("abcdefghijkl", "0123456789012345678901234567")).Write();

        for (var i = 0; i < 5_000; i++) meeting.Network.Inject(check, Meeting.At("192.0.2.1", 1000 + i), Server);
        meeting.Run(0.1);

        Assert.Equal(0, answers());
        Assert.Equal(5_000, meeting.Board.UnknownSender);
    }

    [Fact]
    public void Recorded_checks_draw_only_so_many_answers_to_one_network_and_others_get_in_meanwhile()
    {
        using var meeting = new Meeting();
        var browser = meeting.Join('A');
        var recorded = new Check(Credentials(meeting, browser)).Write();
        var answers = CountAnswers(meeting);

        for (var i = 0; i < 5_000; i++) meeting.Network.Inject(recorded, Meeting.At($"192.0.2.{i % 250}", 1000 + i), Server);
        meeting.Run(0.001);

        Assert.Equal(CheckLimit.Burst, answers());
        Assert.Equal(5_000 - CheckLimit.Burst, meeting.Statistics(browser).Dropped[DropReason.CheckFlood]);
        var other = meeting.Join('B');
        Assert.True(other.Peer.IsConnected);
        meeting.Run(1);
        meeting.Network.Inject(recorded, Meeting.At("192.0.2.7", 77), Server);
        meeting.Run(0.001);
        Assert.Equal(CheckLimit.Burst + 1, answers());
    }

    [Fact]
    public void An_answer_to_a_wrong_password_is_smaller_than_its_question_and_counts_against_the_network()
    {
        using var meeting = new Meeting();
        var browser = meeting.Join('A');
        var forged = new Check(Credentials(meeting, browser)) { Password = "0123456789012345678901234567" }.Write();
        var bytes = 0;
        var answers = CountAnswers(meeting, datagram => bytes = Math.Max(bytes, datagram.Bytes.Length));

        for (var i = 0; i < 1_000; i++) meeting.Network.Inject(forged, Meeting.At("192.0.2.1", 1000 + i), Server);
        meeting.Run(0.001);

        Assert.Equal(CheckLimit.Burst, answers());
        Assert.InRange(bytes, 1, forged.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_length_of_every_kind_is_survived_before_and_after_the_keys(bool isConnected)
    {
        using var meeting = new Meeting();
        var browser = isConnected ? meeting.Join('A') : null;
        var from = browser?.Address ?? Meeting.At("192.0.2.9", 9);
        // A check made the address valid, but there is no handshake yet.
        if (!isConnected) Prove(meeting, from);
        var random = new Random(64);
        var before = meeting.Board.DatagramsIn;

        byte[] seconds = [0, 1, 63, 96, 111, 200, 201, 205, 206, 207, 223, 255];
        for (var first = 0; first < 256; first++)
        {
            for (var length = 1; length <= 64; length++)
            {
                var datagram = new byte[length];
                random.NextBytes(datagram);
                datagram[0] = (byte)first;
                if (length > 1) datagram[1] = seconds[random.Next(seconds.Length)];
                meeting.Network.Inject(datagram, from, Server);
            }
        }

        foreach (var first in new byte[] { 0, 3, 4, 19, 20, 22, 23, 63, 64, 127, 128, 144, 176, 191, 192, 255 })
        {
            for (var length = 65; length <= 1500; length += 41)
            {
                var datagram = new byte[length];
                random.NextBytes(datagram);
                datagram[0] = first;
                datagram[1] = seconds[random.Next(seconds.Length)];
                meeting.Network.Inject(datagram, from, Server);
            }
        }

        // Slow enough for no budget to hide a parser behind it.
        meeting.Run(1);
        Assert.True(meeting.Board.DatagramsIn - before >= 256 * 64);
        Assert.DoesNotContain(meeting.Notices, notice => notice is PeerClosed { Reason: PeerCloseReason.ClosedByPeer });
    }

    [Fact]
    public void A_stranger_s_ClientHello_makes_no_handshake_and_does_not_disturb_the_right_one()
    {
        using var meeting = new Meeting();
        var hellos = 0;
        byte[]? recorded = null;
        // The stranger sees the hello on the way and is faster, again and again.
        meeting.Network.Filter = datagram =>
        {
            if (datagram.Source != Meeting.At("203.0.113.1", 'A' + 1000) || datagram.Bytes[0] != 22) return true;
            recorded = datagram.Bytes;
            hellos++;
            return true;
        };
        var browser = meeting.Join('A');
        Assert.NotNull(recorded);
        Assert.True(hellos > 0);
        var before = meeting.Board.UnknownSender;

        for (var i = 0; i < 200; i++) meeting.Network.Inject(recorded, Meeting.At("192.0.2.66", 6000 + i), Server);
        meeting.Run(1);

        Assert.Equal(200, meeting.Board.UnknownSender - before);
        Assert.True(browser.Peer.IsConnected);
        Assert.Empty(meeting.Notices.OfType<PeerClosed>());
    }

    [Fact]
    public void At_most_so_many_handshakes_run_at_once_and_who_never_goes_on_frees_his_place()
    {
        using var meeting = new Meeting();
        for (var i = 0; i < HandshakeGate.Max; i++)
        {
            var from = Meeting.At("192.0.2.1", 2000 + i);
            Prove(meeting, from, (char)(0x100 + i));
            meeting.Network.Inject(CrowdTests.Hello, from, Server);
        }

        meeting.Run(0.1);

        Assert.Throws<Xunit.Sdk.TrueException>(() => meeting.Join('A'));
        meeting.Run(31);

        Assert.Equal(HandshakeGate.Max, meeting.Notices.OfType<PeerClosed>().Count(closed => closed.Reason is PeerCloseReason.HandshakeFailed or PeerCloseReason.ConsentExpired));
        Assert.True(meeting.Join('B').Peer.IsConnected);
    }

    private static IceCredentials Credentials(Meeting meeting, Browser browser) => meeting.Negotiate(browser).Ice;

    /// <summary>A browser that answers signalling and checks its address, and then says nothing more.</summary>
    private static void Prove(Meeting meeting, RemoteAddress from, char letter = 'Z')
    {
        var answer = meeting.Offer(letter);
        meeting.Network.Inject(new Check(answer.Ice).Write(), from, Server);
        meeting.Run(0.001);
    }

    private static Func<int> CountAnswers(Meeting meeting, Action<SentDatagram>? seen = null)
    {
        var count = 0;
        meeting.Network.Filter = datagram =>
        {
            if (datagram.Source != Server || datagram.Bytes[0] > 3 || !datagram.Target.ToString().StartsWith("192.0.2.", StringComparison.Ordinal)) return true;
            count++;
            seen?.Invoke(datagram);
            return true;
        };
        return () => count;
    }
}
