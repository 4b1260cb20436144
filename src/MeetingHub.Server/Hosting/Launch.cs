using MeetingHub.Server.Data;
using MeetingHub.Server.Demo;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Hosting;

/// <summary>From the command line to a server that listens, or to one clear line and exit code 1.</summary>
internal static class Launch
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            PrivateFiles.Only();
            var line = CommandLine.Parse(args);
            if (line.Options.ContainsKey("--help"))
            {
                Console.WriteLine(CommandLine.Usage);
                return 0;
            }
            return await Commands.RunAsync(line);
        }
        catch (StartupFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (OptionsValidationException failure)
        {
            await Console.Error.WriteLineAsync("The configuration is not valid: " + string.Join(" ", failure.Failures));
            return 1;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    /// <summary>The builder as it stands before the capabilities are added.</summary>
    public static WebApplicationBuilder CreateBuilder(CommandLine line)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Settings that change under a running meeting help nobody, and watching them costs a handle each.
            Args = [.. line.Settings, "--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = WebRoot.ContentRoot(),
            WebRootPath = WebRoot.Find(),
        });
        builder.Configuration.AddInMemoryCollection(Overrides(line));
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        });
        // Where it listens is announced, and why it did not start is said in one line by RunAsync.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel.", LogLevel.Warning);
        return builder;
    }

    public static async Task<int> ServeAsync(CommandLine line)
    {
        var builder = CreateBuilder(line);
        var isDemo = line.Demo;
        var listen = builder.Configuration.GetSection("Listen").Get<ListenOptions>() ?? new ListenOptions();
        if (new ListenOptionsValidator().Validate(null, listen) is { Failed: true } invalid)
            throw new OptionsValidationException("Listen", typeof(ListenOptions), invalid.Failures);
        builder.WebHost.UseUrls(line.Options.GetValueOrDefault("--urls") ?? listen.Urls(isDemo));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));

        await using var app = Program.Build(builder);
        using var occupied = app.Services.GetRequiredService<DataFolder>().Occupy();
        await app.PrepareAsync(CancellationToken.None);
        if (isDemo)
            await DemoSeed.PlantAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        await Announcement.PrintAsync(app, isDemo, CancellationToken.None);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static Dictionary<string, string?> Overrides(CommandLine line)
    {
        var overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (line.Demo)
        {
            overrides["Demo"] = "true";
            // Tried on one machine, by browsers that sit on it.
            overrides["Media:IncludeLoopback"] = "true";
        }
        if (line.Options.GetValueOrDefault("--data") is { } data)
            overrides["Data"] = data;
        return overrides;
    }
}
