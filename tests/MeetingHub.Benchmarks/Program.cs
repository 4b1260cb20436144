using MeetingHub.Benchmarks.Forwarding;
using MeetingHub.Benchmarks.Papers;
using MeetingHub.Benchmarks.Transport;

switch (args)
{
    case ["forwarding"]:
        EstimateFigures.Report();
        ForwardingFigures.Report();
        return 0;
    case ["papers"]:
        PaperFigures.Report();
        return 0;
    case ["transport"]:
        TransportFigures.Report();
        return 0;
    default:
        Console.Error.WriteLine("usage: MeetingHub.Benchmarks forwarding|papers|transport");
        return 2;
}
