using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>
/// One IPv4 socket for all connections of a load: each has an address of its own, all of which belong to this machine, so the
/// server sees as many five-tuples as there would be and we make one call for many datagrams (recvmmsg and sendmmsg with IP_PKTINFO,
/// ip(7)). For one thread; memory is native and allocated once.
/// </summary>
/// <remarks>Apart from the server's own socket on purpose: a bug of one must not hide in the other.</remarks>
internal sealed unsafe partial class LoadSocket : IDisposable
{
    private const int ForcedReceiveBuffer = 33;
    private const int DoNotWait = 0x40;
    private const short Readable = 1;

    // The generator stands still while it signs somebody in; half a second of the heaviest load has to fit.
    private const int BufferBytes = 32 * 1024 * 1024;

    private readonly Socket socket;
    private readonly LoadBatch incoming = new();
    private readonly LoadBatch outgoing = new();

    // The same moment on the clock that the kernel stamps with, in nanoseconds since 1970, and on Stopwatch's.
    private readonly long startOfDay = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
    private readonly long startTicks = Stopwatch.GetTimestamp();
    private int pending;

    public LoadSocket()
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        socket.Blocking = false;
        // Without root the kernel clips it to its limit; then a crowd may lose packets here, which is counted as loss.
        socket.ReceiveBufferSize = BufferBytes;
        Set(ControlMessages.SocketLevel, ForcedReceiveBuffer, BufferBytes, isRequired: false);
        socket.SendBufferSize = BufferBytes;
        Set(ControlMessages.IpLevel, ControlMessages.PacketInfo, 1, isRequired: true);
        Set(ControlMessages.SocketLevel, ControlMessages.ArrivalTime, 1, isRequired: true);
    }

    public ushort Port => (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;

    public long SendFailures { get; private set; }

    /// <summary>Where the next datagram may be written; nothing is taken until <see cref="Append"/>.</summary>
    public Span<byte> Next()
    {
        if (pending == LoadBatch.Size) Flush();
        return outgoing.Datagram(pending);
    }

    /// <param name="from">An address of this machine's.</param>
    public void Append(int length, Ipv4 from, in SocketName to)
    {
        if (length == 0) return;
        var message = outgoing.Message(pending);
        outgoing.Vector(pending)->Length = (nuint)length;
        *message->Header.Name = to;
        *message->Header.Control = ControlMessages.From(from);
        message->Header.ControlLength = ControlMessages.OutgoingLength;
        pending++;
    }

    public void Flush()
    {
        for (var sent = 0; sent < pending;)
        {
            var count = SendMessages((int)socket.Handle, outgoing.Message(sent), (uint)(pending - sent), DoNotWait);
            if (count <= 0) SendFailures++;
            sent += Math.Max(count, 1);
        }

        pending = 0;
    }

    /// <returns>How many datagrams are there to be looked at until the next call.</returns>
    public int Receive()
    {
        // The kernel wrote into these what it found.
        for (var i = 0; i < LoadBatch.Size; i++) incoming.Message(i)->Header.SetLengths();
        return Math.Max(0, ReceiveMessages((int)socket.Handle, incoming.Message(0), LoadBatch.Size, DoNotWait, timeout: 0));
    }

    public Span<byte> Datagram(int index) => incoming.Datagram(index)[..(int)incoming.Message(index)->Length];

    public SocketName Source(int index) => *incoming.Message(index)->Header.Name;

    /// <summary>Which of this machine's addresses it was sent to.</summary>
    /// <param name="arrival">
    /// When the kernel had it, of <see cref="Stopwatch"/>: browsers go by that too, and what we take to look at it is not the server's.
    /// </param>
    public Ipv4 Target(int index, out long arrival)
    {
        var target = incoming.Message(index)->Header.Control->Read(out var nanoseconds);
        arrival = nanoseconds == 0
            ? Stopwatch.GetTimestamp()
            : startTicks + (long)((nanoseconds - startOfDay) * (Stopwatch.Frequency / 1e9));
        return target;
    }

    /// <summary>Returns when something has come, or the time is over.</summary>
    public void Wait(TimeSpan atMost)
    {
        var poll = new PollRequest { Descriptor = (int)socket.Handle, Events = Readable };
        var time = new TimeSpec { Seconds = (long)atMost.TotalSeconds, Nanoseconds = atMost.Ticks % TimeSpan.TicksPerSecond * 100 };
        _ = Poll(&poll, 1, &time, null);
    }

    public void Dispose()
    {
        socket.Dispose();
        incoming.Dispose();
        outgoing.Dispose();
    }

    private void Set(int level, int option, int value, bool isRequired)
    {
        try
        {
            socket.SetRawSocketOption(level, option, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref value)));
        }
        catch (SocketException) when (!isRequired)
        {
            // What was asked for before has to do.
        }
    }

    [LibraryImport("libc", EntryPoint = "recvmmsg")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReceiveMessages(int socket, BatchedMessage* messages, uint count, int flags, nint timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendMessages(int socket, BatchedMessage* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(PollRequest* requests, ulong count, TimeSpec* timeout, void* signals);

    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
