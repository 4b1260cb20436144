using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// One meeting's media: who is there, who is heard, who is speaking, and what each receiver's slots carry. Mapping may allocate;
/// it happens when people act. What happens for each packet does not.
/// </summary>
internal sealed class Room(RoomKey key, MediaOptions options, Wakeup wakeup, Action<MediaNotice> tell) : ITicking
{
    private static readonly TimeSpan LevelInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Below it (in dB over the silence of RFC 6464) a level is not worth a message.</summary>
    public const int AudibleLoudness = 40;

    private readonly List<Peer> peers = [];
    private readonly Dictionary<ParticipantKey, Participant> participants = [];
    private readonly ActiveSpeaker speaker = new();
    private readonly RoomVoices voices = new(options.LoudestVoices);
    private readonly SpeakingTimes speakingTimes = new();
    private PlanPace pace;
    private int present;
    private bool isThrifty;
    private Timestamp? speakerDue;
    private Timestamp? levelsDue;
    private Timestamp? speechDue;
    private Timestamp? linesDue;
    private LineWatch? lines;

    public RoomKey Key { get; } = key;

    public IngressLimit Ingress { get; } = new(options.MaxRoomKbps);

    /// <summary>Bits a second for each who sends, were all to send the same.</summary>
    public long IngressShare() => Ingress.BitsPerSecond / Math.Max(1, peers.Count(peer => peer.Publisher.IsSending));

    public Wakeup Wakeup { get; } = wakeup;

    public ParticipantKey? ActiveSpeaker => speaker.Current;

    public IReadOnlyList<Peer> Peers => peers;

    /// <summary>Nothing to remember: nobody is here, and nobody is muted for when he comes.</summary>
    public bool IsIdle => peers.Count == 0 && participants.Count == 0;

    public void Tell(MediaNotice notice) => tell(notice);

    public void Join(Peer peer)
    {
        peers.Add(peer);
        var participant = Find(peer.Participant);
        if (participant.Peers.Count == 0) present++;
        participant.Join(peer);
    }

    public void Leave(Peer peer, Timestamp now)
    {
        peer.Subscriber.Clear(now);
        foreach (var video in peer.Publisher.Videos) video.Abandon(now);
        foreach (var audio in peer.Publisher.Audios) audio.Abandon(now);

        peers.Remove(peer);
        WidthChanged();
        var participant = Find(peer.Participant);
        participant.Leave(peer);
        if (participant.Peers.Count == 0)
        {
            present--;
            speaker.Forget(participant.Key);
            if (!participant.IsMuted) participants.Remove(participant.Key);
        }

        Plan(now);
    }

    public void PeerConnected(Peer peer, Timestamp now)
    {
        Tell(new PeerConnected(Key, peer.Key, peer.Participant));
        if (isThrifty) Tell(new VoiceThriftWanted(Key, peer.Key, IsOn: true));
        (lines ??= new LineWatch(voices)).Repeat();
        Wakeup.Ask((linesDue ??= now + LineWatch.Interval));
        Plan(now);
    }

    /// <summary>For a page that may have missed some of what was told, as it holds now; a line that is not good follows with the next look.</summary>
    public void Retell(Peer peer)
    {
        Tell(peer.Subscriber.Map(Key, peer.Key));
        Tell(new VoiceThriftWanted(Key, peer.Key, isThrifty));
        if (peer.Line.Told is { } reduced) Tell(reduced);
        Tell(new ActiveSpeakerChanged(Key, speaker.Current));
        foreach (var other in peers) other.Publisher.RetellStalls();
        lines?.Repeat();
    }

    public void Mute(ParticipantKey participant, bool muted, Timestamp now)
    {
        var muting = Find(participant);
        muting.IsMuted = muted;
        if (muted) speaker.Forget(participant);
        if (!muted && muting.Peers.Count == 0) participants.Remove(participant);
        Plan(pictures: false, who: true, now);
    }

    public void SelectMicrophone(ParticipantKey participant, PeerKey peer, Timestamp now)
    {
        if (!participants.TryGetValue(participant, out var choosing)) return;
        choosing.SelectMicrophone(peer);
        Plan(pictures: false, who: true, now);
    }

    public void SourceSwitched(Source source, Timestamp now) => Plan(source is VideoSource, who: source is AudioSource, now);

    public void SourceStarted(Source source, Timestamp now) => SourceSwitched(source, now);

    public bool MayBeHeard(AudioSource source) => participants.TryGetValue(source.Participant, out var owner) && owner.Speaks(source);

    /// <summary>Takes the level of a packet that is about to be forwarded, and may change who is.</summary>
    public void Heard(AudioSource source, AudioLevel? level, Timestamp now)
    {
        if (level is not { } heard || source.Kind != SourceKind.Microphone) return;
        speaker.Heard(source.Participant, heard.Loudness, now);
        speakingTimes.Heard(source.Participant, heard.Loudness, now);
        if (voices.Heard(source, heard.Loudness, now)) PlanSounds(now);
        if (speakerDue is null) Wakeup.Ask((speakerDue = now + Rooms.ActiveSpeaker.Interval).Value);
        if (levelsDue is null && heard.Loudness >= AudibleLoudness) Wakeup.Ask((levelsDue = now + LevelInterval).Value);
        if (speechDue is null && heard.Loudness >= SpeakingTimes.SpeechLoudness) Wakeup.Ask((speechDue = now + SpeakingTimes.Interval).Value);
    }

    public void SetView(Peer peer, IReadOnlyList<ViewTile> tiles, Timestamp now)
    {
        peer.Subscriber.View = tiles;
        PlanPictures(peer, now);
        // Voices follow their pictures into the pairs.
        PlanSounds(peer, now);
    }

    /// <summary>Somebody's line has become narrow, or wide again: what he has no room for, all who speak send smaller.</summary>
    public void WidthChanged()
    {
        var any = false;
        foreach (var peer in peers) any |= peer.IsNarrow;
        if (any == isThrifty) return;
        isThrifty = any;
        foreach (var peer in peers) Tell(new VoiceThriftWanted(Key, peer.Key, any));
    }

    private void PlanPictures(Peer peer, Timestamp now)
    {
        if (!peer.IsConnected) return;
        var slots = peer.Subscriber.Videos;
        var wanted = WantedPictures.Of(peer, participants);
        if (peer.Subscriber.LeaveOut(wanted)) peer.Wakeup.Ask(now);
        var plan = SlotPlan.Pictures(slots, [.. wanted.Keys]);
        for (var i = 0; i < slots.Count; i++)
            slots[i].Want(plan[i], plan[i] is { } source ? wanted[source] : null, now);
        peer.Subscriber.Rank(wanted.Keys);
        Share(peer, now);
    }

    /// <summary>What a line bears, or is needed of it, may have changed.</summary>
    public void LineMoved(Peer peer, Timestamp now)
    {
        if (peer.IsConnected && peer.Downlink.IsDue(now)) Share(peer, now);
    }

    private void Share(Peer peer, Timestamp now)
    {
        var wasLimited = peer.Downlink.IsLimited;
        if (peer.Downlink.Review(voices.DemandOf(peer.Participant), speaker.Current, now)) PlanSounds(peer, now);
        // The peer's tick looks whether the line bears more.
        if (!wasLimited && peer.Downlink.IsLimited) peer.Wakeup.Ask(now);
    }

    public void Tick(Timestamp now)
    {
        Wakeup.Reset();
        PlanOwed(now);
        if (speakerDue <= now)
        {
            if (speaker.Decide(now)) SpeakerChanged(now);
            // Goes on while somebody holds the floor, so that his silence is noticed as well.
            speakerDue = speaker.Current is null ? null : now + Rooms.ActiveSpeaker.Interval;
        }

        if (levelsDue <= now) levelsDue = TellLevels(now) ? now + LevelInterval : null;
        if (speechDue <= now) speechDue = TellSpeech(now) ? now + SpeakingTimes.Interval : null;
        if (linesDue <= now) linesDue = Watch(now) ? now + LineWatch.Interval : null;
        if (linesDue is { } look) Wakeup.Ask(look);
        if (speakerDue is { } decide) Wakeup.Ask(decide);
        if (levelsDue is { } levels) Wakeup.Ask(levels);
        if (speechDue is { } speech) Wakeup.Ask(speech);
    }

    /// <summary>Everything anew: who came or went changes what all others get.</summary>
    public void Plan(Timestamp now) => Plan(pictures: true, who: true, now);

    /// <param name="who">Who may be heard has changed; otherwise voices only follow their pictures into the pairs.</param>
    private void Plan(bool pictures, bool who, Timestamp now)
    {
        pace.Owe(pictures, who);
        PlanOwed(now);
    }

    private void PlanOwed(Timestamp now)
    {
        if (pace.TryTake(peers.Count, now, out var pictures, out var who))
        {
            for (var i = 0; pictures && i < peers.Count; i++) PlanPictures(peers[i], now);
            if (who) PlanVoices(now);
            else PlanSounds(now);
        }

        if (pace.Due is { } due) Wakeup.Ask(due);
    }

    private void SpeakerChanged(Timestamp now)
    {
        Tell(new ActiveSpeakerChanged(Key, speaker.Current));
        foreach (var peer in peers)
            if (peer.Downlink.IsLimited) Share(peer, now);
    }

    /// <summary>Gives one receiver's sound slots what it is to hear.</summary>
    private void PlanSounds(Peer peer, Timestamp now)
    {
        if (!peer.IsConnected) return;
        var heard = voices.Heard(peer.Participant, everybody: !IsLarge, peer.Downlink.VoiceLimit);
        // With fewer slots than voices the loud ones go first, else the last to join would never be heard.
        var places = peer.Subscriber.Audios;
        if (heard.Count > places.Count) heard.RemoveRange(places.Count, heard.Count - places.Count);
        var plan = SlotPlan.Sounds(places, heard);
        for (var i = 0; i < places.Count; i++) places[i].Slot.Hear(plan[i], now);
    }

    private bool IsLarge => present > options.SmallRoom;

    private void PlanSounds(Timestamp now)
    {
        foreach (var peer in peers) PlanSounds(peer, now);
    }

    /// <summary>Who may be heard at all has changed.</summary>
    private void PlanVoices(Timestamp now)
    {
        voices.Update(peers, MayBeHeard, now);
        foreach (var peer in peers)
        {
            if (peer.IsConnected) Share(peer, now);
            PlanSounds(peer, now);
        }
    }

    /// <returns>Whether anybody is left to be watched.</returns>
    private bool Watch(Timestamp now)
    {
        lines!.Look(this, now);
        return peers.Count > 0;
    }

    /// <returns>Whether there was anything to tell.</returns>
    private bool TellSpeech(Timestamp now)
    {
        var speech = speakingTimes.Take(now);
        if (speech.Count > 0) Tell(new SpeechHeard(Key, speech));
        return speech.Count > 0;
    }

    /// <returns>Whether anybody is still to be heard.</returns>
    private bool TellLevels(Timestamp now)
    {
        List<ParticipantLevel> levels = [];
        foreach (var (source, level) in voices.Audible(AudibleLoudness, now)) levels.Add(new ParticipantLevel(source.Participant, level));
        // An empty list once, so that the last one who spoke goes dark.
        Tell(new AudioLevels(Key, levels));
        return levels.Count > 0;
    }

    private Participant Find(ParticipantKey key)
    {
        if (participants.TryGetValue(key, out var participant)) return participant;
        return participants[key] = new Participant(key);
    }
}
