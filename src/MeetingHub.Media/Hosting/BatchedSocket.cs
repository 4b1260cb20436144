using System.Net.Sockets;
using System.Runtime.InteropServices;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Native;

namespace MeetingHub.Media.Hosting;

/// <summary>A dual-stack socket of 64-bit Linux: many datagrams a call, and answers leave from the address that was asked.</summary>
internal sealed class BatchedSocket : UdpSocket
{
    private readonly Socket socket;
    private readonly OwnAddresses own;
    private readonly EventSignal signal;
    private readonly MessageReceiver receiver = new();
    private readonly MessageSender sender = new();
    private long overflows;

    /// <param name="socket">Becomes this one's.</param>
    /// <param name="signal">Stays the caller's.</param>
    public BatchedSocket(Socket socket, OwnAddresses own, EventSignal signal)
    {
        this.socket = socket;
        this.own = own;
        this.signal = signal;
        var on = 1;
        socket.SetRawSocketOption(
            SocketCalls.Internet6Level, SocketCalls.ReceivePacketInfo6, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref on)));
    }

    public override long Sent => sender.Sent;

    public override long SendFailures => sender.Failures;

    public override long Overflows
    {
        get
        {
            if (HasFailed) return overflows;
            Span<uint> memory = stackalloc uint[SocketCalls.MemoryInfoCount];
            // SK_MEMINFO_DROPS is the last: the queue was full, or a checksum wrong.
            var read = socket.GetRawSocketOption(SocketCalls.SocketLevel, SocketCalls.MemoryInfo, MemoryMarshal.AsBytes(memory));
            if (read == memory.Length * sizeof(uint)) overflows = memory[^1];
            return overflows;
        }
    }

    /// <summary>False once the system has shown that it does not cut runs apart.</summary>
    public bool CanSegment => sender.CanSegment;

    /// <summary>Whether the system has the calls for it.</summary>
    public static bool IsPossible(Socket socket) =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && socket.AddressFamily == AddressFamily.InterNetworkV6;

    public override bool Wait(TimeSpan atMost) => SocketWait.For(HasFailed ? null : socket.SafeHandle, signal, atMost);

    public override void Wake() => signal.Set();

    public override int Receive()
    {
        var count = receiver.Receive(socket.SafeHandle);
        if (count >= 0) return count;
        // Anything but a bad moment, and the ICMP errors about somebody who left, is about the socket itself.
        HasFailed |= Marshal.GetLastPInvokeError() is not (ErrorNumber.TryAgain or ErrorNumber.Interrupted or ErrorNumber.OutOfMemory
            or ErrorNumber.NoBuffers or ErrorNumber.Refused or ErrorNumber.HostUnreachable or ErrorNumber.NetworkUnreachable
            or ErrorNumber.MessageTooLong or ErrorNumber.NotPermitted);
        return 0;
    }

    public override Span<byte> Take(int index, out RemoteAddress source)
    {
        if (receiver.TryReadSource(index, out source)) source = source with { Local = own.NumberOf(receiver.Local(index)) };
        return receiver.Datagram(index);
    }

    public override void Send(DatagramBatch batch)
    {
        sender.Send(socket.SafeHandle, batch, own);
        HasFailed |= sender.HasFailed;
    }

    public override void Dispose()
    {
        HasFailed = true;
        socket.Dispose();
    }
}
