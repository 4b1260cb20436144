using System.Text.Json;
using MeetingHub.Server.Tests.Kit;

namespace MeetingHub.Server.Tests.Hosting;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_description_names_every_call_and_knows_that_an_id_is_a_uuid()
    {
        await using var host = await ServerHost.StartAsync();
        using var browser = host.NewBrowser();

        using var answer = await browser.Http.GetAsync("/openapi/v1.json");
        Assert.True(answer.IsSuccessStatusCode, string.Join('\n', host.Log.All.Where(line => line.StartsWith("Error", StringComparison.Ordinal))));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        var paths = document.RootElement.GetProperty("paths");
        Assert.True(paths.TryGetProperty("/api/people/{id}", out var person));
        Assert.Equal("GetPerson", person.GetProperty("get").GetProperty("operationId").GetString());
        Assert.False(paths.TryGetProperty("/room/{rest}", out _));
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Assert.Single(
            paths.GetProperty("/api/meetings/{meetingId}/minutes.docx").GetProperty("get").GetProperty("responses").GetProperty("200")
                .GetProperty("content").EnumerateObject()).Name);
        var id = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("PersonId");
        Assert.Equal(("string", "uuid"), (id.GetProperty("type").GetString(), id.GetProperty("format").GetString()));
    }
}
