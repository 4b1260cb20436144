using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Native;

namespace MeetingHub.Media.Hosting;

/// <summary>One open socket, in the way the system allows. For the loop's thread alone, but for <see cref="Wake"/>.</summary>
internal abstract class UdpSocket : IDisposable
{
    /// <summary>Datagrams in one <see cref="Receive"/>: the gain of more is lost in what each of them costs afterwards.</summary>
    public const int Capacity = MessageReceiver.Capacity;

    /// <summary>It will never work again. Errors about one peer or one moment do not count.</summary>
    public bool HasFailed { get; protected set; }

    /// <summary>Datagrams that the system took.</summary>
    public abstract long Sent { get; }

    public abstract long SendFailures { get; }

    /// <summary>Datagrams that the system threw away since nobody took them; 0 where it does not say. Costs a system call.</summary>
    public virtual long Overflows => 0;

    /// <returns>Whether there is something to receive; false when the time is over or <see cref="Wake"/> was called.</returns>
    public abstract bool Wait(TimeSpan atMost);

    /// <summary>Ends a wait, the next one if there is none at the moment. From any thread, at any time.</summary>
    public abstract void Wake();

    /// <summary>Takes what is there without waiting, and overwrites what was taken before.</summary>
    /// <returns>Datagrams taken.</returns>
    public abstract int Receive();

    /// <summary>A datagram of the last <see cref="Receive"/>, to be changed at will.</summary>
    public abstract Span<byte> Take(int index, out RemoteAddress source);

    /// <summary>Sends all; what the system does not take at once is lost and counted.</summary>
    public abstract void Send(DatagramBatch batch);

    public abstract void Dispose();
}
