using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Server.Monitoring;

/// <summary>How the server is doing at this moment. All rates are by the second, and null until there were two looks.</summary>
/// <param name="LoopLoad">Share of one core that the media loop uses, 0 to 1; null also where the system does not say.</param>
/// <param name="MicrosecondsPerPacket">Processor time of the loop for each packet it sent.</param>
/// <param name="LoopWaitMs">How long the loop took to get to this question.</param>
/// <param name="SendFailures">Datagrams that the operating system did not take.</param>
/// <param name="Overflows">Datagrams that it threw away because the loop was late.</param>
public sealed record ServerCondition(
    bool HasMedia,
    double? LoopLoad,
    double? MicrosecondsPerPacket,
    double? LoopWaitMs,
    double? PacketsOut,
    double? BitsIn,
    double? BitsOut,
    double? SendFailures,
    double? Overflows);

/// <param name="Title">Null for a meeting that the administrator is not invited to: what it is about is its members' business.</param>
/// <param name="People">Who is in, be it in several windows.</param>
/// <param name="WeakLines">Windows whose line is poor or not there at the moment.</param>
/// <param name="BadMinutes">That are remembered.</param>
public sealed record RoomCondition(
    MeetingId Meeting,
    string? Title,
    RoomPhase Phase,
    DateTimeOffset? StartedAt,
    int People,
    int WeakLines,
    double? BitsIn,
    double? BitsOut,
    int BadMinutes);

/// <summary>One person's window and its media connection.</summary>
/// <param name="BitsIn">From the page to the server; null without media.</param>
/// <param name="LossIn">0 to 1, mended losses included; null when nothing is sent.</param>
/// <param name="LossOut">0 to 1, of late; null without media.</param>
/// <param name="BitsBorne">What its way from the server is thought to bear.</param>
/// <param name="IsReduced">Whether it would get more or larger pictures if its way bore them.</param>
/// <param name="Sources">What the page sends at the moment.</param>
/// <param name="Pictures">Layers of the pictures that it is sent, as many as there are pictures; 0 is the smallest.</param>
/// <param name="Voices">Voices that it is sent.</param>
public sealed record WindowCondition(
    ConnectionId Connection,
    ParticipantId Participant,
    string Name,
    string? Position,
    LineCondition Line,
    double? BitsIn,
    double? BitsOut,
    double? LossIn,
    double? LossOut,
    int? RoundTripMs,
    double? BitsBorne,
    bool IsReduced,
    IReadOnlyList<SourceCondition> Sources,
    IReadOnlyList<int> Pictures,
    int Voices,
    IReadOnlyList<DropCondition> Dropped);

/// <param name="Layers">That arrive, from the smallest up; empty for sound.</param>
public sealed record SourceCondition(SourceKind Kind, IReadOnlyList<LayerCondition> Layers);

/// <param name="PixelHeight">Null before the first keyframe.</param>
public sealed record LayerCondition(int? PixelHeight, double Bits);

/// <param name="Packets">By the second.</param>
public sealed record DropCondition(DropReason Reason, double Packets);

/// <summary>A minute of which somebody's page said that it was bad.</summary>
public sealed record BadMinute(DateTimeOffset At, ParticipantId Participant, string Name, IReadOnlyList<CallTrouble> Troubles, CallReport Report);
