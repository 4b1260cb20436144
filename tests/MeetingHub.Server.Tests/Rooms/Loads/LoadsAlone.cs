namespace MeetingHub.Server.Tests.Rooms.Loads;

/// <summary>What is measured runs while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LoadsAlone
{
    public const string Name = "Loads";
}
