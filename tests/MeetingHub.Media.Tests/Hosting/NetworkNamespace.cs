using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MeetingHub.Media.Tests.Hosting;

/// <summary>
/// Another machine as far as addresses go: a network namespace with a cable to ours. Needs iproute2 and the right to use it; without
/// them the test fails and says so.
/// </summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const int CloneNewNet = 0x4000_0000;
    private readonly string name = $"mh{Environment.ProcessId}";

    // Two test runs at once must not share a network; 198.18.0.0/15 is for such things (RFC 2544).
    private readonly string network = $"198.{18 + (Environment.ProcessId >> 8) % 2}.{Environment.ProcessId % 256}";

    public NetworkNamespace()
    {
        Ip($"netns add {name}");
        Ip($"link add {name}a type veth peer name {name}b netns {name}");
        Ip($"addr add {OurAddress}/24 dev {name}a");
        Ip($"link set {name}a up");
        Ip($"-n {name} addr add {ItsAddress}/24 dev {name}b");
        Ip($"-n {name} link set {name}b up");
    }

    public IPAddress OurAddress => IPAddress.Parse($"{network}.1");

    public IPAddress ItsAddress => IPAddress.Parse($"{network}.2");

    /// <summary>A socket stays in the namespace of the thread that opened it, so the thread may end at once.</summary>
    public Socket OpenSocket()
    {
        Socket? socket = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle($"/var/run/netns/{name}");
                if (SetNamespace((int)handle.DangerousGetHandle(), CloneNewNet) != 0)
                    throw new InvalidOperationException($"setns: error {Marshal.GetLastPInvokeError()}");
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        return socket ?? throw new InvalidOperationException("No socket in the namespace.", failure);
    }

    /// <summary>Lets the cable carry datagrams of so many bytes only, headers included.</summary>
    public void Narrow(int bytes) => Ip($"link set {name}a mtu {bytes}");

    public void Dispose()
    {
        // The namespace goes when the kernel has time for it, and would keep the cable, its name and its address until then.
        Ip($"link del {name}a");
        Ip($"netns del {name}");
    }

    private static void Ip(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"ip {arguments}: {error}");
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);
}
