using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>Rules 1 to 6 and 8 of media.md, S10: each of them fails silently when it is broken.</summary>
public sealed class SwitchingTests
{
    // A page that has just begun anew may still hear of its connection before.
    [Fact]
    public void Maps_of_a_new_connection_are_above_all_of_the_one_before()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V');
        meeting.Join('A');
        for (var letter = 'B'; letter < 'F'; letter++)
        {
            meeting.Join(letter);
            meeting.Run(0.5);
        }

        var last = meeting.Map(viewer)!.Version;
        var again = meeting.Join('W', participant: viewer.Participant);
        meeting.Run(1);

        Assert.All(meeting.Notices.OfType<SlotsMapped>().Where(n => n.Peer == again.Key), map => Assert.True(map.Version > last));
        Assert.NotEmpty(meeting.Map(again)!.Slots);
    }

    [Fact]
    public void A_slot_goes_through_many_sources_as_one_unbroken_stream()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        Browser[] sources = [meeting.Join('A'), meeting.Join('B'), meeting.Join('C')];
        for (var i = 0; i < 30; i++)
        {
            meeting.View(viewer, sources[i % 3]);
            meeting.Run(0.7);
        }

        var slot = viewer.Pictures.Single();
        slot.AssertContinuous();
        Assert.Equal(string.Concat(Enumerable.Repeat("ABC", 10)), slot.Tags);
    }

    [Fact]
    public void Picture_numbers_that_wrap_go_on_over_switches()
    {
        // Everything random ends in ones, so that each slot begins at the last of its picture numbers.
        using var meeting = new Meeting(edge: true);
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        Browser[] sources = [meeting.Join('A'), meeting.Join('B')];
        for (var i = 0; i < 12; i++)
        {
            meeting.View(viewer, sources[i % 2]);
            meeting.Run(2);
        }

        var slot = viewer.Pictures.Single();
        slot.AssertContinuous();
        Assert.Equal(12, slot.Tags.Length);
        Assert.Equal((0, (byte)0), (slot.Packets[0].PictureId, slot.Packets[0].LevelZeroIndex));
        Assert.Contains(slot.Packets, p => p.LevelZeroIndex == 255);
    }

    [Fact]
    public void The_old_picture_stays_until_the_new_one_has_a_keyframe()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        var (first, second) = (meeting.Join('A'), meeting.Join('B'));
        meeting.View(viewer, first);
        meeting.Run(1);
        second.Camera.GivesKeyframes = false;
        meeting.View(viewer, second);
        meeting.Run(1);
        var slot = viewer.Pictures.Single();
        Assert.Equal("A", slot.Tags);
        Assert.True(meeting.Now - slot.Packets[^1].At < TimeSpan.FromMilliseconds(60), "the old picture stopped");
        // Asked at once and again every 300 ms.
        Assert.InRange(second.Camera.KeyframesAsked.Count, 3, 5);
        second.Camera.GivesKeyframes = true;
        meeting.Run(1);
        Assert.Equal("AB", slot.Tags);
        slot.AssertContinuous();
    }

    [Fact]
    public void A_picture_that_never_comes_is_given_up_and_taken_when_it_comes_after_all()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        var (first, second) = (meeting.Join('A'), meeting.Join('B'));
        meeting.View(viewer, first);
        meeting.Run(1);
        second.Camera.GivesKeyframes = false;
        meeting.View(viewer, second);
        meeting.Run(VideoSlot.SwitchLimit.TotalSeconds + 0.5);
        Assert.DoesNotContain(meeting.Map(viewer)!.Slots, s => s.Kind == SourceKind.Camera);
        second.Camera.GivesKeyframes = true;
        meeting.Run(2);
        Assert.Equal(second.Participant, meeting.Map(viewer)!.Slots.Single(s => s.Kind == SourceKind.Camera).Participant);
        viewer.Pictures.Single().AssertContinuous();
    }

    [Fact]
    public void Viewers_who_turn_to_one_source_together_cost_it_one_keyframe()
    {
        using var meeting = new Meeting();
        var source = meeting.Join('A');
        Browser[] viewers = [.. "KLMNOP".Select(letter => meeting.Join(letter, pictures: 1))];
        foreach (var viewer in viewers) meeting.View(viewer, []);
        meeting.Run(1);
        var before = source.Camera.KeyframesAsked.Count;
        foreach (var viewer in viewers) meeting.View(viewer, source);
        meeting.Run(1);
        Assert.All(viewers, v => Assert.EndsWith("A", v.Pictures.Single().Tags, StringComparison.Ordinal));
        Assert.Equal(1, source.Camera.KeyframesAsked.Count - before);
    }

    [Fact]
    public void The_map_names_the_first_timestamp_of_each_source()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        Browser[] sources = [meeting.Join('A'), meeting.Join('B')];
        long version = 0;
        for (var i = 0; i < 6; i++)
        {
            var source = sources[i % 2];
            meeting.View(viewer, source);
            meeting.Run(1);
            var map = meeting.Map(viewer)!;
            Assert.True(map.Version > version);
            version = map.Version;
            var mapped = map.Slots.Single(s => s.Kind == SourceKind.Camera);
            var slot = viewer.Pictures.Single();
            Assert.Equal((slot.Mid, source.Participant), (mapped.Mid, mapped.Participant));
            var firstOfRun = slot.Packets.Reverse().TakeWhile(p => p.Tag == source.Letter).Last();
            Assert.Equal(firstOfRun.Time.Value, mapped.FirstRtpTimestamp);
        }
    }

    [Fact]
    public void A_camera_without_packets_takes_no_slot()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        var silent = meeting.Join('A');
        silent.Camera.IsOn = false;
        meeting.Run(0.2);
        var other = meeting.Join('B');
        meeting.Run(1);
        // A sent its first frame before it was switched off here, so the page says what it is.
        meeting.Board.SetSource(silent.Key, SourceKind.Camera, on: false, meeting.Now);
        meeting.View(viewer, silent, other);
        meeting.Run(1);
        Assert.EndsWith("B", viewer.Pictures.Single().Tags, StringComparison.Ordinal);
    }

    [Fact]
    public void A_camera_switched_off_leaves_its_slot_at_once_and_comes_back()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        var source = meeting.Join('A');
        meeting.Run(1);
        meeting.Board.SetSource(source.Key, SourceKind.Camera, on: false, meeting.Now);
        meeting.Run(0.01);
        Assert.DoesNotContain(meeting.Map(viewer)!.Slots, s => s.Kind == SourceKind.Camera);
        meeting.Run(1);
        var stopped = viewer.Pictures.Single().Packets.Count;
        meeting.Board.SetSource(source.Key, SourceKind.Camera, on: true, meeting.Now);
        meeting.Run(1);
        Assert.True(viewer.Pictures.Single().Packets.Count > stopped);
        viewer.Pictures.Single().AssertContinuous();
    }

    [Fact]
    public void Pictures_that_stay_wanted_stay_in_their_slots()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 3, sounds: 3);
        Browser[] all = [meeting.Join('A'), meeting.Join('B'), meeting.Join('C'), meeting.Join('D')];
        meeting.View(viewer, all[0], all[1], all[2]);
        meeting.Run(1);
        var before = meeting.Map(viewer)!.Slots.Where(s => s.Kind == SourceKind.Camera).ToDictionary(s => s.Participant, s => s.Mid);
        meeting.View(viewer, all[3], all[2], all[0]);
        meeting.Run(1);
        var after = meeting.Map(viewer)!.Slots.Where(s => s.Kind == SourceKind.Camera).ToDictionary(s => s.Participant, s => s.Mid);
        Assert.Equal(before[all[0].Participant], after[all[0].Participant]);
        Assert.Equal(before[all[2].Participant], after[all[2].Participant]);
        Assert.Equal(before[all[1].Participant], after[all[3].Participant]);
    }

    [Fact]
    public void A_shared_screen_comes_first_and_leaves_the_camera_its_place()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 2, sounds: 2);
        var presenter = meeting.Join('A');
        meeting.Join('B');
        meeting.Run(1);
        presenter.Share();
        meeting.Negotiate(presenter);
        meeting.Run(1);
        var kinds = meeting.Map(viewer)!.Slots.Where(s => !s.Kind.IsAudio()).Select(s => (s.Participant, s.Kind)).ToHashSet();
        Assert.Contains((presenter.Participant, SourceKind.Screen), kinds);
        Assert.Contains((presenter.Participant, SourceKind.Camera), kinds);
        Assert.Contains(viewer.Pictures, s => s.Tags.EndsWith('a'));
        meeting.Board.SetSource(presenter.Key, SourceKind.Screen, on: false, meeting.Now);
        meeting.Run(1);
        Assert.All(viewer.Pictures, s => s.AssertContinuous());
        Assert.Equal("AB", string.Concat(viewer.Pictures.Select(s => s.Tags[^1]).Order()));
    }

    [Fact]
    public void The_time_of_a_new_picture_follows_the_clock_on_the_wall()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 2);
        Browser[] sources = [meeting.Join('A'), meeting.Join('B')];
        for (var i = 0; i < 10; i++)
        {
            meeting.View(viewer, sources[i % 2]);
            meeting.Run(1);
        }

        var packets = viewer.Pictures.Single().Packets;
        var (first, last) = (packets[0], packets[^1]);
        var drift = last.Time.Since(first.Time) / 90.0 - (last.At - first.At).TotalMilliseconds;
        Assert.InRange(drift, -20, 20);
    }

    [Fact]
    public void What_was_lost_before_a_switch_can_still_be_had_after_it()
    {
        using var meeting = new Meeting();
        var slow = new LinkConditions { Delay = TimeSpan.FromMilliseconds(60) };
        var viewer = meeting.Join('V', up: slow, down: slow, pictures: 1, sounds: 2);
        var (first, second) = (meeting.Join('A'), meeting.Join('B'));
        meeting.View(viewer, first);
        meeting.Run(1);
        meeting.View(viewer, second);
        // Of the last frames of the old source one packet is lost: it is asked for when the new one is already there.
        var dropped = false;
        meeting.Network.Filter = datagram =>
        {
            if (dropped || datagram.Target != viewer.Address || datagram.Bytes.Length < 850) return true;
            dropped = true;
            return false;
        };
        meeting.Run(1);
        var slot = viewer.Pictures.Single();
        Assert.Equal("AB", slot.Tags);
        slot.AssertContinuous();
        Assert.Equal((byte)'A', Assert.Single(slot.Packets, p => p.WasRetransmitted).Tag);
    }
}
