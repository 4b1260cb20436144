Console.Error.WriteLine("usage: MeetingHub.Benchmarks <name>");
return 2;
