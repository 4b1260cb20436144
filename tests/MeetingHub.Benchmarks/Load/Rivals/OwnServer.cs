using System.Globalization;
using System.Text.Json;
using MeetingHub.Benchmarks.Load.Sdp;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Benchmarks.Load.Rivals;

/// <summary>Our media server in <see cref="BenchServer"/>: one connection a participant.</summary>
internal sealed class OwnServer : ILoadedServer
{
    /// <summary>Turns between two sign-ins, so that those who are here stay in touch.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private OwnServer(ServerProcess process) => Process = process;

    public string Name => "MeetingHub";

    public ServerProcess Process { get; }

    /// <param name="voices">Voices heard at once in a room; null for all.</param>
    public static OwnServer Start(int? core, int? voices = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(OwnServer).Assembly.GetName().Name + ".dll");
        var process = ServerProcess.Start(
            core, "dotnet", program, BenchServer.Command, voices?.ToString(CultureInfo.InvariantCulture) ?? BenchServer.AllVoices);
        if (process.Output.ReadLine() != BenchServer.Ready) throw new InvalidOperationException("Our server did not start.");
        return new OwnServer(process);
    }

    public void Admit(Scenario scenario, Generator generator, bool isSpread)
    {
        for (var i = 0; i < scenario.Seats.Count; i++)
        {
            var seat = scenario.Seats[i];
            var sends = scenario.StreamsOf(i, isSpread);
            var connection = generator.Add(sends);
            var offer = connection.Describe().Offer(sends, seat.SoundSlots, seat.PictureSlots);
            SendLine[] lines = [.. sends.Select((s, n) => new SendLine($"{n}", s.Shape.IsVideo ? SourceKind.Camera : SourceKind.Microphone))];
            connection.Connect(RemoteDescription.Parse(Ask(new BenchOffer(seat.Room, i, offer, lines, seat.Sees))), generator.Now());
            generator.RunFor(Pause);
        }
    }

    public void Dispose() => Process.Dispose();

    private string Ask(BenchOffer offer)
    {
        Process.Input.WriteLine(JsonSerializer.Serialize(offer));
        Process.Input.Flush();
        var answer = Process.Output.ReadLine() is { } line ? JsonSerializer.Deserialize<BenchAnswer>(line) : null;
        return answer?.Sdp ?? throw new InvalidOperationException($"Our server refused participant {offer.Participant}: {answer?.Refusal}");
    }
}
