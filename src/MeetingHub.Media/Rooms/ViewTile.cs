namespace MeetingHub.Media.Rooms;

/// <summary>A picture that a page would like to have.</summary>
/// <param name="Kind"><see cref="SourceKind.Camera"/> or <see cref="SourceKind.Screen"/>; anything else is ignored.</param>
/// <param name="PixelHeight">Height at which the page shows it; null while the page does not know. Chooses the simulcast layer.</param>
public readonly record struct ViewTile(ParticipantKey Participant, SourceKind Kind, int? PixelHeight = null);
