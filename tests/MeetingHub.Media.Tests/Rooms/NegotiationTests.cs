using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Tests.Rooms;

public sealed class NegotiationTests
{
    [Fact]
    public void Slots_grow_while_media_flows_and_the_old_ones_stay_what_they_are()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        meeting.Join('A');
        meeting.Join('B');
        meeting.Run(1);
        var before = viewer.Slots.Select(s => (s.Mid, s.Ssrc, s.RtxSsrc)).ToArray();
        viewer.Grow(pictures: 2, sounds: 2);
        var answer = meeting.Negotiate(viewer);
        Assert.Equal(before, viewer.Slots.Take(before.Length).Select(s => (s.Mid, s.Ssrc, s.RtxSsrc)));
        for (var i = 0; i < before.Length; i++) Assert.Equal(before[i].Ssrc, answer.Lines[i + 2].Ssrc);
        meeting.Run(2);
        Assert.Equal(2, viewer.Pictures.Count(s => s.Packets.Count > 0));
        Assert.All(viewer.Slots, s => s.AssertContinuous());
        // New slots are paired among themselves, whatever was left over before.
        var streams = answer.Lines.Where(l => l.Role == LineRole.Slot).Select(l => l.Stream).ToArray();
        Assert.Equal(["s0", "s0", "x4", "s1", "s2", "s1", "s2"], streams);
    }

    [Fact]
    public void Each_slot_has_identities_of_its_own()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 25, sounds: 28);
        var ssrcs = viewer.Slots.SelectMany(s => s.IsVideo ? new[] { s.Ssrc, s.RtxSsrc } : [s.Ssrc]).ToArray();
        Assert.Equal(78, ssrcs.Distinct().Count());
        Assert.DoesNotContain(0u, ssrcs);
    }

    [Fact]
    public void An_offer_that_gives_up_or_turns_round_a_slot_is_refused_and_changes_nothing()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V');
        meeting.Join('A');
        var offer = viewer.Offer();
        var last = offer.LastIndexOf("a=recvonly", StringComparison.Ordinal);
        Assert.Equal(SdpRefusal.LinesChanged, Refusal(offer[..last] + "a=inactive" + offer[(last + 10)..]));
        Assert.Equal(SdpRefusal.LinesChanged, Refusal(offer[..offer.LastIndexOf("m=audio", StringComparison.Ordinal)]));
        Assert.Equal(SdpRefusal.LinesChanged, Refusal(offer.Replace("a=mid:3\r", "a=mid:9\r", StringComparison.Ordinal).Replace(" 3 ", " 9 ", StringComparison.Ordinal)));
        meeting.Run(1);
        Assert.Equal("A", viewer.Pictures.First().Tags);

        string? Refusal(string sdp)
        {
            Assert.Null(meeting.TryNegotiate(viewer, sdp, out var refusal));
            return refusal;
        }
    }

    [Fact]
    public void A_peer_of_another_participant_or_with_another_certificate_is_refused()
    {
        using var meeting = new Meeting();
        var peer = meeting.Join('A');
        var offer = SdpParser.Parse(peer.Offer(), out _)!;
        Assert.Null(meeting.Board.Connect(
            Meeting.Room, peer.Key, new ParticipantKey(Guid.NewGuid()), offer, peer.Sends, meeting.Now, out var taken));
        Assert.Equal(SdpRefusal.PeerTaken, taken);
        var at = peer.Offer().IndexOf("sha-256 ", StringComparison.Ordinal) + 8;
        var other = peer.Offer().Replace(peer.Offer().Substring(at, 11), "00:11:22:33", StringComparison.Ordinal);
        Assert.Null(meeting.TryNegotiate(peer, other, out var changed));
        Assert.Equal(SdpRefusal.CertificateChanged, changed);
    }

    [Theory]
    [InlineData("7", SourceKind.Camera)]
    [InlineData("0", SourceKind.Camera)]
    [InlineData("2", SourceKind.Camera)]
    public void Sends_that_do_not_fit_their_line_are_refused(string mid, SourceKind kind)
    {
        using var meeting = new Meeting();
        var browser = meeting.Join('A', pictures: 1, sounds: 1);
        var offer = SdpParser.Parse(browser.Offer(), out _)!;
        Assert.Null(meeting.Board.Connect(Meeting.Room, browser.Key, browser.Participant, offer, [new SendLine(mid, kind)], meeting.Now, out var refusal));
        Assert.Equal(SdpRefusal.WrongSends, refusal);
    }

    [Fact]
    public void A_full_server_refuses_newcomers_but_not_those_who_are_there()
    {
        using var meeting = new Meeting(options: new MediaOptions { MaxPeers = 1 });
        var peer = meeting.Join('A');
        meeting.Negotiate(peer);
        var offer = SdpParser.Parse(peer.Offer(), out _)!;
        Assert.Null(meeting.Board.Connect(
            Meeting.Room, new PeerKey(Guid.NewGuid()), peer.Participant, offer, peer.Sends, meeting.Now, out var refusal));
        Assert.Equal(SdpRefusal.TooManyPeers, refusal);
    }

    [Fact]
    public void An_ice_restart_gives_new_credentials_and_media_flows_on()
    {
        using var meeting = new Meeting();
        var (sender, viewer) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        var before = meeting.Negotiate(viewer).Ice;
        viewer.Peer.BeginRestart();
        var answer = meeting.Negotiate(viewer);
        Assert.NotEqual(before.UsernameFragment, answer.Ice.UsernameFragment);
        viewer.Peer.CompleteRestart(answer.Ice, meeting.Now);
        // Another network: from here on only the new credentials move the media.
        meeting.Network.Move(viewer, Meeting.At("203.0.113.9", 9999));
        meeting.Run(2);
        Assert.True(meeting.Now - viewer.Pictures.First().Packets[^1].At < TimeSpan.FromMilliseconds(60));
        Assert.Equal((byte)sender.Letter, viewer.Pictures.First().Packets[^1].Tag);
    }
}
