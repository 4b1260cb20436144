namespace MeetingHub.Benchmarks.Load.Rivals;

/// <summary>A server that stands its load in a process of its own.</summary>
internal interface ILoadedServer : IDisposable
{
    string Name { get; }

    ServerProcess Process { get; }

    /// <summary>Signs everybody in; connections are made while the generator runs.</summary>
    /// <exception cref="InvalidOperationException">The server refused somebody.</exception>
    void Admit(Scenario scenario, Generator generator, bool isSpread);
}
