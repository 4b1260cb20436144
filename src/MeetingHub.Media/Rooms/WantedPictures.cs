using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Rooms;

/// <summary>What one receiver is to see: what its page asked for, else everybody's pictures in the order of joining, screens first.</summary>
internal static class WantedPictures
{
    /// <param name="participants">All in the room, in the order of joining.</param>
    /// <returns>Most wanted first, each with the height at which it is shown; null where the page does not say.</returns>
    public static OrderedDictionary<VideoSource, int?> Of(Peer peer, IReadOnlyDictionary<ParticipantKey, Participant> participants)
    {
        OrderedDictionary<VideoSource, int?> wanted = [];
        if (peer.Subscriber.View is { } view)
        {
            foreach (var tile in view) Add(tile.Participant, tile.Kind, tile.PixelHeight);
        }
        else
        {
            foreach (var participant in participants.Keys) Add(participant, SourceKind.Screen);
            foreach (var participant in participants.Keys) Add(participant, SourceKind.Camera);
        }

        return wanted;

        void Add(ParticipantKey participant, SourceKind kind, int? pixelHeight = null)
        {
            if (!participants.TryGetValue(participant, out var owner) || owner.Picture(kind) is not { } source) return;
            if (source.Peer != peer.Key) wanted.TryAdd(source, pixelHeight);
        }
    }
}
