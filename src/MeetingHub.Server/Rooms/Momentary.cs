using System.Text.Json.Serialization;
using MeetingHub.Domain;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>Never logged: true when it is sent, worthless a minute later.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlotsShown), "slotsShown")]
[JsonDerivedType(typeof(SpeakerNow), "speakerNow")]
[JsonDerivedType(typeof(VoiceLevels), "voiceLevels")]
[JsonDerivedType(typeof(SourcesNow), "sourcesNow")]
[JsonDerivedType(typeof(ConnectionGone), "connectionGone")]
[JsonDerivedType(typeof(PictureStalled), "pictureStalled")]
[JsonDerivedType(typeof(LayersWatched), "layersWatched")]
[JsonDerivedType(typeof(VoiceThrift), "voiceThrift")]
[JsonDerivedType(typeof(MediaLost), "mediaLost")]
[JsonDerivedType(typeof(LinesNow), "linesNow")]
[JsonDerivedType(typeof(ReceptionNow), "receptionNow")]
[JsonDerivedType(typeof(PeopleAdded), "peopleAdded")]
[JsonDerivedType(typeof(MinutesTextSaved), "minutesTextSaved")]
[JsonDerivedType(typeof(SentAway), "sentAway")]
[JsonDerivedType(typeof(ServerStopping), "serverStopping")]
public abstract record Momentary;

/// <summary>
/// What each slot of this connection carries from now on, whole: a slot that isn't listed carries nothing. Of two the one
/// with the higher version holds.
/// </summary>
/// <param name="Undecodable">Pictures that this page asked for and its browser has no codec for.</param>
public sealed record SlotsShown(long Version, IReadOnlyList<ShownSlot> Slots, IReadOnlyList<UndecodableTile> Undecodable) : Momentary;

public sealed record UndecodableTile(ParticipantId Participant, SourceKind Kind);

/// <param name="Mid">Of the receive-only transceiver.</param>
/// <param name="FirstRtpTimestamp">The label changes on the frame with this timestamp (requestVideoFrameCallback's rtpTimestamp).</param>
public sealed record ShownSlot(string Mid, ParticipantId Participant, SourceKind Kind, uint FirstRtpTimestamp);

/// <param name="Participant">Absent when nobody has spoken for a while.</param>
public sealed record SpeakerNow(ParticipantId? Participant) : Momentary;

/// <summary>Of those who are heard, at most five times a second.</summary>
public sealed record VoiceLevels(IReadOnlyList<VoiceLevel> Levels) : Momentary;

/// <param name="Level">0 (silence) to 127.</param>
public sealed record VoiceLevel(ParticipantId Participant, int Level);

/// <summary>Which devices a window says it has on.</summary>
public sealed record SourcesNow(ConnectionSources Sources) : Momentary;

/// <summary>Which of a participant's windows is heard is in the log: see ParticipantUnmuted.</summary>
/// <param name="ScreenSince">Absent while no screen is shown. Of a screen and a presented page the later one takes the stage.</param>
public sealed record ConnectionSources(
    ConnectionId Connection, ParticipantId Participant, bool Microphone, bool Camera, bool Screen, DateTimeOffset? ScreenSince = null);

public sealed record ConnectionGone(ConnectionId Connection) : Momentary;

/// <summary>A picture that is said to be on has not moved for five seconds, or moves again.</summary>
public sealed record PictureStalled(ParticipantId Participant, SourceKind Kind, bool Stalled) : Momentary;

/// <summary>Which layers of a picture of this window somebody watches; the others need not be sent. Without a word all are.</summary>
/// <param name="Layers">Names of the offer (rid); a picture that is offered in one layer has the empty name.</param>
public sealed record LayersWatched(SourceKind Kind, IReadOnlyList<string> Layers) : Momentary;

/// <summary>
/// Somebody's line is narrow: this window sends its voice at 24 kbit/s in packets of 40 ms, or no longer. Without a word it does not.
/// </summary>
public sealed record VoiceThrift(bool IsOn) : Momentary;

/// <summary>This window's media connection is gone: it makes a new one and offers again.</summary>
public sealed record MediaLost : Momentary;

/// <summary>Lines whose quality changed; a line that was never named is good.</summary>
public sealed record LinesNow(IReadOnlyList<LineNow> Lines) : Momentary;

public sealed record LineNow(ParticipantId Participant, LineQuality Quality);

/// <summary>
/// What this window gets less of than it asked for, because its line bears no more; whole, so empty lists say that everything is there.
/// </summary>
/// <param name="Voices">Who speaks at the moment and cannot be heard here.</param>
public sealed record ReceptionNow(IReadOnlyList<PictureReduced> Pictures, IReadOnlyList<ParticipantId> Voices) : Momentary;

/// <param name="IsHidden">Not sent at all; otherwise smaller than asked for.</param>
public sealed record PictureReduced(ParticipantId Participant, SourceKind Kind, bool IsHidden);

/// <summary>Names for ids that events from here on may carry.</summary>
public sealed record PeopleAdded(IReadOnlyList<PersonCard> People) : Momentary;

/// <summary>Someone saved an item's minutes; whoever has it open fetches it.</summary>
public sealed record MinutesTextSaved(AgendaItemId? AgendaItem, long Revision, PersonId By) : Momentary;

/// <summary>The last message of a connection that the server ends; the page doesn't come back by itself.</summary>
public sealed record SentAway(SentAwayReason Reason) : Momentary;

public enum SentAwayReason
{
    /// <summary>By the chair.</summary>
    Removed,

    /// <summary>The session ended, here or in another window.</summary>
    SignedOut,

    /// <summary>The person has too many windows in this meeting; the oldest had to go.</summary>
    TooManyWindows,
}

/// <summary>The page keeps trying: it will be back.</summary>
public sealed record ServerStopping : Momentary;
