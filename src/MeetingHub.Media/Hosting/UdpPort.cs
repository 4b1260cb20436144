using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Native;

namespace MeetingHub.Media.Hosting;

/// <summary>
/// The one UDP socket, for the loop's thread alone. Plain calls for now; recvmmsg and sendmmsg will take the place of
/// <see cref="TryReceive"/> and <see cref="Send"/>.
/// </summary>
internal sealed class UdpPort : IDisposable
{
    // A second of a full room; the kernel clips it to its own limit.
    private const int BufferBytes = 4 * 1024 * 1024;
    private const int LinuxSocketAddressBytesV4 = 16;

    // More addresses than any server has; those beyond are answered as if they were not told.
    private const int MaxLocals = 64;

    private readonly Socket socket;
    private readonly SocketAddress from;
    private readonly SocketAddress to;

    /// <summary>Null where the system has no such calls; answers then leave from the address that the system likes best.</summary>
    private readonly DatagramMessages? messages;

    /// <summary>Our own addresses as they were spoken to, 16 bytes each; <see cref="RemoteAddress.Local"/> counts them from 1.</summary>
    private readonly byte[] locals = new byte[MaxLocals * 16];
    private int localCount;

    private UdpPort(Socket socket)
    {
        this.socket = socket;
        from = new SocketAddress(socket.AddressFamily);
        to = new SocketAddress(socket.AddressFamily);
        messages = DatagramMessages.TryOpen(socket);
    }

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public long Sent { get; private set; }

    public long SendFailures { get; private set; }

    /// <exception cref="MediaUnavailableException">The port is taken or not ours to take.</exception>
    public static UdpPort Open(int port)
    {
        var isV6 = Socket.OSSupportsIPv6;
        var opened = new Socket(isV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (isV6) opened.DualMode = true;
            opened.ReceiveBufferSize = BufferBytes;
            opened.SendBufferSize = BufferBytes;
            // A full send buffer must cost a packet, not everybody's time.
            opened.Blocking = false;
            opened.Bind(new IPEndPoint(isV6 ? IPAddress.IPv6Any : IPAddress.Any, port));
            return new UdpPort(opened);
        }
        catch (SocketException failure)
        {
            opened.Dispose();
            throw new MediaUnavailableException($"UDP port {port} cannot be used: {failure.Message}", failure);
        }
    }

    /// <returns>Whether something came within the time.</returns>
    public bool Wait(TimeSpan atMost)
    {
        try
        {
            return socket.Poll(atMost, SelectMode.SelectRead);
        }
        catch (SocketException)
        {
            // An interrupted wait is a wait that ended.
            return false;
        }
    }

    /// <summary>Whether more than an empty datagram is there already. An empty one ends a run early and is met by the next wait.</summary>
    public bool HasMore => socket.Available > 0;

    /// <returns>Bytes received; negative when nothing was there after all.</returns>
    public int TryReceive(Span<byte> buffer, out RemoteAddress source)
    {
        source = default;
        if (messages is not null)
        {
            Span<byte> local = stackalloc byte[16];
            var received = messages.Receive(buffer, out source, local);
            if (received >= 0) source = source with { Local = NumberOf(local) };
            return received;
        }

        try
        {
            var length = socket.ReceiveFrom(buffer, SocketFlags.None, from);
            return RemoteAddress.TryFrom(from.Buffer.Span[..from.Size], out source) ? length : -1;
        }
        catch (SocketException)
        {
            // Nothing there (a damaged datagram wakes the wait), or an ICMP error about somebody who left.
            return -1;
        }
    }

    public void Send(ReadOnlySpan<byte> datagram, in RemoteAddress destination)
    {
        if (messages is not null)
        {
            var local = destination.Local == 0 ? default : locals.AsSpan((destination.Local - 1) * 16, 16);
            if (messages.Send(datagram, destination, local)) Sent++;
            else SendFailures++;
            return;
        }

        if (socket.AddressFamily == AddressFamily.InterNetworkV6)
        {
            destination.WriteSocketAddress(to.Buffer.Span);
        }
        else
        {
            Span<byte> mapped = stackalloc byte[RemoteAddress.SocketAddressBytes];
            destination.WriteSocketAddress(mapped);
            var address = to.Buffer.Span[..LinuxSocketAddressBytesV4];
            // Family is there already; port, then the last four of the sixteen address bytes.
            mapped.Slice(2, 2).CopyTo(address[2..]);
            mapped.Slice(20, 4).CopyTo(address[4..]);
        }

        try
        {
            socket.SendTo(datagram, SocketFlags.None, to);
            Sent++;
        }
        catch (SocketException)
        {
            SendFailures++;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        messages?.Dispose();
    }

    private byte NumberOf(ReadOnlySpan<byte> local)
    {
        if (!local.ContainsAnyExcept((byte)0)) return 0;
        for (var i = 0; i < localCount; i++)
        {
            if (locals.AsSpan(i * 16, 16).SequenceEqual(local)) return (byte)(i + 1);
        }

        if (localCount == MaxLocals) return 0;
        local.CopyTo(locals.AsSpan(localCount++ * 16));
        return (byte)localCount;
    }
}
