using MeetingHub.Media.Native;

namespace MeetingHub.Media.Tests;

public sealed class OpenSslTests
{
    [Fact]
    public void A_missing_library_is_named_in_one_line()
    {
        var reason = OpenSsl.Look("libssl.so.of-no-machine");

        Assert.NotNull(reason);
        Assert.Contains("libssl.so.of-no-machine", reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public void This_machine_has_what_media_needs() => OpenSsl.Require();
}
