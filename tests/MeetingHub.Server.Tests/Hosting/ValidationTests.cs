using System.ComponentModel.DataAnnotations;
using System.Reflection;
using MeetingHub.Server.Tests.Kit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Hosting;

public sealed class ValidationTests
{
    // AddValidation passes over an internal type without a word.
    [Fact]
    public async Task Every_request_type_with_limits_is_public()
    {
        await using var host = await ServerHost.StartAsync();
        var parameters = host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints)
            .Select(e => e.Metadata.GetMetadata<MethodInfo>()).OfType<MethodInfo>().SelectMany(m => m.GetParameters()).ToList();

        var hidden = parameters.Select(p => p.ParameterType).Where(t => !t.IsVisible && HasLimits(t));

        Assert.Contains(parameters, p => HasLimits(p.ParameterType));
        Assert.Empty(hidden);
    }

    [Theory]
    [InlineData("/api/people?page=0")]
    [InlineData("/api/people?size=100000")]
    public async Task A_page_outside_its_limits_is_refused(string path)
    {
        await using var host = await ServerHost.StartAsync();
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));

        using var answer = await browser.Http.GetAsync(path);

        await Browser.RefusedAsync(answer, System.Net.HttpStatusCode.BadRequest, "validation");
    }

    private static bool HasLimits(Type type) =>
        type.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.GetCustomAttributes<ValidationAttribute>().Any())
        || type.GetProperties().Any(p => p.GetCustomAttributes<ValidationAttribute>().Any());
}
