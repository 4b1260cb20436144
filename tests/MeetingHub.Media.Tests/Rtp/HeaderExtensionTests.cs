using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rtp;

/// <summary>RFC 8285 sections 4.2 and 4.3, RFC 6464 section 3.</summary>
public sealed class HeaderExtensionTests
{
    [Theory]
    // The example of RFC 8285 section 4.2: lengths 1, 2 and 4, with padding between.
    [InlineData("BEDE 0003 10 AA 21 BB BB 00 00 33 CC CC CC CC", "1:aa 2:bbbb 3:cccccccc")]
    // The example of section 4.3: lengths 0, 1 and 4.
    [InlineData("1000 0003 01 00 02 01 AA 00 03 04 BB BB BB BB", "1: 2:aa 3:bbbbbbbb")]
    [InlineData("100F 0001 05 01 AA 00", "5:aa")]
    [InlineData("BEDE 0000", "")]
    [InlineData("ABCD 0001 10 AA 00 00", "")]
    [InlineData("BEDE 0001 F0 AA 10 BB", "")]
    [InlineData("BEDE 0001 10 AA 3F BB", "1:aa")]
    public void Elements_are_walked_in_both_forms(string extension, string expected)
    {
        Assert.Equal(expected, Walk(Bytes.FromHex(extension)));
    }

    [Fact]
    public void An_extension_cut_anywhere_never_throws()
    {
        foreach (var whole in new[] { "BEDE 0003 10 AA 21 BB BB 00 00 33 CC CC CC CC", "1000 0003 01 00 02 01 AA 00 03 04 BB BB BB BB" })
        {
            var bytes = Bytes.FromHex(whole);
            for (var length = 0; length < bytes.Length; length++)
                Assert.StartsWith(Walk(bytes.AsSpan(0, length)), Walk(bytes), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("80", true, 127)]
    [InlineData("FF", true, 0)]
    [InlineData("1E", false, 97)]
    [InlineData("1E 00", false, 97)]
    public void An_audio_level_is_turned_into_loudness(string value, bool isVoice, int loudness)
    {
        Assert.True(AudioLevel.TryParse(Bytes.FromHex(value), out var level));
        Assert.Equal(new AudioLevel(isVoice, loudness), level);
    }

    [Fact]
    public void An_empty_audio_level_is_refused()
    {
        Assert.False(AudioLevel.TryParse([], out _));
    }

    private static string Walk(ReadOnlySpan<byte> extension)
    {
        List<string> elements = [];
        var walk = new HeaderExtensions(extension);
        while (walk.MoveNext()) elements.Add($"{walk.Id}:{Bytes.ToHex(walk.Value)}");
        return string.Join(' ', elements);
    }
}
