using MeetingHub.Domain;
using Microsoft.OpenApi;

namespace MeetingHub.Server.Hosting;

internal static class OpenApiSetup
{
    public static WebApplicationBuilder AddOpenApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(options => options.AddSchemaTransformer((schema, context, _) =>
        {
            // Their converter tells the generator nothing.
            if (context.JsonTypeInfo.Type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
            {
                schema.Type = JsonSchemaType.String;
                schema.Format = "uuid";
            }
            return Task.CompletedTask;
        }));
        return builder;
    }

    /// <summary>For everybody: it says what can be asked, and nothing that was answered.</summary>
    public static IEndpointRouteBuilder MapOpenApiDocument(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().AllowAnonymous();
        return app;
    }
}
