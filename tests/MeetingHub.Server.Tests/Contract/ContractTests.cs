using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Tests.Contract;

public sealed class ContractTests
{
    [Fact]
    public void TypeScript_of_the_browser_is_what_the_server_sends()
    {
        var file = ContractFile();
        var written = Contract();
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACT") is "1")
            File.WriteAllText(file, written);

        Assert.True(string.Equals(written, File.ReadAllText(file), StringComparison.Ordinal), "contract.g.ts is stale: UPDATE_CONTRACT=1 dotnet test --filter Contract");
    }

    [Fact]
    public void Server_knows_the_hash_that_the_browser_was_built_with() =>
        Assert.Contains($"contractHash = '{RoomContract.Hash}'", File.ReadAllText(ContractFile()), StringComparison.Ordinal);

    [Fact]
    public void Unions_carry_their_discriminator_and_ids_stay_apart()
    {
        var contract = new TypeScriptContract(RoomJson.Options);
        contract.Add(typeof(Shape));
        var text = contract.Text();

        Assert.Contains("export type Shape =\n  | Circle\n  | Square\n", text, StringComparison.Ordinal);
        Assert.Contains("export interface Circle {\n  type: 'circle'\n  radius: number\n  label?: string | null\n}\n", text, StringComparison.Ordinal);
        Assert.Contains("export type PersonId = Id<'PersonId'>", text, StringComparison.Ordinal);
        Assert.Contains("  sides: (number | null)[]\n", text, StringComparison.Ordinal);
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), "square")]
    public abstract record Shape;

    public sealed record Circle(double Radius, string? Label = null) : Shape;

    public sealed record Square(IReadOnlyList<int?> Sides, Domain.PersonId Owner) : Shape;

    private static string Contract()
    {
        var contract = new TypeScriptContract(RoomJson.Options);
        contract.AddInterface("RoomServer", typeof(RoomHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => m.GetBaseDefinition() == m && !m.IsSpecialName), sentByServer: false);
        contract.AddInterface("RoomEvents", typeof(IRoomClient).GetMethods(), sentByServer: true);
        // Public is what goes over the wire, and nothing else is public: the rest of the HTTP surface.
        foreach (var type in typeof(RoomHub).Assembly.GetExportedTypes()
            .Where(t => t is { IsInterface: false, ContainsGenericParameters: false } && (t.IsEnum || t.IsValueType || t.GetMethod("<Clone>$") is not null))
            .OrderBy(t => t.Name, StringComparer.Ordinal))
            contract.Add(type);
        return contract.Text();
    }

    private static string ContractFile([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/MeetingHub.Client/src/contract.g.ts"));
}
