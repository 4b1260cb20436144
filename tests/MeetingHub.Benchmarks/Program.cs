using MeetingHub.Benchmarks.Forwarding;
using MeetingHub.Benchmarks.Load;
using MeetingHub.Benchmarks.Load.Rivals;
using MeetingHub.Benchmarks.Papers;
using MeetingHub.Benchmarks.Transport;

try
{
    return await RunAsync(args);
}
catch (Exception failure) when (failure is InvalidOperationException or FormatException)
{
    // Caught, so that servers started for the occasion are ended.
    Console.Error.WriteLine(failure.Message);
    return 2;
}

static async Task<int> RunAsync(string[] args)
{
    switch (args)
    {
        case ["forwarding"]:
            EstimateFigures.Report();
            ForwardingFigures.Report();
            return 0;
        case [BenchServer.Command, var voices]:
            await BenchServer.RunAsync(voices, CancellationToken.None);
            return 0;
        case ["compare", .. var options]:
            return Comparison.Run(LoadOptions.Parse(options)) ? 0 : 1;
        case ["soak", .. var options]:
            return Soak.Parse(options).Run() ? 0 : 1;
        case ["papers"]:
            PaperFigures.Report();
            return 0;
        case ["transport"]:
            TransportFigures.Report();
            return 0;
        default:
            Console.Error.WriteLine("usage: MeetingHub.Benchmarks forwarding|papers|transport|compare|soak");
            return 2;
    }
}
