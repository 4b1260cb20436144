using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Rooms;

/// <summary>Somebody in the meeting, with the windows he has open.</summary>
internal sealed class Participant(ParticipantKey key)
{
    private readonly List<Peer> peers = [];
    private PeerKey? selected;

    public ParticipantKey Key { get; } = key;

    public bool IsMuted { get; set; }

    /// <summary>In the order of joining.</summary>
    public IReadOnlyList<Peer> Peers => peers;

    public void Join(Peer peer) => peers.Add(peer);

    public void Leave(Peer peer) => peers.Remove(peer);

    public void SelectMicrophone(PeerKey peer) => selected = peer;

    /// <summary>
    /// Whether this source is heard as far as its participant is concerned: of several windows one has the microphone, and a
    /// screen's sound does not compete with it.
    /// </summary>
    public bool Speaks(AudioSource source)
    {
        if (IsMuted || !source.IsOn || !source.IsLive) return false;
        if (source.Kind == SourceKind.ScreenAudio) return true;
        if (selected is { } chosen) return source.Peer == chosen;
        for (var i = peers.Count - 1; i >= 0; i--)
            if (peers[i].Publisher.Find(SourceKind.Microphone) is { IsOn: true, IsLive: true } latest) return latest == source;
        return false;
    }

    /// <summary>The picture of this kind to show: of several windows the latest that sends one.</summary>
    public VideoSource? Picture(SourceKind kind)
    {
        for (var i = peers.Count - 1; i >= 0; i--)
            if (peers[i].Publisher.Find(kind) is VideoSource { IsOn: true, IsLive: true } source) return source;
        return null;
    }
}
