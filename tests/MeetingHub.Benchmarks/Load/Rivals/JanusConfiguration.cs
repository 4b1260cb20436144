using System.Globalization;

namespace MeetingHub.Benchmarks.Load.Rivals;

/// <summary>
/// The files Janus is started with. Apart from what is said here all is as Debian ships it; nothing is loaded that does not take part:
/// no recording, no event handlers, one transport for signalling that is idle while packets are counted.
/// </summary>
/// <param name="EventLoops">One loop for all connections, as for our server; otherwise a thread for each connection, the default.</param>
internal sealed record JanusConfiguration(bool EventLoops)
{
    private const string Libraries = "/usr/lib/x86_64-linux-gnu/janus";

    /// <summary>Writes them into a folder of their own.</summary>
    public void Write(string folder, int port)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "janus.jcfg"), string.Create(CultureInfo.InvariantCulture, $$"""
            general: {
                configs_folder = "{{folder}}"
                plugins_folder = "{{Libraries}}/plugins"
                transports_folder = "{{Libraries}}/transports"
                events_folder = "{{Libraries}}/events"
                loggers_folder = "{{Libraries}}/loggers"
                debug_level = 3
                debug_colors = false
                session_timeout = 0
                {{(EventLoops ? "event_loops = 1" : "")}}
            }
            nat: {
                ice_lite = true
                ipv6 = false
            }
            plugins: { disable = "{{Others("plugins", "videoroom")}}" }
            transports: { disable = "{{Others("transports", "http")}}" }
            events: { broadcast = false }

            """));
        File.WriteAllText(Path.Combine(folder, "janus.plugin.videoroom.jcfg"), "general: { }\n");
        File.WriteAllText(Path.Combine(folder, "janus.transport.http.jcfg"), string.Create(CultureInfo.InvariantCulture, $$"""
            general: { json = "compact"  base_path = "/janus"  http = true  ip = "127.0.0.1"  port = {{port}}  https = false }
            admin: { admin_http = false }

            """));
    }

    private static string Others(string kind, string kept) => string.Join(
        ',', Directory.EnumerateFiles(Path.Combine(Libraries, kind), "*.so").Select(Path.GetFileName)
            .Where(name => !name!.Contains(kept, StringComparison.Ordinal)));
}
