using MeetingHub.Domain;
using MeetingHub.Domain.People;
using MeetingHub.Domain.Rooms;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Rooms;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Monitoring;

/// <summary>Puts together what the rooms, the media loop and the pages say of how meetings are doing.</summary>
internal sealed class Conditions(LiveRooms rooms, MediaReadings readings, CallReports reports, MeetingDb db)
{
    public async Task<ServerCondition> ServerAsync(CancellationToken ct)
    {
        var reading = await readings.ReadAsync(ct);
        var loop = reading?.Rates?.Loop;
        return new ServerCondition(
            reading is not null, loop?.Load, loop?.PerPacketOut?.TotalMicroseconds, reading?.Statistics.Totals?.Loop.Waited.TotalMilliseconds,
            loop?.PacketsOut, loop?.BitsIn, loop?.BitsOut, loop?.SendFailures, loop?.Overflows);
    }

    /// <summary>Rooms of this process in which somebody is; those that have begun first.</summary>
    public async Task<Page<RoomCondition>> RoomsAsync(Caller caller, PageRequest page, CancellationToken ct)
    {
        var reading = await readings.ReadAsync(ct);
        var inUse = rooms.Loaded.Where(room => !room.Connections.IsEmpty)
            .OrderByDescending(room => room.State.Phase == RoomPhase.Running).ThenBy(room => room.State.StartedAt).ThenBy(room => room.Meeting.Value).ToList();
        var shown = inUse.Skip(page.Skip).Take(page.Size).ToList();
        var known = await VisibleAsync(caller, shown.Select(room => room.Meeting), ct);
        return new([.. shown.Select(room => Of(room, reading, known.Contains(room.Meeting)))], inUse.Count, page.Number, page.Size);
    }

    /// <summary>Null when nobody is in that room, or another process runs it.</summary>
    public async Task<RoomCondition?> RoomAsync(MeetingId meeting, Caller caller, CancellationToken ct) =>
        Find(meeting) is { } room ? Of(room, await readings.ReadAsync(ct), (await VisibleAsync(caller, [meeting], ct)).Contains(meeting)) : null;

    /// <summary>Whoever needs help first, so that he is seen without turning pages. Null as for <see cref="RoomAsync"/>.</summary>
    public async Task<Page<WindowCondition>?> WindowsAsync(MeetingId meeting, PageRequest page, CancellationToken ct)
    {
        if (Find(meeting) is not { } room)
            return null;
        var reading = await readings.ReadAsync(ct);
        var peers = Peers(reading, meeting).ToDictionary(peer => peer.Peer);
        var names = await PersonNames.LoadAsync(db, room.Connections.Select(window => window.Caller.Person), ct);
        var windows = room.Connections
            .Select(window => Of(window, names.Of(window.Caller.Person), peers.GetValueOrDefault(new PeerKey(window.Id.Value)), reading))
            .OrderBy(window => window.Line).ThenBy(window => NameSortKey.Of(window.Name), StringComparer.Ordinal).ThenBy(window => window.Connection.Value).ToList();
        return new([.. windows.Skip(page.Skip).Take(page.Size)], windows.Count, page.Number, page.Size);
    }

    /// <summary>The latest first. Null as for <see cref="RoomAsync"/>.</summary>
    public async Task<Page<BadMinute>?> BadMinutesAsync(MeetingId meeting, PageRequest page, CancellationToken ct)
    {
        if (Find(meeting) is not { } room)
            return null;
        var all = reports.Of(meeting);
        var shown = all.Skip(page.Skip).Take(page.Size).Select(call => (Call: call, room.State.Find(call.Participant)?.Person)).ToList();
        var names = await PersonNames.LoadAsync(db, shown.Select(bad => bad.Person).OfType<PersonId>(), ct);
        return new(
            [.. shown.Select(bad => new BadMinute(bad.Call.At, bad.Call.Participant, names.Of(bad.Person)?.Name ?? "", bad.Call.Troubles, bad.Call.Report))],
            all.Count, page.Number, page.Size);
    }

    private LiveRoom? Find(MeetingId meeting) => rooms.Find(meeting) is { Connections.IsEmpty: false } room ? room : null;

    private RoomCondition Of(LiveRoom room, MediaReading? reading, bool isKnown)
    {
        var peers = Peers(reading, room.Meeting).ToList();
        var rates = peers.ConvertAll(peer => RatesOf(reading, peer.Peer));
        var state = room.State;
        return new RoomCondition(
            room.Meeting, isKnown ? state.Title : null, state.Phase, state.StartedAt,
            room.Connections.Select(connection => connection.Participant).Distinct().Count(),
            peers.Zip(rates).Count(pair => LineConditions.Of(pair.First, pair.Second) is LineCondition.Poor or LineCondition.Connecting),
            reading?.Rates is null ? null : rates.Sum(r => r?.BitsIn ?? 0),
            reading?.Rates is null ? null : rates.Sum(r => r?.BitsOut ?? 0),
            reports.Of(room.Meeting).Count);
    }

    private static WindowCondition Of(RoomConnection window, PersonName? person, PeerStatistics? peer, MediaReading? reading)
    {
        var rates = peer is null ? null : RatesOf(reading, peer.Peer);
        return new WindowCondition(
            window.Id, window.Participant, person?.Name ?? "", person?.Position, LineConditions.Of(peer, rates), rates?.BitsIn, rates?.BitsOut, rates?.LossIn,
            peer?.Downlink.Loss, peer?.RoundTrip is { } roundTrip ? (int)Math.Round(roundTrip.TotalMilliseconds) : null, peer?.Downlink.Estimate,
            peer?.Downlink.Wanted > 0,
            [.. (peer?.Sources ?? []).Select(Of).OfType<SourceCondition>()],
            [.. (peer?.Slots ?? []).Where(slot => slot is { Layer: not null, Participant: not null }).Select(slot => slot.Layer!.Value)],
            (peer?.Slots ?? []).Count(slot => slot is { Participant: not null, Kind: SourceKind.Microphone or SourceKind.ScreenAudio }),
            [.. (rates?.Dropped ?? new Dictionary<DropReason, double>()).OrderByDescending(drop => drop.Value).Select(drop => new DropCondition(drop.Key, drop.Value))]);
    }

    /// <summary>Null for a picture that is not sent at the moment.</summary>
    private static SourceCondition? Of(SourceStatistics source)
    {
        if (source.Kind is SourceKind.Microphone or SourceKind.ScreenAudio)
            return source.Packets > 0 ? new SourceCondition(source.Kind, []) : null;
        var layers = source.Layers.Where(layer => layer.Arriving).Select(layer => new LayerCondition(layer.PixelHeight, layer.BitsPerSecond)).ToList();
        return layers.Count > 0 ? new SourceCondition(source.Kind, layers) : null;
    }

    private static IEnumerable<PeerStatistics> Peers(MediaReading? reading, MeetingId meeting) =>
        reading?.Statistics.Rooms.FirstOrDefault(room => room.Room.Value == meeting.Value)?.Peers ?? [];

    private static PeerRates? RatesOf(MediaReading? reading, PeerKey peer) => reading?.Rates?.Peers.GetValueOrDefault(peer);

    private async Task<HashSet<MeetingId>> VisibleAsync(Caller caller, IEnumerable<MeetingId> meetings, CancellationToken ct)
    {
        var asked = meetings.ToList();
        return [.. await MeetingAccess.Visible(db, caller.Person).Where(m => asked.Contains(m.Id)).Select(m => m.Id).ToListAsync(ct)];
    }
}
