using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Stun;
using MeetingHub.Media.Tests.Ice;
using MeetingHub.Media.Tests.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Hostile;

/// <summary>Somebody in a meeting says that he has moved to an address that is not his, to have its owner flooded.</summary>
public sealed class ClaimedAddressTests
{
    private static readonly RemoteAddress Server = Meeting.At("198.51.100.1", 40000);

    /// <summary>Answers to checks, and checks of ours, a second: of either some hundred bytes.</summary>
    private const int StunBytesPerSecond = 2 * 4 * 100;

    [Fact]
    public void An_address_that_is_only_claimed_gets_a_second_s_worth_and_then_hardly_anything()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var liar = meeting.Join('L');
        meeting.Run(1);
        var victim = new Victim(meeting, "192.0.2.66");

        Claim(meeting, liar, seconds: 60, victim.Address);

        Assert.InRange(victim.Media, PathCredit.Bytes / 4, 2 * PathCredit.Bytes + 1_000);
        Assert.InRange(victim.Checks, 1, 60 * StunBytesPerSecond);
        Assert.DoesNotContain(meeting.Notices, notice => notice is PeerClosed);
    }

    [Fact]
    public void Moving_on_from_one_claimed_address_to_the_next_gains_nothing()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var liar = meeting.Join('L');
        meeting.Run(1);
        var victims = Enumerable.Range(1, 20).Select(i => new Victim(meeting, $"192.0.2.{i}")).ToList();

        for (var round = 0; round < 3; round++)
            foreach (var victim in victims) Claim(meeting, liar, seconds: 1, victim.Address);

        Assert.InRange(victims.Sum(victim => victim.Media), 0, 2 * PathCredit.Bytes + 1_000);
    }

    [Fact]
    public void An_answer_that_was_guessed_proves_nothing()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var liar = meeting.Join('L');
        meeting.Run(1);
        var victim = new Victim(meeting, "192.0.2.66");
        Claim(meeting, liar, seconds: 1, victim.Address);
        var buffer = new byte[200];
        for (byte guess = 0; guess < 100; guess++)
        {
            var writer = new StunWriter(buffer, StunType.BindingSuccess, [guess, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
            writer.AddXorMappedAddress(Server);
            writer.AddIntegrity(System.Text.Encoding.UTF8.GetBytes(liar.Peer.Credentials.Password));
            writer.AddFingerprint();
            meeting.Network.Inject(buffer.AsSpan(0, writer.Length), victim.Address, Server);
        }

        Claim(meeting, liar, seconds: 10, victim.Address);
        Assert.InRange(victim.Media, 0, PathCredit.Bytes * 5 / 4);
    }

    [Fact]
    public void Whoever_has_really_moved_is_asked_and_goes_on_with_everything()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var viewer = meeting.Join('V');
        meeting.Run(1);
        Assert.Equal(0, viewer.Peer.Ice!.Asked);

        meeting.Network.Move(viewer, Meeting.At("192.0.2.77", 7777));
        meeting.Run(20);

        Assert.Equal(1, viewer.Peer.Ice.Asked);
        viewer.Pictures.First().AssertContinuous();
        Assert.Contains(viewer.Pictures, slot => slot.Packets[^1].At > meeting.Now - TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void A_restart_after_a_move_is_asked_under_the_new_credentials()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var viewer = meeting.Join('V');
        meeting.Run(1);

        viewer.Peer.BeginRestart();
        var answer = meeting.Negotiate(viewer);
        viewer.Peer.CompleteRestart(answer.Ice, meeting.Now);
        meeting.Network.Move(viewer, Meeting.At("192.0.2.77", 7777));
        meeting.Run(2);

        Assert.Equal(1, viewer.Peer.Ice!.Asked);
    }

    // A way of 400 ms each way, and the first two questions lost.
    [Fact]
    public void Until_the_answer_is_there_voices_go_on_and_so_does_a_small_picture()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A');
        speaker.Camera.PacketBytes = 300;
        var slow = new LinkConditions { Delay = TimeSpan.FromMilliseconds(200) };
        var viewer = meeting.Join('V', up: slow, down: slow);
        meeting.Run(2);
        var questions = 0;
        meeting.Network.Filter = sent => !IsQuestion(sent) || ++questions > 2;

        meeting.Network.Move(viewer, Meeting.At("192.0.2.77", 7777));
        meeting.Run(4);

        Assert.True(questions > 2);
        // The old way's last packet, the check and the first packet over the new one are a second apart; from then on nothing is missing.
        var back = meeting.Now - TimeSpan.FromSeconds(2.6);
        var voice = viewer.Sounds.Single(slot => slot.Tags == "A").Packets.Where(p => p.At > back).ToList();
        Assert.InRange(voice.Zip(voice.Skip(1), (one, next) => next.At - one.At).Max(), TimeSpan.Zero, TimeSpan.FromMilliseconds(60));
        // In the order of their arrival: what was lost meanwhile comes once more, and late.
        var picture = viewer.Pictures.Single(slot => slot.Tags == "A").Packets.Select(p => p.At).Where(at => at > back).Order().ToList();
        Assert.InRange(picture.Zip(picture.Skip(1), (one, next) => next - one).Max(), TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    }

    // Nobody who finished the handshake is asked where it went: a client that answers no checks lives, as long as it stays.
    [Fact]
    public void Whoever_answers_no_checks_is_served_where_its_handshake_went()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var viewer = meeting.Join('V');
        viewer.Peer.Ice!.Answers = false;
        meeting.Run(20);

        viewer.Pictures.First().AssertContinuous();
        Assert.Contains(viewer.Pictures, slot => slot.Packets[^1].At > meeting.Now - TimeSpan.FromMilliseconds(200));
    }

    private static bool IsQuestion(SentDatagram sent) => sent.Source == Server && sent.Bytes is [0, 1, ..];

    /// <summary>Has a check sent from an address twice a second, which nominates it, and none from one's own.</summary>
    private static void Claim(Meeting meeting, Browser liar, int seconds, RemoteAddress from)
    {
        liar.Peer.Ice!.Stop();
        var names = meeting.Negotiate(liar).Ice;
        var check = new Check(names) { Username = $"{names.UsernameFragment}:{liar.Peer.Credentials.UsernameFragment}" }.Write();
        for (var i = 0; i < 2 * seconds; i++)
        {
            meeting.Network.Inject(check, from, Server);
            meeting.Run(0.5);
        }
    }

    private sealed class Victim
    {
        public Victim(Meeting meeting, string address)
        {
            Address = Meeting.At(address, 6666);
            var others = meeting.Network.Filter;
            meeting.Network.Filter = sent =>
            {
                if (sent.Target == Address && sent.Bytes[0] < 4) Checks += sent.Bytes.Length;
                else if (sent.Target == Address) Media += sent.Bytes.Length;
                return others?.Invoke(sent) ?? true;
            };
        }

        public RemoteAddress Address { get; }

        public long Media { get; private set; }

        public long Checks { get; private set; }
    }
}
