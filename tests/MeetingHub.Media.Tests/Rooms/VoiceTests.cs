using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>Who is heard, and how sound changes hands (media.md, S3 and S10).</summary>
public sealed class VoiceTests
{
    [Fact]
    public void A_muted_participant_is_not_heard_whatever_he_sends()
    {
        using var meeting = new Meeting();
        var (speaker, listener) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        meeting.Board.Mute(Meeting.Room, speaker.Participant, muted: true, meeting.Now);
        meeting.Run(0.2);
        var heard = Spoken(listener);
        meeting.Run(2);
        Assert.Equal(heard, Spoken(listener));
        Assert.True(meeting.Statistics(speaker).Dropped[DropReason.Muted] >= 100);
        meeting.Board.Mute(Meeting.Room, speaker.Participant, muted: false, meeting.Now);
        meeting.Run(1);
        Assert.InRange(Spoken(listener) - heard, 45, 55);
    }

    [Fact]
    public void A_mute_holds_for_a_window_that_comes_later()
    {
        using var meeting = new Meeting();
        var participant = new ParticipantKey(Guid.NewGuid());
        meeting.Board.Mute(Meeting.Room, participant, muted: true, meeting.Now);
        var listener = meeting.Join('B');
        meeting.Join('A', participant: participant);
        meeting.Run(2);
        Assert.Equal(0, Spoken(listener));
    }

    [Fact]
    public void Of_two_windows_one_is_heard_and_neither_hears_the_other()
    {
        using var meeting = new Meeting();
        var listener = meeting.Join('L');
        var one = meeting.Join('A');
        var two = meeting.Join('B', participant: one.Participant);
        meeting.Run(1);
        Assert.EndsWith("B", Tags(listener), StringComparison.Ordinal);
        meeting.Board.SelectMicrophone(Meeting.Room, one.Participant, one.Key, meeting.Now);
        meeting.Run(1);
        Assert.EndsWith("A", Tags(listener), StringComparison.Ordinal);
        Assert.Single(meeting.Map(listener)!.Slots, s => s.Kind == SourceKind.Microphone);
        foreach (var window in new[] { one, two }) Assert.All(window.Sounds, s => Assert.DoesNotContain(s.Packets, p => p.Tag is (byte)'A' or (byte)'B'));
    }

    [Fact]
    public void When_the_chosen_window_goes_the_other_does_not_take_the_floor_by_itself()
    {
        using var meeting = new Meeting();
        var listener = meeting.Join('L');
        var one = meeting.Join('A');
        meeting.Join('B', participant: one.Participant);
        meeting.Board.SelectMicrophone(Meeting.Room, one.Participant, one.Key, meeting.Now);
        meeting.Run(1);
        meeting.Board.Disconnect(one.Key, PeerCloseReason.Disconnected, meeting.Now);
        meeting.Run(0.2);
        var heard = Spoken(listener);
        meeting.Run(1);
        Assert.Equal(heard, Spoken(listener));
    }

    [Fact]
    public void A_slot_that_loses_its_voice_fades_out_with_five_frames_of_silence()
    {
        using var meeting = new Meeting();
        var (speaker, listener) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        meeting.Board.Mute(Meeting.Room, speaker.Participant, muted: true, meeting.Now);
        meeting.Run(1);
        var slot = listener.Sounds.Single(s => s.Packets.Count > 0);
        slot.AssertContinuous();
        var silence = slot.Packets.Reverse().TakeWhile(p => p.Tag == 0).Reverse().ToArray();
        Assert.Equal(Opus.SilenceFrames, silence.Length);
        for (var i = 1; i < silence.Length; i++)
        {
            Assert.Equal(Opus.FrameUnits, silence[i].Time.Since(silence[i - 1].Time));
            Assert.InRange((silence[i].At - silence[i - 1].At).TotalMilliseconds, 19, 21);
        }
    }

    [Fact]
    public void A_new_voice_follows_the_old_one_without_a_jump_in_time()
    {
        using var meeting = new Meeting(options: new MediaOptions { SmallRoom = 0, LoudestVoices = 1 });
        var listener = meeting.Join('L', sounds: 1, pictures: 0);
        listener.Microphone.Loudness = 5;
        var (one, two) = (meeting.Join('A'), meeting.Join('B'));
        for (var i = 0; i < 10; i++)
        {
            one.Microphone.Loudness = i % 2 == 0 ? 100 : 60;
            two.Microphone.Loudness = i % 2 == 0 ? 60 : 100;
            meeting.Run(2.003);
        }

        var slot = listener.Sounds.Single();
        slot.AssertContinuous();
        Assert.True(slot.Tags.Length >= 9, slot.Tags);
        foreach (var (before, after) in slot.Packets.Zip(slot.Packets.Skip(1)))
            Assert.Equal(Opus.FrameUnits, after.Time.Since(before.Time));
    }

    [Fact]
    public void Silence_of_a_sender_is_forwarded_as_it_is()
    {
        using var meeting = new Meeting();
        var (speaker, listener) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        speaker.Microphone.Loudness = 0;
        meeting.Run(4);
        var slot = listener.Sounds.Single(s => s.Tags == "A");
        slot.AssertContinuous();
        // One packet in 400 ms, 400 ms apart in time as well.
        var last = slot.Packets.TakeLast(4).ToArray();
        for (var i = 1; i < last.Length; i++) Assert.Equal(19_200, last[i].Time.Since(last[i - 1].Time));
    }

    [Fact]
    public void In_a_large_room_the_three_loudest_are_heard()
    {
        using var meeting = new Meeting();
        var listener = meeting.Join('L');
        listener.Microphone.Loudness = 5;
        Browser[] others = [.. "ABCDEFGH".Select(letter => meeting.Join(letter, pictures: 0, sounds: 1))];
        foreach (var other in others) other.Microphone.Loudness = 40;
        foreach (var loud in others[3..6]) loud.Microphone.Loudness = 100;
        meeting.Run(3);
        var since = meeting.Now;
        meeting.Run(1);
        var heard = listener.Sounds.SelectMany(s => s.Packets).Where(p => p.At > since && p.Tag != 0).Select(p => (char)p.Tag).Distinct().Order();
        Assert.Equal("DEF", string.Concat(heard));
    }

    [Fact]
    public void With_fewer_slots_than_voices_the_loud_ones_are_heard()
    {
        using var meeting = new Meeting(options: new MediaOptions { LoudestVoices = 2 });
        var listener = meeting.Join('L', pictures: 0, sounds: 2);
        Browser[] others = [.. "ABCD".Select(letter => meeting.Join(letter, pictures: 0, sounds: 1))];
        foreach (var other in others) other.Microphone.Loudness = 50;
        others[2].Microphone.Loudness = others[3].Microphone.Loudness = 100;
        meeting.Run(2);
        Assert.Equal("CD", string.Concat(listener.Sounds.Select(s => s.Tags[^1]).Order()));
    }

    [Fact]
    public void A_short_noise_does_not_cut_a_speaker_off()
    {
        var voices = new LoudestVoices(1);
        var stream = new ReceivedStream(new RemoteClock(), RtpTime.OpusClock) { PayloadType = 111 };
        AudioSource Make(int n) => new($"{n}", SourceKind.Microphone, default, default, stream);
        var (speaker, noise) = (Make(1), Make(2));
        voices.Add(speaker);
        voices.Add(noise);
        var now = new Timestamp(1_000_000);
        for (var i = 0; i < 50; i++, now += Opus.Frame) Assert.False(voices.Heard(speaker, 95, now));
        Assert.False(voices.Heard(noise, 110, now));
        Assert.True(voices.Includes(speaker));
        for (var i = 0; i < 50; i++, now += Opus.Frame) voices.Heard(noise, 110, now);
        Assert.True(voices.Includes(noise));
    }

    [Fact]
    public void The_active_speaker_is_who_talks_and_not_who_coughs()
    {
        using var meeting = new Meeting();
        Browser[] all = [meeting.Join('A'), meeting.Join('B'), meeting.Join('C')];
        foreach (var browser in all) browser.Microphone.Loudness = 0;
        meeting.Run(1);
        all[0].Microphone.Loudness = 105;
        meeting.Run(3);
        Assert.Equal(all[0].Participant, LastSpeaker());
        all[1].Microphone.Loudness = 120;
        meeting.Run(0.06);
        all[1].Microphone.Loudness = 0;
        meeting.Run(2);
        Assert.Equal(all[0].Participant, LastSpeaker());
        all[0].Microphone.Loudness = 0;
        all[2].Microphone.Loudness = 100;
        meeting.Run(3);
        Assert.Equal(all[2].Participant, LastSpeaker());
        all[2].Microphone.Loudness = 0;
        meeting.Run(15);
        Assert.Null(LastSpeaker());

        ParticipantKey? LastSpeaker() => meeting.Notices.OfType<ActiveSpeakerChanged>().Last().Participant;
    }

    [Fact]
    public void Levels_are_told_five_times_a_second_and_end_with_an_empty_list()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A');
        meeting.Join('B').Microphone.Loudness = 0;
        meeting.Run(4);
        var levels = meeting.Notices.OfType<AudioLevels>().ToArray();
        Assert.InRange(levels.Length, 15, 21);
        Assert.Equal(speaker.Participant, Assert.Single(levels[^1].Levels).Participant);
        speaker.Microphone.Loudness = 0;
        meeting.Run(3);
        Assert.Empty(meeting.Notices.OfType<AudioLevels>().Last().Levels);
    }

    [Fact]
    public void Speaking_time_is_told_for_each_who_speaks_and_not_for_noise_or_a_cough()
    {
        using var meeting = new Meeting();
        Browser[] all = [meeting.Join('A'), meeting.Join('B'), meeting.Join('C'), meeting.Join('D')];
        foreach (var browser in all) browser.Microphone.Loudness = 0;
        all[3].Microphone.Loudness = 70;
        meeting.Run(1);
        all[0].Microphone.Loudness = 105;
        meeting.Run(10);
        all[1].Microphone.Loudness = 100;
        all[2].Microphone.Loudness = 120;
        meeting.Run(0.1);
        all[2].Microphone.Loudness = 0;
        meeting.Run(4.9);
        all[0].Microphone.Loudness = all[1].Microphone.Loudness = 0;
        meeting.Run(5);
        var told = meeting.Notices.OfType<SpeechHeard>().ToArray();
        Assert.InRange(told.Length, 7, 10);
        Assert.InRange(Seconds(all[0]), 14.6, 15.4);
        Assert.InRange(Seconds(all[1]), 4.6, 5.4);
        Assert.Equal(0, Seconds(all[2]) + Seconds(all[3]));

        double Seconds(Browser who) => told.SelectMany(t => t.Speech).Where(s => s.Participant == who.Participant).Sum(s => s.Time.TotalSeconds);
    }

    [Fact]
    public void A_breath_counts_as_speech_and_a_pause_does_not()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A');
        foreach (var (loudness, seconds) in new[] { (0, 1d), (105, 3), (0, 1), (105, 3), (0, 8), (105, 2), (0, 4) })
        {
            speaker.Microphone.Loudness = loudness;
            meeting.Run(seconds);
        }

        Assert.InRange(meeting.Notices.OfType<SpeechHeard>().Sum(t => Assert.Single(t.Speech).Time.TotalSeconds), 8.2, 9.8);
    }

    [Fact]
    public void Who_is_muted_does_not_speak()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A');
        meeting.Board.Mute(Meeting.Room, speaker.Participant, muted: true, meeting.Now);
        speaker.Microphone.Loudness = 110;
        meeting.Run(5);
        Assert.Empty(meeting.Notices.OfType<SpeechHeard>());
    }

    private static int Spoken(Browser listener) => listener.Sounds.Sum(s => s.Packets.Count(p => p.Tag != 0));

    private static string Tags(Browser listener) => string.Concat(listener.Sounds.SelectMany(s => s.Packets).Where(p => p.Tag != 0)
        .OrderBy(p => p.At).Select(p => (char)p.Tag));
}
