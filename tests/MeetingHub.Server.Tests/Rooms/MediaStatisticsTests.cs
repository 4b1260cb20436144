using System.Net;
using MeetingHub.Server.Tests.Kit;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class MediaStatisticsTests
{
    [Fact]
    public async Task Only_administrators_see_what_the_media_do()
    {
        await using var host = await ServerHost.StartAsync();
        using var member = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));

        Assert.Equal(HttpStatusCode.Forbidden, (await member.Http.GetAsync("/api/media/statistics")).StatusCode);
    }
}
