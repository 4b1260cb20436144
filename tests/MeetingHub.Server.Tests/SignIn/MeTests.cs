using MeetingHub.Server.People;
using MeetingHub.Server.SignIn;
using MeetingHub.Server.Tests.Kit;

namespace MeetingHub.Server.Tests.SignIn;

public sealed class MeTests
{
    [Fact]
    public async Task A_stranger_is_nobody_and_learns_no_name()
    {
        await using var host = await ServerHost.StartAsync();
        using var browser = host.NewBrowser();

        var me = await browser.GetAsync<Me>("/api/me");

        Assert.Null(me.Person);
        Assert.Null(me.Organisation);
    }

    [Fact]
    public async Task Someone_signed_in_is_told_who_he_is()
    {
        await using var host = await ServerHost.StartAsync();
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Trần Thị Bích Hạnh", PersonRole.Secretary));

        var me = await browser.GetAsync<Me>("/api/me");

        Assert.Equal(("Trần Thị Bích Hạnh", "Secretary"), (me.Person?.Name, me.Person?.Role));
    }
}
