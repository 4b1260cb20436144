using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Tests.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Allocation;

/// <summary>Whole meetings with one listener behind a narrow line.</summary>
public sealed class NarrowLineTests
{
    private static readonly int[] Heights = [180, 360, 720];

    [Fact]
    public void At_a_hundred_kilobits_two_voices_at_once_are_heard_and_the_third_yields_by_name()
    {
        using var meeting = new Meeting();
        // What is left of a hundred when IP and UDP have had their part of packets of this size.
        var listener = meeting.Join('L', down: Down(86));
        listener.Microphone.IsOn = false;
        Browser[] speakers = [meeting.Join('A'), meeting.Join('B'), meeting.Join('C')];
        foreach (var speaker in speakers) speaker.Microphone.FrameBytes = 80;
        speakers[2].Microphone.Loudness = 60;
        meeting.Run(30);

        Assert.Contains(meeting.Notices.OfType<VoiceThriftWanted>(), n => n.IsOn);
        var last = meeting.Notices.OfType<ReceptionReduced>().Last(n => n.Peer == listener.Key);
        Assert.Equal([speakers[2].Participant], last.Voices);
        foreach (var letter in "AB") Assert.InRange(LongestGap(listener, letter, meeting.Now - TimeSpan.FromSeconds(8)), 0, 200);
        // Whatever happened before: never none.
        Assert.InRange(LongestGap(listener, letter: null, meeting.Now - TimeSpan.FromSeconds(28)), 0, 1000);
        Assert.Equal(LineQuality.Poor, meeting.Notices.OfType<LinesJudged>().SelectMany(n => n.Lines).Last(l => l.Participant == listener.Participant).Quality);
    }

    [Fact]
    public void Who_begins_to_speak_is_heard_at_once_whatever_the_voice_cost_before()
    {
        using var meeting = new Meeting();
        var listener = meeting.Join('L');
        listener.Microphone.IsOn = false;
        Browser[] speakers = [meeting.Join('A'), meeting.Join('B')];
        foreach (var speaker in speakers) speaker.Microphone.FrameBytes = 100;
        meeting.Run(3);
        meeting.Board.Mute(Meeting.Room, speakers[1].Participant, muted: true, meeting.Now);
        meeting.Network.Change(listener, LinkConditions.Perfect, Down(78));
        meeting.Run(15);
        Assert.Contains(meeting.Notices.OfType<VoiceThriftWanted>(), n => n.IsOn);
        foreach (var speaker in speakers) speaker.Microphone.IsThrifty = true;
        meeting.Run(5);
        var since = meeting.Now;

        meeting.Board.Mute(Meeting.Room, speakers[1].Participant, muted: false, meeting.Now);
        meeting.Run(8);

        foreach (var letter in "AB") Assert.InRange(LongestGap(listener, letter, since), 0, 300);
    }

    [Fact]
    public void A_line_of_half_a_megabit_shows_small_pictures_and_a_wide_one_large_ones_within_fifteen_seconds()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', down: Down(450));
        Browser[] senders = [meeting.Join('A', layers: Heights), meeting.Join('D', layers: Heights)];
        foreach (var browser in (Browser[])[viewer, .. senders]) browser.Microphone.Loudness = 0;
        foreach (var sender in senders) (sender.Layers[0].PacketBytes, sender.Layers[2].PacketsPerFrame) = (150, 8);
        meeting.View(viewer, senders);
        List<int[]> shown = [];
        for (var i = 0; i < 40; i++)
        {
            meeting.Run(0.5);
            shown.Add(Shown(meeting, viewer));
        }

        // It tries now and then whether the larger ones fit after all, less and less often.
        Assert.All(shown, layers => Assert.DoesNotContain(2, layers));
        Assert.InRange(shown.Count(layers => layers.Contains(0)), 25, 40);
        Assert.NotEmpty(meeting.Notices.OfType<ReceptionReduced>().Last(n => n.Peer == viewer.Key).Pictures);

        meeting.Network.Change(viewer, LinkConditions.Perfect, Down(5_000));
        meeting.Run(15);
        Assert.Equal([2, 2], Shown(meeting, viewer));
        Assert.Empty(meeting.Notices.OfType<ReceptionReduced>().Last(n => n.Peer == viewer.Key).Pictures);
    }

    [Fact]
    public void A_line_that_narrows_does_not_freeze_the_picture_for_a_second()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, down: Down(2_000));
        var sender = meeting.Join('A', layers: Heights);
        sender.Microphone.Loudness = viewer.Microphone.Loudness = 0;
        (sender.Layers[0].PacketBytes, sender.Layers[1].PacketBytes, sender.Layers[2].PacketBytes) = (150, 500, 1100);
        sender.Layers[2].PacketsPerFrame = 8;
        meeting.View(viewer, sender, 720);
        meeting.Run(10);
        Assert.Equal([2], Shown(meeting, viewer));
        var from = meeting.Now;
        meeting.Network.Change(viewer, LinkConditions.Perfect, Down(300));
        meeting.Run(10);
        Assert.InRange(LongestPictureGap(viewer, from), 0, 1000);
        Assert.InRange(Assert.Single(Shown(meeting, viewer)), 0, 1);
    }

    /// <summary>Whose packets come late and in clumps, and each tenth never. Nothing of that says that the line is narrow.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_radio_that_loses_every_tenth_packet_both_ways_keeps_its_picture_and_soon_the_larger_one(int seed)
    {
        using var meeting = new Meeting(seed);
        Browser[] people = [meeting.Join('A', layers: Heights), meeting.Join('D', layers: Heights)];
        foreach (var person in people)
            (person.Layers[0].PacketBytes, person.Layers[1].PacketBytes, person.Microphone.FrameBytes) = (240, 1000, 80);
        meeting.View(people[0], people[1], 360);
        meeting.View(people[1], people[0], 360);
        meeting.Run(0.3);
        var radio = new LinkConditions { Loss = 0.1, Delay = TimeSpan.FromMilliseconds(25), Jitter = TimeSpan.FromMilliseconds(10), KeepsOrder = true };
        foreach (var person in people) meeting.Network.Change(person, radio, radio);
        meeting.Run(1);
        var from = meeting.Now;
        meeting.Run(10);
        var large = new int[2];
        for (var i = 0; i < 20; i++)
        {
            meeting.Run(0.5);
            for (var p = 0; p < 2; p++) large[p] += Shown(meeting, people[p]) is [1] ? 1 : 0;
        }

        Assert.All(people, person => Assert.InRange(LongestPictureGap(person, from), 0, 500));
        // A trial takes it away for a second or two, now and then.
        Assert.All(large, count => Assert.InRange(count, 10, 20));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Fact]
    public void The_screen_stays_when_the_faces_have_to_go()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', down: Down(520));
        Browser[] faces = [meeting.Join('A'), meeting.Join('B')];
        faces[0].Share();
        meeting.Negotiate(faces[0]);
        foreach (var browser in (Browser[])[viewer, .. faces]) browser.Microphone.Loudness = 0;
        meeting.Board.SetView(viewer.Key,
        [
            new ViewTile(faces[1].Participant, SourceKind.Camera), new ViewTile(faces[0].Participant, SourceKind.Camera),
            new ViewTile(faces[0].Participant, SourceKind.Screen),
        ], meeting.Now);
        meeting.Run(20);
        var shown = Assert.Single(meeting.Map(viewer)!.Slots, s => s.Kind is SourceKind.Camera or SourceKind.Screen);
        Assert.Equal(SourceKind.Screen, shown.Kind);
        Assert.Contains(meeting.Notices.OfType<ReceptionReduced>(), n => n.Peer == viewer.Key && n.Pictures.Count(p => p.IsHidden) == 2);
        // Over the last ten seconds the screen never stood still.
        Assert.InRange(LongestPictureGap(viewer, meeting.Now - TimeSpan.FromSeconds(10)), 0, 500);
    }

    [Fact]
    public void A_browser_that_falls_silent_is_called_lost_and_then_good_again()
    {
        using var meeting = new Meeting();
        var quiet = meeting.Join('A');
        meeting.Join('B');
        meeting.Run(3);
        meeting.Network.Change(quiet, new LinkConditions { Loss = 1 }, LinkConditions.Perfect);
        meeting.Run(11);
        Assert.Equal(LineQuality.Lost, Quality(meeting, quiet));
        meeting.Network.Change(quiet, LinkConditions.Perfect);
        meeting.Run(15);
        Assert.Equal(LineQuality.Good, Quality(meeting, quiet));
    }

    // Every page said "weak line" in its first second, since each estimate begins small.
    [Fact]
    public void A_wide_line_is_not_called_weak_when_somebody_comes()
    {
        using var meeting = new Meeting();
        meeting.Join('A', layers: Heights);
        meeting.Join('B', layers: Heights);
        meeting.Join('V', down: Down(8_000));
        meeting.Run(10);
        Assert.Empty(meeting.Notices.OfType<ReceptionReduced>());
        Assert.Empty(meeting.Notices.OfType<LinesJudged>());
    }

    [Fact]
    public void Who_comes_later_is_told_of_the_lines_that_are_not_good()
    {
        using var meeting = new Meeting();
        var lossy = meeting.Join('A', up: new LinkConditions { Loss = 0.2 }, down: LinkConditions.Perfect);
        meeting.Join('B');
        meeting.Run(8);
        meeting.Notices.Clear();
        meeting.Join('C');
        meeting.Run(2);
        Assert.Contains(meeting.Notices.OfType<LinesJudged>().SelectMany(n => n.Lines), l => l.Participant == lossy.Participant);
    }

    private static LineQuality Quality(Meeting meeting, Browser browser) =>
        meeting.Notices.OfType<LinesJudged>().SelectMany(n => n.Lines).Last(l => l.Participant == browser.Participant).Quality;

    private static int[] Shown(Meeting meeting, Browser viewer) =>
        [.. meeting.Statistics(viewer).Slots.Where(s => s is { Kind: SourceKind.Camera, Layer: not null }).Select(s => s.Layer!.Value)];

    private static LinkConditions Down(long kilobits) => new()
    {
        BitsPerSecond = kilobits * 1000, Delay = TimeSpan.FromMilliseconds(25), Queue = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>Milliseconds without a packet of a voice; of any when no letter is given.</summary>
    private static double LongestGap(Browser listener, char? letter, Timestamp from) => LongestGap(
        listener.Sounds.SelectMany(s => s.Packets).Where(p => p.At >= from && p.Tag != 0 && (letter is null || p.Tag == letter)).Select(p => p.At));

    private static double LongestPictureGap(Browser viewer, Timestamp from) =>
        LongestGap(viewer.Pictures.SelectMany(s => s.Packets).Where(p => p.At >= from && p.Marker).Select(p => p.At));

    private static double LongestGap(IEnumerable<Timestamp> arrivals)
    {
        var sorted = arrivals.Order().ToArray();
        Assert.NotEmpty(sorted);
        return sorted.Zip(sorted.Skip(1), (one, next) => (next - one).TotalMilliseconds).DefaultIfEmpty(0).Max();
    }
}
