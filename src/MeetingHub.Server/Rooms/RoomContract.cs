namespace MeetingHub.Server.Rooms;

/// <summary>
/// The hash of <c>contract.g.ts</c> as it was built into this server. A page that carries another was loaded from an older
/// one and reloads when it is safe.
/// </summary>
internal static class RoomContract
{
    public static string Hash { get; } = Read();

    private static string Read()
    {
        using var file = new StreamReader(typeof(RoomContract).Assembly.GetManifestResourceStream("contract.g.ts")!);
        const string before = "contractHash = '";
        var text = file.ReadToEnd();
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf('\'', start)];
    }
}
