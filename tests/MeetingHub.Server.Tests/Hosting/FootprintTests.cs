using System.Diagnostics;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Rooms.Loads;
using MeetingHub.Testing;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Server.Tests.Hosting;

[Collection(LoadsAlone.Name)]
public sealed class FootprintTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_built_server_listens_soon_and_takes_little_memory()
    {
        List<double> starts = [], sizes = [];
        // The first start makes the data folder, the database and the certificate; it is not counted.
        for (var i = 0; i <= Figure.Count(small: 2, full: 10); i++)
        {
            var began = Stopwatch.GetTimestamp();
            await using var server = await ServerProcess.Start("--data", folder.At("data"), ServerProcess.AnyPort).ListeningAsync();
            var took = Stopwatch.GetElapsedTime(began);
            using var http = new HttpClient { BaseAddress = server.Addresses[0] };
            Assert.Equal("Healthy", await http.GetStringAsync("/healthz"));
            if (i > 0)
            {
                starts.Add(took.TotalMilliseconds);
                sizes.Add(server.ResidentMegabytes());
            }
            await server.TerminateAsync();
        }
        new Figure("Start of the built process to listening", "ms", 2000, starts).Report();
        new Figure("Memory (RSS) of a server that just started", "MB", 200, sizes).Report();
    }

    // "Never" minus now ran over, and the media loop of a server with nothing to do took a whole core.
    [Fact]
    public async Task A_server_that_nobody_uses_does_nothing()
    {
        await using var server = await ServerProcess.Start("--data", folder.At("data"), ServerProcess.AnyPort, "--Media:Port=0").ListeningAsync();
        using var http = new HttpClient { BaseAddress = server.Addresses[0] };
        Assert.Equal("Healthy", await http.GetStringAsync("/healthz"));
        // What the runtime still compiles after a start is not what is asked here.
        await Task.Delay(TimeSpan.FromSeconds(2));

        var before = server.ProcessorTime();
        await Task.Delay(TimeSpan.FromSeconds(3));

        new Figure("Processor of a server that nobody uses", "%", 5, [(server.ProcessorTime() - before) / TimeSpan.FromSeconds(3) * 100]).Report();
    }
}
