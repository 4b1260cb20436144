using MeetingHub.Media.Allocation;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// Looks at the lines of a room once a second and says what has changed: how good each is, and what a receiver does without.
/// </summary>
internal sealed class LineWatch(RoomVoices voices)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ParticipantKey, LineQuality> told = [];
    private readonly List<ParticipantLine> changes = [];

    /// <summary>Somebody came, who knows nothing yet: the next look tells every line that is not good.</summary>
    public void Repeat() => told.Clear();

    public void Look(Room room, Timestamp now)
    {
        for (var i = 0; i < room.Peers.Count; i++)
        {
            var peer = room.Peers[i];
            if (!peer.IsConnected) continue;
            peer.Line.Look(peer, now);
            TellReception(room, peer, now);
        }

        TellLines(room);
    }

    private void TellLines(Room room)
    {
        changes.Clear();
        for (var i = 0; i < room.Peers.Count; i++)
        {
            var peer = room.Peers[i];
            var worst = Worst(room, peer.Participant);
            if (told.GetValueOrDefault(peer.Participant) == worst) continue;
            told[peer.Participant] = worst;
            changes.Add(new ParticipantLine(peer.Participant, worst));
        }

        if (changes.Count > 0) room.Tell(new LinesJudged(room.Key, [.. changes]));
    }

    private static LineQuality Worst(Room room, ParticipantKey participant)
    {
        var worst = LineQuality.Good;
        for (var i = 0; i < room.Peers.Count; i++)
        {
            var (owner, line) = (room.Peers[i].Participant, room.Peers[i].Line);
            if (owner == participant && line.Quality > worst) worst = line.Quality;
        }

        return worst;
    }

    private void TellReception(Room room, Peer peer, Timestamp now)
    {
        var wasReduced = peer.Line.Told is { } last && (last.Pictures.Count > 0 || last.Voices.Count > 0);
        if (!peer.Line.IsLimited && !wasReduced) return;
        List<ReducedPicture> pictures = [];
        foreach (var slot in peer.Subscriber.Ranked)
        {
            if (slot is not { Wanted: { } source, Granted: { } granted } || granted.Source != source || slot.Limit == VideoSlot.NoLimit) continue;
            pictures.Add(new ReducedPicture(source.Participant, source.Kind, IsHidden: slot.Limit == VideoSlot.NoPicture));
        }

        List<ParticipantKey> left = [];
        if (peer.Downlink.VoiceLimit != Downlink.NoLimit)
        {
            var heard = peer.Subscriber.Audios;
            foreach (var (source, _) in voices.Audible(Room.AudibleLoudness, now))
                if (source.Participant != peer.Participant && !heard.Any(place => place.Slot.Current == source)) left.Add(source.Participant);
        }

        if (peer.Line.Told is { } told && told.Pictures.SequenceEqual(pictures) && told.Voices.SequenceEqual(left)) return;
        peer.Line.Told = new ReceptionReduced(room.Key, peer.Key, pictures, left);
        room.Tell(peer.Line.Told);
    }
}
