using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>Simulcast: which layer a slot gets, and that nothing shows in its numbers (media.md, 3.7, T5.3, S8.7 and S10).</summary>
public sealed class LayerTests
{
    private static readonly int[] Heights = [180, 360, 720];

    [Fact]
    public void Layers_are_known_by_their_names_and_stay_known_when_these_cease()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A', layers: Heights);
        Browser[] viewers = [meeting.Join('V'), meeting.Join('W'), meeting.Join('X')];
        for (var i = 0; i < 3; i++) meeting.View(viewers[i], sender, Heights[i]);
        meeting.Run(5);
        Assert.All(sender.Layers, l => Assert.False(l.NamesLine));
        var statistics = meeting.Statistics(sender);
        Assert.Equal(Heights, Layers(meeting, sender).Select(l => l.PixelHeight!.Value));
        Assert.Equal(sender.Layers.Select(l => l.Ssrc), Layers(meeting, sender).Select(l => l.Ssrc));
        Assert.Equal(sender.Layers.Select(l => (long)l.Frames * 3), Layers(meeting, sender).Select(l => l.Packets));
        Assert.DoesNotContain(DropReason.UnknownStream, statistics.Dropped.Keys);
        Assert.All(Layers(meeting, sender), l => Assert.InRange(l.BitsPerSecond, 300_000, 340_000));
    }

    [Theory]
    [InlineData(90, 'A')]
    [InlineData(230, 'A')]
    [InlineData(300, 'B')]
    [InlineData(490, 'C')]
    [InlineData(2000, 'C')]
    public void A_tile_gets_the_smallest_layer_that_fills_it(int pixelHeight, char expected)
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        meeting.View(viewer, meeting.Join('A', layers: Heights), pixelHeight);
        meeting.Run(4);
        Assert.EndsWith($"{expected}", viewer.Pictures.Single().Tags, StringComparison.Ordinal);
        viewer.Pictures.Single().AssertContinuous();
    }

    [Fact]
    public void A_slot_goes_through_layers_and_sources_as_one_unbroken_stream()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        Browser[] senders = [meeting.Join('A', layers: Heights), meeting.Join('D', layers: Heights)];
        foreach (var layer in senders[0].Layers) layer.PadsEvery = 7;
        var expected = "";
        for (var i = 0; i < 40; i++)
        {
            meeting.View(viewer, senders[i / 5 % 2], Heights[i % 3]);
            meeting.Run(1);
            expected += (char)(senders[i / 5 % 2].Letter + i % 3);
            Assert.EndsWith(expected[^1..], viewer.Pictures.Single().Tags, StringComparison.Ordinal);
        }

        viewer.Pictures.Single().AssertContinuous();
    }

    // Loss on the way in hides beginnings of keyframes, jitter changes places, and a layer comes and goes as on a narrow uplink.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Loss_reordering_and_layers_that_come_and_go_leave_no_trace_in_the_numbers(int seed)
    {
        using var meeting = new Meeting(seed);
        var bad = new LinkConditions { Loss = 0.03, Delay = TimeSpan.FromMilliseconds(20), Jitter = TimeSpan.FromMilliseconds(15) };
        var sender = meeting.Join('A', up: bad, down: bad, layers: Heights);
        var viewer = meeting.Join('V', up: bad, down: bad, pictures: 1);
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            meeting.View(viewer, sender, Heights[random.Next(3)]);
            sender.Layers[1 + random.Next(2)].IsOn = random.Next(3) > 0;
            meeting.Run(random.NextDouble() * 2);
        }

        foreach (var layer in sender.Layers) layer.IsOn = true;
        meeting.Run(5);
        foreach (var layer in sender.Layers) layer.IsOn = false;
        meeting.Run(2);
        var slot = viewer.Pictures.Single();
        Assert.Contains(slot.Packets, p => p.WasRetransmitted);
        Assert.All(Layers(meeting, sender), l => Assert.NotEqual(0, l.Recovered));
        Assert.True(slot.Tags.Length > 20, slot.Tags);
        slot.AssertContinuous();
    }

    [Fact]
    public void Layers_of_one_camera_are_kept_in_time_by_its_reports()
    {
        using var meeting = new Meeting();
        var uneven = new LinkConditions { Delay = TimeSpan.FromMilliseconds(5), Jitter = TimeSpan.FromMilliseconds(12) };
        var sender = meeting.Join('A', up: uneven, layers: Heights);
        Browser[] others = [meeting.Join('V'), meeting.Join('W'), meeting.Join('X')];
        // So that no layer is paused: then all have the same number of frames.
        for (var i = 0; i < 3; i++) meeting.View(others[i], sender, Heights[i]);
        // Until the camera has reported on all layers: a switch before that goes by arrival.
        meeting.Run(1.5);
        var viewer = meeting.Join('Y', pictures: 1);
        meeting.Run(2);
        for (var i = 0; i < 20; i++)
        {
            meeting.View(viewer, sender, Heights[i % 3]);
            meeting.Run(0.7);
        }

        var packets = viewer.Pictures.Single().Packets.Where(p => !p.IsEmpty).ToArray();
        var ideal = packets.Select(p => p.Time.Value - (uint)p.Frame * 4500u).ToArray();
        Assert.All(ideal, time => Assert.InRange((int)(time - ideal[0]), -20, 20));
        // And what we report of the slot is one line too, whatever layer it was on, as exactly as 12 ms of jitter let us know its clock.
        var reports = viewer.Reports.Where(r => r.Report.Ssrc == viewer.Pictures.Single().Ssrc).ToArray();
        var line = reports.Select(r => r.Report.Rtp.Value - (uint)(r.At.Microseconds * 90 / 1000)).ToArray();
        Assert.True(reports.Length > 20);
        Assert.All(line, offset => Assert.InRange((int)(offset - line[0]), -1080, 1080));
    }

    [Fact]
    public void The_old_layer_goes_on_until_the_new_one_has_a_keyframe()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        var sender = meeting.Join('A', layers: Heights);
        meeting.View(viewer, sender, 180);
        meeting.Run(3);
        sender.Layers[2].GivesKeyframes = false;
        meeting.View(viewer, sender, 720);
        meeting.Run(5);
        var slot = viewer.Pictures.Single();
        Assert.Equal("A", slot.Tags);
        Assert.True(meeting.Now - slot.Packets[^1].At < TimeSpan.FromMilliseconds(60), "the old layer stopped");
        sender.Layers[2].GivesKeyframes = true;
        meeting.Run(1);
        Assert.Equal("AC", slot.Tags);
        slot.AssertContinuous();
    }

    [Fact]
    public void A_layer_that_never_starts_is_never_waited_for()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        var sender = meeting.Join('A', layers: Heights);
        sender.Layers[2].IsOn = false;
        meeting.View(viewer, sender, 720);
        meeting.Run(8);
        var slot = viewer.Pictures.Single();
        Assert.Equal("B", slot.Tags[^1..]);
        // Its first packets are those of a keyframe: nobody waits, and nobody asks for another.
        sender.Layers[2].IsOn = true;
        meeting.Run(0.2);
        Assert.Equal("C", slot.Tags[^1..]);
        Assert.Empty(sender.Layers[2].KeyframesAsked);
        slot.AssertContinuous();
    }

    [Fact]
    public void A_layer_that_breaks_off_is_left_at_once_and_trusted_again_when_it_has_held_for_two_seconds()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        var sender = meeting.Join('A', layers: Heights);
        var helper = meeting.Join('W', pictures: 1);
        meeting.View(viewer, sender, 720);
        meeting.View(helper, sender, 360);
        meeting.Run(3);
        sender.Layers[2].IsOn = false;
        meeting.Run(1.2);
        var slot = viewer.Pictures.Single();
        Assert.EndsWith("CB", slot.Tags, StringComparison.Ordinal);
        sender.Layers[2].IsOn = true;
        meeting.Run(1.9);
        Assert.EndsWith("CB", slot.Tags, StringComparison.Ordinal);
        meeting.Run(0.6);
        Assert.EndsWith("CBC", slot.Tags, StringComparison.Ordinal);
        slot.AssertContinuous();
    }

    [Fact]
    public void Layers_that_nobody_needs_are_paused_after_three_seconds_and_wanted_at_once()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        var sender = meeting.Join('A', layers: Heights);
        meeting.View(viewer, sender, 180);
        meeting.Run(2);
        Assert.Empty(Wanted(meeting, sender));
        meeting.Run(1.5);
        Assert.Equal(["q"], Wanted(meeting, sender).Single());
        var frames = sender.Layers[2].Frames;
        meeting.Run(2);
        Assert.Equal(frames, sender.Layers[2].Frames);
        meeting.View(viewer, sender, 720);
        meeting.Run(0.2);
        Assert.Equal(["q", "f"], Wanted(meeting, sender).Last());
        Assert.EndsWith("AC", viewer.Pictures.Single().Tags, StringComparison.Ordinal);
        // A tile that is small for a moment only changes nothing at the sender.
        meeting.View(viewer, sender, 180);
        meeting.Run(2);
        meeting.View(viewer, sender, 720);
        meeting.Run(4);
        Assert.Equal(2, Wanted(meeting, sender).Count());
        viewer.Pictures.Single().AssertContinuous();
    }

    [Fact]
    public void A_camera_that_nobody_watches_is_paused_and_not_called_stalled()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        var sender = meeting.Join('A', layers: Heights);
        meeting.View(viewer, sender, 360);
        meeting.Run(1);
        meeting.View(viewer);
        meeting.Run(12);
        Assert.Empty(Wanted(meeting, sender).Last());
        Assert.DoesNotContain(meeting.Notices.OfType<SourceStalled>(), s => s.Peer == sender.Key);
        // A sleeping source costs no wake-ups: what is left are the peers' own.
        meeting.View(viewer, sender, 360);
        meeting.Run(0.3);
        var slot = viewer.Pictures.Single();
        Assert.True(meeting.Now - slot.Packets[^1].At < TimeSpan.FromMilliseconds(60), "no picture again");
        meeting.Run(1);
        slot.AssertContinuous();
        sender.Camera.IsOn = sender.Layers[1].IsOn = false;
        meeting.Run(6);
        Assert.True(meeting.Notices.OfType<SourceStalled>().Single(s => s.Peer == sender.Key).Stalled);
    }

    [Fact]
    public void A_tile_that_shrinks_keeps_its_picture_until_the_smaller_one_is_there()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        var sender = meeting.Join('A', layers: Heights);
        meeting.View(viewer, sender, 720);
        meeting.Run(5);
        Assert.Equal(["q", "f"], Wanted(meeting, sender).Last());
        meeting.View(viewer, sender, 360);
        meeting.Run(1);
        // Not by way of the smallest, although that one is always there.
        Assert.EndsWith("CB", viewer.Pictures.Single().Tags, StringComparison.Ordinal);
        viewer.Pictures.Single().AssertContinuous();
    }

    [Fact]
    public void Pictures_of_other_sizes_than_usual_are_measured_not_guessed()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        // A browser short of power makes smaller pictures of all its layers.
        var sender = meeting.Join('A', layers: [90, 180, 360]);
        meeting.View(viewer, sender, 180);
        meeting.Run(3);
        Assert.EndsWith("B", viewer.Pictures.Single().Tags, StringComparison.Ordinal);
        sender.Layers[1].Height = 90;
        sender.Layers[1].AskForKeyframe(meeting.Now);
        meeting.Run(4);
        Assert.EndsWith("C", viewer.Pictures.Single().Tags, StringComparison.Ordinal);
    }

    [Fact]
    public void A_viewer_whose_browser_has_no_codec_for_a_picture_is_told_so()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V');
        meeting.Join('B');
        var sender = meeting.Join('A', edit: text => text.Replace(
            "a=rtpmap:96 VP8/90000", "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1;profile-level-id=42e01f", StringComparison.Ordinal));
        meeting.Run(1);
        Assert.Equal(new UndecodablePicture(sender.Participant, SourceKind.Camera), meeting.Map(viewer)!.Undecodable.Single());
        Assert.Equal(2, meeting.Map(sender)!.Undecodable.Count);
        Assert.DoesNotContain(meeting.Map(viewer)!.Slots, s => s.Kind == SourceKind.Camera && s.Participant == sender.Participant);
        Assert.Equal("B", viewer.Pictures.First().Tags);
        meeting.Board.SetSource(sender.Key, SourceKind.Camera, on: false, meeting.Now);
        meeting.Run(0.1);
        Assert.Empty(meeting.Map(viewer)!.Undecodable);
    }

    private static IReadOnlyList<LayerStatistics> Layers(Meeting meeting, Browser sender) =>
        meeting.Statistics(sender).Sources.Single(s => s.Kind == SourceKind.Camera).Layers;

    private static IEnumerable<IReadOnlyList<string>> Wanted(Meeting meeting, Browser sender) =>
        meeting.Notices.OfType<LayersWanted>().Where(n => n.Peer == sender.Key).Select(n => n.Layers);
}
