using System.Net;
using System.Net.Sockets;

namespace MeetingHub.Media.Hosting.Tcp;

/// <summary>
/// How many TCP connections there may be. Those that have not proved themselves yet are counted apart, so that whoever opens many
/// takes the place of newcomers at most, for five seconds, and never of people in a meeting.
/// </summary>
internal sealed class Admission(int most)
{
    /// <summary>A whole office may come from one address, and each browser opens two or three at a time.</summary>
    public const int PerAddress = 512;

    public const int StrangersPerAddress = 32;

    public const int Strangers = 512;

    private readonly Dictionary<ulong, Count> addresses = [];
    private int all;
    private int strangers;

    public bool TryEnter(IPAddress from)
    {
        var key = KeyOf(from);
        addresses.TryGetValue(key, out var here);
        if (all >= most || strangers >= Strangers || here.All >= PerAddress || here.Strangers >= StrangersPerAddress) return false;
        (all, strangers) = (all + 1, strangers + 1);
        addresses[key] = new Count(here.All + 1, here.Strangers + 1);
        return true;
    }

    public void Prove(IPAddress from)
    {
        var key = KeyOf(from);
        strangers--;
        addresses[key] = addresses[key] with { Strangers = addresses[key].Strangers - 1 };
    }

    public void Leave(IPAddress from, bool wasProved)
    {
        if (!wasProved) Prove(from);
        var key = KeyOf(from);
        all--;
        if (addresses[key].All == 1) addresses.Remove(key);
        else addresses[key] = addresses[key] with { All = addresses[key].All - 1 };
    }

    /// <summary>Of version 6 the half that an office is given, as any of the other half is free to take.</summary>
    private static ulong KeyOf(IPAddress from)
    {
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        from.TryWriteBytes(bytes, out _);
        // No network of version 6 begins with zeros, so the two cannot meet.
        return from.AddressFamily == AddressFamily.InterNetwork
            ? BitConverter.ToUInt32(bytes)
            : System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private readonly record struct Count(int All, int Strangers);
}
