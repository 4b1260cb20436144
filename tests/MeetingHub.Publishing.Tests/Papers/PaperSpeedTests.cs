using MeetingHub.Benchmarks.Papers;

namespace MeetingHub.Publishing.Tests.Papers;

/// <summary>Times are taken while no other test runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class PaperSpeedTests
{
    // Figure fails at five times the aim.
    [Fact]
    public void Papers_are_drawn_in_the_time_a_click_may_take() => PaperFigures.Report();
}
