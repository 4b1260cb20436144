namespace MeetingHub.Media.Tests;

internal static class Bytes
{
    /// <summary>Hexadecimal with any white space, as the RFCs print it.</summary>
    public static byte[] FromHex(string text) => Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));

    public static string ToHex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
