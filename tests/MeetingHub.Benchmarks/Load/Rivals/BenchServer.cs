using System.Globalization;
using System.Text.Json;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Benchmarks.Load.Rivals;

/// <summary>
/// A process that is <see cref="MediaServer"/> and nothing else: offers come in lines on the standard input, answers leave on the
/// standard output, and the end of the input ends it. The path of media is the product's own; web and database are not there.
/// </summary>
internal static class BenchServer
{
    public const string Command = "bench-server";
    public const string AllVoices = "all";
    public const string Ready = "ready";

    private const int TileHeight = 180;

    /// <param name="voices">Voices heard at once, or "all".</param>
    public static async Task RunAsync(string voices, CancellationToken ct)
    {
        var isLimited = int.TryParse(voices, NumberStyles.None, CultureInfo.InvariantCulture, out var loudest);
        var options = new MediaOptions { Port = 0, IncludeLoopback = true };
        options = isLimited ? options with { LoudestVoices = loudest } : options with { SmallRoom = int.MaxValue };
        var server = MediaServer.Start(options, TimeProvider.System, bug => Console.Error.WriteLine(bug));
        var notices = ReadNoticesAsync(server, ct);
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            var offer = JsonSerializer.Deserialize<BenchOffer>(line)!;
            var key = new PeerKey(KeyOf(offer.Participant));
            var answer = await server.ConnectAsync(
                new RoomKey(KeyOf(offer.Room)), key, new ParticipantKey(KeyOf(offer.Participant)), new PeerOffer(offer.Sdp, offer.Sends), ct);
            if (offer.Sees is { } sees)
                server.SetView(key, [.. sees.Select(s => new ViewTile(new ParticipantKey(KeyOf(s)), SourceKind.Camera, TileHeight))]);
            Console.WriteLine(JsonSerializer.Serialize(new BenchAnswer(answer.Sdp, answer.Refusal)));
        }

        await server.DisposeAsync();
        await notices;
    }

    /// <summary>Somebody has to, as in the product.</summary>
    private static async Task ReadNoticesAsync(MediaServer server, CancellationToken ct)
    {
        await foreach (var notice in server.Notices.ReadAllAsync(ct))
            if (notice is PeerClosed { Reason: not (PeerCloseReason.ClosedByPeer or PeerCloseReason.ServerStopped) } closed) Console.Error.WriteLine(closed);
    }

    private static Guid KeyOf(int number) => new(number + 1, 0, 0, new byte[8]);
}

/// <param name="Sees">Whose pictures he looks at; null for everybody's.</param>
internal sealed record BenchOffer(int Room, int Participant, string Sdp, IReadOnlyList<SendLine> Sends, IReadOnlyList<int>? Sees);

/// <param name="Sdp">Null when it was refused.</param>
internal sealed record BenchAnswer(string? Sdp, string? Refusal);
