using System.Runtime.InteropServices;
using MeetingHub.Media.Forwarding;
using static MeetingHub.Media.Native.SocketCalls;

namespace MeetingHub.Media.Native;

/// <summary>
/// sendmmsg with the local address of each answer, and UDP_SEGMENT for runs to one destination: the kernel then makes one way through
/// its stack for all of them. Headers are native, made once; the datagrams stay where they are in their batch. One thread.
/// </summary>
internal sealed unsafe class MessageSender
{
    /// <summary>UIO_MAXIOV: messages that one call takes.</summary>
    public const int Capacity = 1024;

    /// <summary>Runs refused, with none taken in between, after which none is tried again.</summary>
    private const int PatienceWithRuns = 16;

    private readonly Slab memory = new((Capacity + 1) * (sizeof(Message) + sizeof(IoVector) + sizeof(SocketName) + sizeof(Control)));
    private readonly Message* messages;
    private readonly IoVector* vectors;
    private readonly SocketName* names;
    private readonly Control* controls;
    private int refusedRuns;

    public MessageSender()
    {
        messages = (Message*)memory.Start;
        vectors = (IoVector*)(messages + Capacity + 1);
        names = (SocketName*)(vectors + Capacity + 1);
        controls = (Control*)(names + Capacity + 1);
        for (var i = 0; i <= Capacity; i++)
        {
            controls[i].Segment = new SegmentControl { Bytes = SegmentControl.Content, Level = UdpLevel, Type = UdpSegment };
            controls[i].Address = new AddressControl { Bytes = AddressControl.Content, Level = Internet6Level, Type = PacketInfo6 };
            messages[i].Header.Name = (byte*)(names + i);
            messages[i].Header.NameLength = RemoteAddress.SocketAddressBytes;
        }
    }

    /// <summary>False once the system has shown that it does not cut runs apart.</summary>
    public bool CanSegment => refusedRuns < PatienceWithRuns;

    /// <summary>The socket itself is gone; nothing can be sent on it any more.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Datagrams that the system took.</summary>
    public long Sent { get; private set; }

    public long Failures { get; private set; }

    /// <summary>
    /// Sends a batch of at most <see cref="Capacity"/> datagrams. What the system does not take at once is lost and counted: a full
    /// send buffer must cost a packet, not everybody's time.
    /// </summary>
    public void Send(SafeHandle socket, DatagramBatch batch, OwnAddresses own)
    {
        var count = Prepare(batch, own);
        for (var at = 0; at < count;)
        {
            var taken = SocketCalls.Send(socket, messages + at, (uint)(count - at), DoNotWait);
            for (var i = 0; i < taken; i++) Count((int)messages[at + i].Header.VectorLength);
            if (taken > 0)
            {
                // Short of the rest: what stopped it is told when the rest is offered again.
                at += taken;
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case ErrorNumber.Interrupted:
                    break;
                case ErrorNumber.BadDescriptor or ErrorNumber.NotASocket:
                    HasFailed = true;
                    while (at < count) Failures += (int)messages[at++].Header.VectorLength;
                    break;
                case ErrorNumber.InputOutput or ErrorNumber.InvalidArgument or ErrorNumber.MessageTooLong when messages[at].Header.VectorLength > 1:
                    refusedRuns++;
                    SendApart(socket, at++);
                    break;
                default:
                    Failures += (int)messages[at++].Header.VectorLength;
                    break;
            }
        }
    }

    private int Prepare(DatagramBatch batch, OwnAddresses own)
    {
        var datagrams = batch.Datagrams;
        var slab = batch.Start;
        var count = 0;
        var vector = vectors;
        foreach (var run in batch.Runs(CanSegment ? DatagramRuns.MaxCount : 1))
        {
            ref readonly var to = ref batch.LaneAt(run.Lane).To;
            ref var header = ref messages[count].Header;
            ref var control = ref controls[count];
            to.WriteSocketAddress(new Span<byte>(header.Name, RemoteAddress.SocketAddressBytes));
            header.Vector = vector;
            header.VectorLength = (nuint)run.Count;
            var index = run.First;
            for (var i = 0; i < run.Count; i++, index = datagrams[index].Following)
                *vector++ = new IoVector { Start = slab + datagrams[index].Start, Length = (nuint)datagrams[index].Length };
            var local = own.Of(to.Local);
            if (!local.IsEmpty) local.CopyTo(new Span<byte>(&controls[count].Address.Address[0], OwnAddresses.AddressBytes));
            control.Segment.Size = (ushort)header.Vector->Length;
            Describe(count++, isRun: run.Count > 1, hasLocal: !local.IsEmpty);
        }

        return count;
    }

    /// <summary>The parts of the control block that a message needs lie next to each other.</summary>
    private void Describe(int message, bool isRun, bool hasLocal)
    {
        ref var header = ref messages[message].Header;
        header.Control = isRun ? (byte*)&controls[message].Segment : hasLocal ? (byte*)&controls[message].Address : null;
        header.ControlLength = (nuint)((isRun ? sizeof(SegmentControl) : 0) + (hasLocal ? sizeof(AddressControl) : 0));
    }

    /// <summary>A way without checksum offload, or one narrower than the packets, takes them one by one.</summary>
    private void SendApart(SafeHandle socket, int run)
    {
        ref var whole = ref messages[run].Header;
        ref var single = ref messages[Capacity].Header;
        *(SocketName*)single.Name = *(SocketName*)whole.Name;
        controls[Capacity].Address = controls[run].Address;
        Describe(Capacity, isRun: false, hasLocal: whole.ControlLength > (nuint)sizeof(SegmentControl));
        single.VectorLength = 1;
        for (var i = 0; i < (int)whole.VectorLength; i++)
        {
            single.Vector = whole.Vector + i;
            if (SocketCalls.Send(socket, messages + Capacity, 1, DoNotWait) == 1) Sent++;
            else Failures++;
        }
    }

    private void Count(int datagrams)
    {
        Sent += datagrams;
        // One narrow way must not take the gain from all others.
        if (datagrams > 1) refusedRuns = 0;
    }

    private struct Control
    {
        public SegmentControl Segment;
        public AddressControl Address;
    }
}
