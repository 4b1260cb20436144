using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Text;

namespace MeetingHub.Domain.Tests.Text;

public sealed class InputTextTests
{
    [Theory]
    [InlineData("  Bie\u0302n ba\u0309n \r\n hai\r", "Biên bản \n hai")]
    [InlineData("a\tb\n\nc", "a\tb\n\nc")]
    [InlineData("😀", "😀")]
    public void Text_is_composed_trimmed_and_its_lines_end_alike(string raw, string clean)
    {
        Assert.True(InputText.TryClean("text", raw, 100, out var kept, out var rejection));
        Assert.Equal(clean, kept);
        Assert.Null(rejection);
    }

    [Theory]
    [InlineData("a\u0000b", RejectionCodes.BadText)]
    [InlineData("a\u001bb", RejectionCodes.BadText)]
    [InlineData("a\u0085b", RejectionCodes.BadText)]
    [InlineData(" \r\n\t\u00a0 ", RejectionCodes.Empty)]
    [InlineData("12345678901", RejectionCodes.TooLong)]
    // Composition can make text longer: this letter becomes two.
    [InlineData("123456789\u0958", RejectionCodes.TooLong)]
    public void What_is_no_text_or_too_long_is_refused(string raw, string code)
    {
        Assert.False(InputText.TryClean("text", raw, 10, out _, out var rejection));
        Assert.Equal(code, rejection?.Code);
    }

    // Not as data of a theory: an attribute cannot hold half a pair.
    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        foreach (var raw in (string[])["\ud83d", "a\ude00", "\ude00\ud83d", "a\ud83d\ud83d\ude00"])
        {
            Assert.False(InputText.TryClean("text", raw, 10, out _, out var rejection));
            Assert.Equal(RejectionCodes.BadText, rejection?.Code);
        }
    }
}
