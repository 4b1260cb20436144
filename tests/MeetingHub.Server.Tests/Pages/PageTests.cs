using System.Net;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;

namespace MeetingHub.Server.Tests.Pages;

public sealed class PageTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public PageTests()
    {
        Put("app/index.html", "<title>shell</title>");
        Put("app/room.html", "<title>room</title>");
        Put("app/assets/index-Ab12Cd34.js", "export {}");
        Put("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    }

    [Theory]
    [InlineData("/", "shell")]
    [InlineData("/people", "shell")]
    [InlineData("/meetings/019a0000-0000-7000-8000-000000000000", "shell")]
    [InlineData("/room/019a0000-0000-7000-8000-000000000000", "room")]
    public async Task The_address_of_a_page_gets_the_entry_that_draws_it_and_is_asked_for_again(string path, string title)
    {
        await using var host = await StartAsync();
        using var browser = host.NewBrowser();

        using var answer = await browser.Http.GetAsync(path);

        Assert.Equal($"<title>{title}</title>", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task A_file_with_a_hash_in_its_name_is_kept_for_good()
    {
        await using var host = await StartAsync();
        using var browser = host.NewBrowser();

        using var answer = await browser.Http.GetAsync("/app/assets/index-Ab12Cd34.js");

        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("br, gzip", "br", "packed")]
    [InlineData("gzip, br;q=0", null, "export {}")]
    [InlineData("deflate", null, "export {}")]
    public async Task A_script_comes_packed_to_who_can_read_it(string accepted, string? encoding, string text)
    {
        Put("app/assets/index-Ab12Cd34.js.br", "packed");
        await using var host = await StartAsync();
        using var browser = host.NewBrowser();
        browser.Http.DefaultRequestHeaders.Add("Accept-Encoding", accepted);

        using var answer = await browser.Http.GetAsync("/app/assets/index-Ab12Cd34.js");

        Assert.Equal((text, encoding), (await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentEncoding.SingleOrDefault()));
        Assert.Equal(("text/javascript", "public, max-age=31536000, immutable"),
            (answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl?.ToString()));
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
    }

    [Fact]
    public async Task Any_other_file_is_asked_for_again()
    {
        await using var host = await StartAsync();
        using var browser = host.NewBrowser();

        using var answer = await browser.Http.GetAsync("/icon.svg");

        Assert.Equal(("image/svg+xml", "no-cache"), (answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl?.ToString()));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_answered_with_a_page()
    {
        await using var host = await StartAsync();
        using var browser = host.NewBrowser();

        using var answer = await browser.Http.GetAsync("/app/assets/old-Zz99.js");

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_built_client_the_page_says_so()
    {
        File.Delete(root.At("app/index.html"));
        await using var host = await StartAsync();
        using var browser = host.NewBrowser();

        using var answer = await browser.Http.GetAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("not built", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => root.Dispose();

    private Task<ServerHost> StartAsync() => ServerHost.StartAsync(builder =>
    {
        builder.Environment.WebRootPath = root.Path;
        builder.Environment.WebRootFileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(root.Path);
    });

    private void Put(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(root.At(path))!);
        File.WriteAllText(root.At(path), text);
    }
}
