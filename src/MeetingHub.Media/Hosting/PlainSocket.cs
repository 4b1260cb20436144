using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Hosting;

/// <summary>
/// The framework's calls, one datagram each, for systems other than 64-bit Linux and machines without IPv6. Answers leave from the
/// address that the system likes best.
/// </summary>
internal sealed class PlainSocket : UdpSocket
{
    private const int LinuxSocketAddressBytesV4 = 16;

    /// <summary>A datagram that ends the wait; no protocol here begins with it.</summary>
    private static readonly byte[] WakeUp = [0xFF];

    private readonly Socket socket;
    private readonly int port;
    private readonly SocketAddress from;
    private readonly SocketAddress to;
    private readonly byte[] buffers = GC.AllocateUninitializedArray<byte>(Capacity * DatagramBatch.DatagramBytes);
    private readonly (int Length, RemoteAddress Source)[] taken = new (int, RemoteAddress)[Capacity];
    private readonly ManualResetEventSlim woken = new();
    private long sent;
    private long failures;

    /// <param name="socket">Becomes this one's.</param>
    public PlainSocket(Socket socket)
    {
        this.socket = socket;
        port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        from = new SocketAddress(socket.AddressFamily);
        to = new SocketAddress(socket.AddressFamily);
    }

    public override long Sent => sent;

    public override long SendFailures => failures;

    public override bool Wait(TimeSpan atMost)
    {
        try
        {
            if (!HasFailed) return socket.Poll(atMost, SelectMode.SelectRead);
        }
        catch (SocketException)
        {
            // An interrupted wait is a wait that ended.
            return true;
        }
        catch (ObjectDisposedException)
        {
            HasFailed = true;
        }

        woken.Wait(atMost);
        woken.Reset();
        return false;
    }

    public override void Wake()
    {
        woken.Set();
        using var self = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            self.SendTo(WakeUp, new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException)
        {
            // Without loopback a command waits for the next deadline.
        }
    }

    public override int Receive()
    {
        var count = 0;
        try
        {
            do
            {
                var buffer = buffers.AsSpan(count * DatagramBatch.DatagramBytes, DatagramBatch.DatagramBytes);
                var length = socket.ReceiveFrom(buffer, SocketFlags.None, from);
                if (buffer[..length].SequenceEqual(WakeUp)) continue;
                if (RemoteAddress.TryFrom(from.Buffer.Span[..from.Size], out var source)) taken[count++] = (length, source);
            }
            while (count < Capacity && socket.Available > 0);
        }
        catch (SocketException failure)
        {
            HasFailed |= IsFatal(failure.SocketErrorCode);
        }
        catch (ObjectDisposedException)
        {
            HasFailed = true;
        }

        return count;
    }

    public override Span<byte> Take(int index, out RemoteAddress source)
    {
        source = taken[index].Source;
        return buffers.AsSpan(index * DatagramBatch.DatagramBytes, taken[index].Length);
    }

    public override void Send(DatagramBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.Destination(i).IsTcp) continue;
            WriteDestination(batch.Destination(i));
            try
            {
                socket.SendTo(batch[i], SocketFlags.None, to);
                sent++;
            }
            catch (SocketException failure)
            {
                failures++;
                HasFailed |= IsFatal(failure.SocketErrorCode);
            }
            catch (ObjectDisposedException)
            {
                failures++;
                HasFailed = true;
            }
        }
    }

    public override void Dispose()
    {
        HasFailed = true;
        socket.Dispose();
    }

    /// <summary>The others are of the moment, or ICMP errors about somebody who left.</summary>
    private static bool IsFatal(SocketError error) =>
        error is SocketError.NotSocket or SocketError.OperationNotSupported or SocketError.Shutdown or SocketError.OperationAborted;

    private void WriteDestination(in RemoteAddress destination)
    {
        if (socket.AddressFamily == AddressFamily.InterNetworkV6)
        {
            destination.WriteSocketAddress(to.Buffer.Span);
            return;
        }

        Span<byte> mapped = stackalloc byte[RemoteAddress.SocketAddressBytes];
        destination.WriteSocketAddress(mapped);
        var address = to.Buffer.Span[..LinuxSocketAddressBytesV4];
        // Family is there already; port, then the last four of the sixteen address bytes.
        mapped.Slice(2, 2).CopyTo(address[2..]);
        mapped.Slice(20, 4).CopyTo(address[4..]);
    }
}
