using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Native;

namespace MeetingHub.Media.Hosting;

/// <summary>
/// A UDP port of ours, whatever becomes of its sockets. For the loop's thread alone, but for <see cref="Wake"/>.
/// </summary>
internal sealed class UdpPort : IDisposable
{
    /// <summary>
    /// Kernel memory for what the loop has not taken yet, some 3,000 packets. The kernel clips it to its own limit (net.core.rmem_max)
    /// unless we may force it.
    /// </summary>
    private const int BufferBytes = 4 * 1024 * 1024;

    private const int ForceSendBuffer = 32;
    private const int ForceReceiveBuffer = 33;
    private const int DiscoverPathMtu = 10;
    private const int DiscoverPathMtu6 = 23;

    private readonly OwnAddresses own = new();
    private readonly EventSignal? signal;
    private volatile UdpSocket socket;
    private long sent;
    private long failures;
    private long overflows;

    private UdpPort(int port, bool batching)
    {
        signal = batching ? EventSignal.TryOpen() : null;
        try
        {
            socket = OpenSocket(port, out var taken);
            Port = taken;
        }
        catch
        {
            signal?.Dispose();
            throw;
        }
    }

    public int Port { get; }

    /// <summary>Nothing is received or sent until <see cref="Reopen"/> succeeds.</summary>
    public bool HasFailed => socket.HasFailed;

    /// <summary>Datagrams that the system took.</summary>
    public long Sent => sent + socket.Sent;

    public long SendFailures => failures + socket.SendFailures;

    /// <summary>Datagrams that the system threw away since the loop was late; 0 where it does not say. Costs a system call.</summary>
    public long Overflows => overflows + socket.Overflows;

    /// <param name="port">0 for any free one.</param>
    /// <param name="batching">False for plain calls where the system has better ones.</param>
    /// <exception cref="MediaUnavailableException">The port is taken or not ours to take.</exception>
    public static UdpPort Open(int port, bool batching = true) => new(port, batching);

    /// <returns>Whether there is something to receive; false when the time is over or <see cref="Wake"/> was called.</returns>
    public bool Wait(TimeSpan atMost) => socket.Wait(atMost);

    /// <summary>Ends a wait, the next one if there is none at the moment. From any thread.</summary>
    public void Wake() => socket.Wake();

    /// <summary>Takes what is there without waiting, at most <see cref="UdpSocket.Capacity"/>, and overwrites what was taken before.</summary>
    /// <returns>Datagrams taken.</returns>
    public int Receive() => socket.HasFailed ? 0 : socket.Receive();

    /// <summary>A datagram of the last <see cref="Receive"/>, to be changed at will.</summary>
    public Span<byte> Take(int index, out RemoteAddress source) => socket.Take(index, out source);

    /// <summary>Sends all and clears the batch; what the system does not take at once is lost and counted.</summary>
    public void Send(DatagramBatch batch)
    {
        if (socket.HasFailed) failures += batch.Count;
        else socket.Send(batch);
        batch.Clear();
    }

    /// <summary>Takes the same port again after a failure. Peers keep the addresses they have.</summary>
    /// <exception cref="MediaUnavailableException">Not now; what was said of <see cref="HasFailed"/> still holds.</exception>
    public void Reopen()
    {
        // The port is not free before the old socket is gone.
        socket.Dispose();
        var next = OpenSocket(Port, out _);
        sent += socket.Sent;
        failures += socket.SendFailures;
        overflows += socket.Overflows;
        socket = next;
    }

    public void Dispose()
    {
        socket.Dispose();
        signal?.Dispose();
    }

    private UdpSocket OpenSocket(int port, out int taken)
    {
        var isV6 = Socket.OSSupportsIPv6;
        var opened = new Socket(isV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (isV6) opened.DualMode = true;
            Enlarge(opened);
            if (OperatingSystem.IsLinux()) LetRoutersFragment(opened, isV6);
            opened.Blocking = false;
            opened.Bind(new IPEndPoint(isV6 ? IPAddress.IPv6Any : IPAddress.Any, port));
            taken = ((IPEndPoint)opened.LocalEndPoint!).Port;
            return signal is not null && BatchedSocket.IsPossible(opened) ? new BatchedSocket(opened, own, signal) : new PlainSocket(opened);
        }
        catch (SocketException failure)
        {
            opened.Dispose();
            throw new MediaUnavailableException($"UDP port {port} cannot be used: {failure.Message}", failure);
        }
    }

    private static void Enlarge(Socket opened)
    {
        opened.ReceiveBufferSize = BufferBytes;
        opened.SendBufferSize = BufferBytes;
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            SetOption(opened, SocketCalls.SocketLevel, ForceReceiveBuffer, BufferBytes);
            SetOption(opened, SocketCalls.SocketLevel, ForceSendBuffer, BufferBytes);
        }
        catch (SocketException)
        {
            // Not privileged: the system's limit holds.
        }
    }

    /// <summary>
    /// No DF bit: our packets fit nearly every path, and on one that is narrower a fragment arrives where a packet with DF would
    /// vanish, as the ICMP error most often does not come back.
    /// </summary>
    private static void LetRoutersFragment(Socket opened, bool isV6)
    {
        SetOption(opened, SocketCalls.InternetLevel, DiscoverPathMtu, 0);
        if (isV6) SetOption(opened, SocketCalls.Internet6Level, DiscoverPathMtu6, 0);
    }

    private static void SetOption(Socket opened, int level, int name, int value) =>
        opened.SetRawSocketOption(level, name, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref value)));
}
