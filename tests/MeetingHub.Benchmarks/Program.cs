using MeetingHub.Benchmarks.Papers;

switch (args)
{
    case ["papers"]:
        PaperFigures.Report();
        return 0;
    default:
        Console.Error.WriteLine("usage: MeetingHub.Benchmarks papers");
        return 2;
}
