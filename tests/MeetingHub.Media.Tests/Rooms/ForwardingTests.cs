using MeetingHub.Media.Hosting;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>What arrives at the other browsers, in virtual time, over good and bad paths.</summary>
public sealed class ForwardingTests
{
    [Fact]
    public void Three_browsers_see_and_hear_each_other_without_a_gap()
    {
        using var meeting = new Meeting();
        Browser[] all = [meeting.Join('A'), meeting.Join('B'), meeting.Join('C')];
        meeting.Run(5);
        foreach (var browser in all)
        {
            var others = string.Concat(all.Where(b => b != browser).Select(b => b.Letter));
            Assert.Equal(others, string.Concat(browser.Pictures.Select(s => s.Tags).Order(StringComparer.Ordinal)));
            Assert.Equal(others, string.Concat(browser.Sounds.Select(s => s.Tags).Order(StringComparer.Ordinal)));
            foreach (var slot in browser.Slots)
            {
                slot.AssertContinuous();
                Assert.Equal(0, slot.Duplicates);
            }

            // The pictures that came since the slots were filled, every one of them: 20 a second in three packets.
            foreach (var slot in browser.Pictures.Where(s => s.Packets.Count > 0)) Assert.InRange(slot.Packets.Count, 285, 310);
            var statistics = meeting.Statistics(browser);
            Assert.All(statistics.Sources, s => Assert.Equal(0, s.Gaps));
            Assert.All(statistics.Slots, s => Assert.Equal(0, s.Gaps));
        }
    }

    [Fact]
    public void A_voice_stands_in_the_pair_of_its_picture()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('A');
        meeting.Join('B');
        meeting.Join('C');
        meeting.Run(1);
        var (pictures, sounds) = (viewer.Pictures.ToArray(), viewer.Sounds.ToArray());
        for (var pair = 0; pair < 2; pair++) Assert.Equal(pictures[pair].Tags, sounds[pair].Tags);
    }

    [Fact]
    public void Loss_on_the_way_to_the_server_is_repaired_before_and_behind_it()
    {
        using var meeting = new Meeting(seed: 7);
        var lossy = new LinkConditions { Loss = 0.05, Delay = TimeSpan.FromMilliseconds(20) };
        var sender = meeting.Join('A', up: lossy, down: new LinkConditions { Delay = TimeSpan.FromMilliseconds(20) });
        var viewer = meeting.Join('B');
        meeting.Run(10);
        sender.Camera.IsOn = false;
        meeting.Run(2);
        var slot = viewer.Pictures.First();
        slot.AssertContinuous();
        Assert.InRange(slot.Packets.Count, 550, 610);
        var source = meeting.Statistics(sender).Sources.Single(s => s.Mid == "1").Layers.Single();
        Assert.InRange(source.Recovered, 10, 80);
        Assert.Equal(0, source.Gaps);
        // A packet is not asked for again before a round trip is over.
        Assert.InRange(sender.Camera.Resent, source.Recovered, source.Recovered * 2);
    }

    [Fact]
    public void Loss_on_the_way_to_a_viewer_is_repaired_from_the_history_and_costs_the_sender_nothing()
    {
        using var meeting = new Meeting(seed: 8);
        var sender = meeting.Join('A');
        var lossy = new LinkConditions { Loss = 0.05, Delay = TimeSpan.FromMilliseconds(20) };
        var viewer = meeting.Join('B', up: new LinkConditions { Delay = TimeSpan.FromMilliseconds(20) }, down: lossy);
        meeting.Run(10);
        sender.Camera.IsOn = false;
        meeting.Run(2);
        var slot = viewer.Pictures.First();
        slot.AssertContinuous();
        Assert.InRange(slot.Packets.Count(p => p.WasRetransmitted), 10, 80);
        Assert.Equal(0, sender.Camera.Resent);
        Assert.True(meeting.Statistics(viewer).Slots[0].Retransmitted >= slot.Packets.Count(p => p.WasRetransmitted));
    }

    [Fact]
    public void Packets_that_change_places_are_not_asked_for()
    {
        using var meeting = new Meeting(seed: 9);
        var sender = meeting.Join('A', up: new LinkConditions { Jitter = TimeSpan.FromMilliseconds(8) }, down: LinkConditions.Perfect);
        var viewer = meeting.Join('B');
        viewer.AsksForLost = false;
        meeting.Run(5);
        // What is still under way at the last moment may be missing.
        sender.Camera.IsOn = sender.Microphone.IsOn = false;
        meeting.Run(1);
        viewer.Pictures.First().AssertContinuous();
        Assert.Equal(0, sender.Camera.Resent);
        Assert.Equal(0, meeting.Statistics(sender).Sources.Single(s => s.Mid == "1").Layers.Single().NacksSent);
    }

    [Fact]
    public void A_keyframe_whose_beginning_comes_last_still_switches_the_slot()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A');
        sender.Camera.SendsBackwards = true;
        var viewer = meeting.Join('B');
        meeting.Run(3);
        var slot = viewer.Pictures.First();
        slot.AssertContinuous();
        Assert.Equal("A", slot.Tags);
        Assert.Single(sender.Camera.KeyframesAsked);
    }

    [Fact]
    public void Duplicated_packets_are_forwarded_once()
    {
        using var meeting = new Meeting(seed: 10);
        var twice = new LinkConditions { Duplication = 0.3, Jitter = TimeSpan.FromMilliseconds(5) };
        var sender = meeting.Join('A', up: twice, down: LinkConditions.Perfect);
        var viewer = meeting.Join('B');
        meeting.Run(3);
        Assert.All(viewer.Slots, s => Assert.Equal(0, s.Duplicates));
        Assert.True(meeting.Statistics(sender).Dropped[DropReason.Replayed] > 20);
    }

    [Fact]
    public void Padding_is_dropped_and_leaves_no_hole_in_the_numbers()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A');
        sender.Camera.PadsEvery = 2;
        var viewer = meeting.Join('B');
        meeting.Run(5);
        var slot = viewer.Pictures.First();
        slot.AssertContinuous();
        Assert.DoesNotContain(slot.Packets, p => p.IsEmpty);
        Assert.True(meeting.Statistics(sender).Dropped[DropReason.Padding] > 40);
        Assert.Equal(0, meeting.Statistics(viewer).Slots[0].Retransmitted);
    }

    [Fact]
    public void Padding_that_comes_too_late_to_be_closed_over_fills_its_place()
    {
        using var meeting = new Meeting(seed: 11);
        var sender = meeting.Join('A', up: new LinkConditions { Jitter = TimeSpan.FromMilliseconds(120) }, down: LinkConditions.Perfect);
        sender.Camera.PadsEvery = 1;
        var viewer = meeting.Join('B');
        viewer.AsksForLost = false;
        meeting.Run(5);
        sender.Camera.IsOn = sender.Microphone.IsOn = false;
        meeting.Run(1);
        var slot = viewer.Pictures.First();
        Assert.Contains(slot.Packets, p => p.IsEmpty);
        Assert.Empty(slot.Missing);
    }

    [Fact]
    public void A_bad_line_of_one_viewer_asks_the_sender_for_few_keyframes()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A');
        var viewer = meeting.Join('B');
        var other = meeting.Join('C');
        meeting.Run(3);
        var before = sender.Camera.KeyframesAsked.Count;
        for (var i = 0; i < 100; i++)
        {
            foreach (var complaining in new[] { viewer, other }) complaining.Complain(complaining.Pictures.First(s => s.Tags == "A"));
            meeting.Run(0.1);
        }

        // Three a viewer in ten seconds, and what comes within half a second merged.
        Assert.InRange(sender.Camera.KeyframesAsked.Count - before, 2, 6);
    }

    [Fact]
    public void A_complaint_about_an_empty_slot_asks_nobody()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A');
        var viewer = meeting.Join('B');
        meeting.Run(2);
        var before = sender.Camera.KeyframesAsked.Count;
        viewer.Complain(viewer.Pictures.Last());
        meeting.Run(2);
        Assert.Equal(before, sender.Camera.KeyframesAsked.Count);
    }

    [Fact]
    public void Arrivals_are_told_though_nothing_more_comes()
    {
        using var meeting = new Meeting(seed: 14);
        var sender = meeting.Join('A', up: LinkConditions.Perfect, down: LinkConditions.Perfect);
        meeting.Run(5);
        sender.Microphone.IsOn = sender.Camera.IsOn = false;
        var before = sender.FeedbackMessages;
        meeting.Run(0.1);
        Assert.Equal(before + 1, sender.FeedbackMessages);
    }

    [Fact]
    public void Senders_learn_what_arrived()
    {
        using var meeting = new Meeting(seed: 12);
        var sender = meeting.Join('A', up: new LinkConditions { Loss = 0.1 }, down: LinkConditions.Perfect);
        meeting.Run(5);
        // About every 60 ms while packets come, and reports once a second.
        Assert.InRange(sender.FeedbackMessages, 45, 85);
        var reports = sender.Blocks.Where(b => b.Block.Ssrc == sender.Camera.Ssrc).ToArray();
        Assert.InRange(reports.Length, 3, 6);
        Assert.InRange(reports[^1].Block.FractionLost, 5, 60);
        Assert.True(reports[^1].Block.PacketsLost > 10);
        Assert.NotEqual(0u, reports[^1].Block.LastReport);
    }

    [Fact]
    public void Slots_speak_of_the_servers_clock_whatever_the_senders_clock_says()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A', up: new LinkConditions { Delay = TimeSpan.FromMilliseconds(30) });
        sender.ClockError = TimeSpan.FromHours(3);
        var viewer = meeting.Join('B');
        meeting.Run(5);
        foreach (var slot in new[] { viewer.Pictures.First(), viewer.Sounds.First() })
        {
            var reports = viewer.Reports.Where(r => r.Report.Ssrc == slot.Ssrc).ToArray();
            Assert.InRange(reports.Length, 3, 8);
            foreach (var (report, at) in reports)
                Assert.InRange((Meeting.WallClock.At(at).Since(report.Ntp)).TotalMilliseconds, -1, 5);
            // The last packet before the report was captured the path's delay before it came, which the report knows.
            var (last, lastAt) = reports[^1];
            var before = slot.Packets.Last(p => p.At <= lastAt);
            var clockRate = slot.IsVideo ? 90.0 : 48.0;
            Assert.InRange(last.Rtp.Since(before.Time) / clockRate, -1, slot.IsVideo ? 52 : 22);
        }
    }

    [Fact]
    public void A_sender_that_falls_silent_is_called_stalled_until_it_is_back()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A');
        meeting.Join('V');
        meeting.Run(2);
        sender.Camera.IsOn = false;
        meeting.Run(7);
        Assert.True(Assert.Single(meeting.Notices.OfType<SourceStalled>()).Stalled);
        sender.Camera.IsOn = true;
        meeting.Run(1);
        Assert.False(meeting.Notices.OfType<SourceStalled>().Last().Stalled);
    }
}
