using MeetingHub.Domain;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Server.Rooms;

/// <summary>Passes on to pages what the media loop notices.</summary>
internal sealed class MediaNotices(RoomMedia media, LiveRooms rooms) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (media.Notices is not { } notices)
            return;
        await foreach (var notice in notices.ReadAllAsync(stoppingToken))
            Tell(notice);
    }

    private void Tell(MediaNotice notice)
    {
        switch (notice)
        {
            case SlotsMapped mapped:
                media.Find(mapped.Peer)?.Outbox.Post(new SlotsShown(mapped.Version, [.. mapped.Slots.Select(slot =>
                    new ShownSlot(slot.Mid, RoomMedia.Participant(slot.Participant), slot.Kind, slot.FirstRtpTimestamp))],
                    [.. mapped.Undecodable.Select(picture => new UndecodableTile(RoomMedia.Participant(picture.Participant), picture.Kind))]));
                break;
            case ActiveSpeakerChanged speaker:
                Room(speaker)?.TellMomentary(new SpeakerNow(speaker.Participant is { } who ? RoomMedia.Participant(who) : null));
                break;
            case AudioLevels levels:
                Room(levels)?.TellMomentary(new VoiceLevels(
                    [.. levels.Levels.Select(level => new VoiceLevel(RoomMedia.Participant(level.Participant), level.Level))]));
                break;
            case SpeechHeard heard:
                Room(heard)?.Measured(heard.Speech.Select(speech => (RoomMedia.Participant(speech.Participant), speech.Time)));
                break;
            case LayersWanted wanted:
                media.Find(wanted.Peer)?.Outbox.Post(new LayersWatched(wanted.Kind, wanted.Layers));
                break;
            case VoiceThriftWanted thrift:
                media.Find(thrift.Peer)?.Outbox.Post(new VoiceThrift(thrift.IsOn));
                break;
            case SourceStalled stalled:
                Room(stalled)?.TellMomentary(
                    new PictureStalled(RoomMedia.Participant(stalled.Participant), stalled.Kind, stalled.Stalled));
                break;
            case LinesJudged judged:
                Room(judged)?.TellMomentary(new LinesNow(
                    [.. judged.Lines.Select(line => new LineNow(RoomMedia.Participant(line.Participant), line.Quality))]));
                break;
            case ReceptionReduced reduced:
                media.Find(reduced.Peer)?.Outbox.Post(new ReceptionNow(
                    [.. reduced.Pictures.Select(one => new PictureReduced(RoomMedia.Participant(one.Participant), one.Kind, one.IsHidden))],
                    [.. reduced.Voices.Select(RoomMedia.Participant)]));
                break;
            // A page that closed its connection itself, or is gone, needs no word.
            case PeerClosed { Reason: not PeerCloseReason.Disconnected } closed:
                media.Find(closed.Peer)?.Outbox.Post(new MediaLost());
                break;
        }
    }

    private LiveRoom? Room(MediaNotice notice) => rooms.Find(MeetingId.From(notice.Room.Value));
}
