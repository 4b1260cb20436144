using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>Ways to a browser that change, fall silent or come late.</summary>
public sealed class PathTests
{
    private static readonly LinkConditions Silence = new() { Loss = 1 };

    [Fact]
    public void What_is_sent_follows_an_address_that_changes_and_nothing_begins_anew()
    {
        using var meeting = new Meeting();
        var (sender, viewer) = (meeting.Join('A'), meeting.Join('V'));
        meeting.Run(1);
        var keys = viewer.Peer.Dtls!.Keys;

        meeting.Network.Move(viewer, Meeting.At("192.0.2.77", 7777));
        meeting.Network.Move(sender, Meeting.At("192.0.2.78", 7778));
        // A check comes every 480 ms; what was lost until then is sent again.
        meeting.Run(0.6);
        var before = viewer.Pictures.First().Packets.Count;
        meeting.Run(2);

        Assert.True(viewer.Pictures.First().Packets.Count - before > 20);
        viewer.Pictures.First().AssertContinuous();
        Assert.Same(keys, viewer.Peer.Dtls.Keys);
        Assert.Empty(meeting.Notices.OfType<PeerClosed>());
    }

    [Fact]
    public void An_ICE_restart_keeps_slots_and_keys_and_loses_nothing()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var viewer = meeting.Join('V');
        meeting.Run(1);
        var (keys, slots) = (viewer.Peer.Dtls!.Keys, viewer.Slots.ToList());

        viewer.Peer.BeginRestart();
        var answer = meeting.Negotiate(viewer);
        viewer.Peer.CompleteRestart(answer.Ice, meeting.Now);
        meeting.Network.Move(viewer, Meeting.At("192.0.2.77", 7777));
        meeting.Run(2);

        Assert.True(viewer.Peer.Ice!.IsConnected);
        Assert.Equal(slots, viewer.Slots);
        Assert.Same(keys, viewer.Peer.Dtls.Keys);
        viewer.Pictures.First().AssertContinuous();
        Assert.Equal("A", viewer.Pictures.First().Tags);
    }

    [Fact]
    public void Until_a_restarted_browser_checks_with_the_new_pair_the_old_one_holds_however_often_it_tries()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var viewer = meeting.Join('V');
        for (var i = 0; i < 4; i++)
        {
            viewer.Peer.BeginRestart();
            meeting.Negotiate(viewer);
            meeting.Run(10);
        }

        Assert.Empty(meeting.Notices.OfType<PeerClosed>());
        viewer.Pictures.First().AssertContinuous();
    }

    [Fact]
    public void Whoever_is_back_before_the_consent_runs_out_goes_on_where_it_was()
    {
        using var meeting = new Meeting();
        var (sender, viewer) = (meeting.Join('A'), meeting.Join('V'));
        meeting.Run(1);
        foreach (var browser in (Browser[])[sender, viewer]) meeting.Network.Change(browser, Silence);
        meeting.Run(28);
        foreach (var browser in (Browser[])[sender, viewer]) meeting.Network.Change(browser, LinkConditions.Perfect);
        meeting.Run(1);
        var before = viewer.Pictures.First().Packets.Count;

        meeting.Run(2);

        Assert.True(viewer.Pictures.First().Packets.Count - before > 20);
        Assert.Empty(meeting.Notices.OfType<PeerClosed>());
    }

    // Its page would take an empty slot for a choice, and never look for another way.
    [Fact]
    public void A_way_that_breaks_keeps_its_pictures_while_no_word_comes_back()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var viewer = meeting.Join('V');
        meeting.Run(3);
        meeting.Network.Change(viewer, LinkConditions.Perfect, Silence);
        meeting.Run(25);

        Assert.Single(meeting.Map(viewer)!.Slots, s => s.Kind == SourceKind.Camera);

        meeting.Network.Change(viewer, LinkConditions.Perfect);
        meeting.Run(3);
        var before = viewer.Pictures.First().Packets.Count;
        meeting.Run(2);
        Assert.True(viewer.Pictures.First().Packets.Count - before > 20);
    }

    // All that was sent meanwhile is reported as lost then, which says nothing of what the way bears.
    [Fact]
    public void A_way_that_is_whole_again_is_not_taken_for_a_narrow_one()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        meeting.Join('B');
        var viewer = meeting.Join('V');
        meeting.Run(6);
        meeting.Network.Change(viewer, LinkConditions.Perfect, Silence);
        meeting.Run(6);
        meeting.Network.Change(viewer, LinkConditions.Perfect);
        for (var i = 0; i < 50; i++)
        {
            meeting.Run(0.1);
            Assert.Equal(2, meeting.Map(viewer)!.Slots.Count(s => s.Kind == SourceKind.Camera));
        }

        Assert.Empty(meeting.Notices.OfType<ReceptionReduced>());
        Assert.InRange(meeting.Statistics(viewer).Downlink.Loss, 0, 0.02);
    }

    [Fact]
    public void Whoever_is_back_after_the_consent_ran_out_hears_nothing_and_is_seen_again_with_a_new_connection()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 1);
        var sender = meeting.Join('A');
        meeting.Run(1);
        meeting.Network.Change(sender, Silence);
        meeting.Run(31);
        Assert.Equal((sender.Key, PeerCloseReason.ConsentExpired), meeting.Notices.OfType<PeerClosed>().Select(n => (n.Peer, n.Reason)).Single());
        meeting.Network.Change(sender, LinkConditions.Perfect);
        var strangers = meeting.Board.UnknownSender;
        meeting.Run(1);
        Assert.True(meeting.Board.UnknownSender > strangers);

        meeting.Join('B', participant: sender.Participant);
        meeting.Run(1);

        Assert.Equal("AB", viewer.Pictures.Single().Tags);
        viewer.Pictures.Single().AssertContinuous();
    }

    [Fact]
    public void A_publisher_that_sends_no_reports_any_more_goes_on_being_forwarded()
    {
        using var meeting = new Meeting();
        var (sender, viewer) = (meeting.Join('A'), meeting.Join('V'));
        meeting.Run(2);
        sender.SendsReports = false;
        meeting.Run(60);
        var before = viewer.Pictures.First().Packets.Count;

        meeting.Run(2);

        Assert.True(viewer.Pictures.First().Packets.Count - before > 20);
        Assert.Contains(viewer.Sounds, s => s.Tags == "A");
        viewer.Pictures.First().AssertContinuous();
        Assert.DoesNotContain(meeting.Notices.OfType<SourceStalled>(), n => n.Stalled);
    }

    // A path that took longer than the patience with layers nobody needs: the page was told to send nothing before it had sent anything,
    // and as nothing came nobody was shown it.
    [Fact]
    public void A_camera_whose_path_comes_late_begins_all_the_same()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        var open = meeting.Now + TimeSpan.FromSeconds(8);
        var isTold = false;
        meeting.Network.Filter = sent =>
        {
            if (viewer.Address == sent.Source || viewer.Address == sent.Target || meeting.Now >= open) return true;
            // As a page does when its offer is answered.
            if (!isTold) meeting.Board.SetSource(new PeerKey(new Guid('A', 0, 1, new byte[8])), SourceKind.Camera, on: true, meeting.Now);
            isTold = true;
            return false;
        };
        var sender = meeting.Join('A', layers: [180, 360, 720]);
        meeting.View(viewer, sender, 720);

        meeting.Run(3);

        Assert.True(isTold);
        Assert.DoesNotContain(meeting.Notices.OfType<LayersWanted>(), n => n.Peer == sender.Key && n.Layers.Count == 0);
        Assert.NotEqual("", viewer.Pictures.Single().Tags);
    }
}
