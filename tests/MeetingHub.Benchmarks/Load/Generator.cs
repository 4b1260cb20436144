using System.Diagnostics;
using System.Net;
using MeetingHub.Benchmarks.Load.Wire;
using MeetingHub.Media;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Benchmarks.Load;

/// <summary>
/// All participants of a load on one socket and in one thread, the caller's: nothing happens but in <see cref="RunUntil"/> and
/// <see cref="RunFor"/>. Signalling is done between them.
/// </summary>
internal sealed class Generator : IDisposable
{
    /// <summary>Batches taken before it is looked what has to be sent.</summary>
    private const int BatchesInTurn = 8;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(5);

    // Longer than a core that is shared keeps a server waiting; shorter than the silence after which sources count as stalled.
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(3);

    private readonly LoadSocket socket = new();
    private readonly Ipv4 first;
    private readonly DtlsContext context;
    private readonly List<LoadConnection> connections = [];
    private readonly DateTimeOffset started = DateTimeOffset.UtcNow;
    private readonly long origin = Stopwatch.GetTimestamp();

    /// <param name="profile">The only cipher that is offered.</param>
    /// <param name="first">Address of the first connection; the others have those after it.</param>
    public Generator(SrtpProfile profile, int opensOneIn, IPAddress first)
    {
        this.first = Ipv4.Of(first);
        context = new DtlsContext(started, [profile]);
        Tally = new LoadTally { OpensOneIn = opensOneIn };
    }

    public LoadTally Tally { get; }

    public IReadOnlyList<LoadConnection> Connections => connections;

    public bool IsSending { get; private set; }

    public long SendFailures => socket.SendFailures;

    public LoadConnection Add(IReadOnlyList<SentStream> sends)
    {
        var connection = new LoadConnection(socket, Tally, context, first.Plus(connections.Count), sends);
        connections.Add(connection);
        return connection;
    }

    public void StartSending()
    {
        IsSending = true;
        foreach (var connection in connections)
            foreach (var stream in connection.Sends) stream.Resume();
    }

    /// <summary>Stops sending and waits until nothing comes any more, so that what is missing then is lost and not late.</summary>
    public void Quiet()
    {
        IsSending = false;
        var end = Now() + QuietLimit;
        long before;
        do
        {
            before = Tally.Packets;
            RunFor(QuietTime);
        }
        while (Tally.Packets != before && Now() < end);
    }

    public void RunFor(TimeSpan time) => RunUntil(() => false, time);

    /// <returns>Whether it became true in time.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now() + limit;
        while (true)
        {
            Turn();
            if (condition()) return true;
            var now = Now();
            if (now >= end) return false;
            var due = Due(now);
            var wait = (due < end ? due : end) - now;
            if (wait > TimeSpan.Zero) socket.Wait(wait < LongestWait ? wait : LongestWait);
        }
    }

    public Timestamp Now() => At(Stopwatch.GetTimestamp());

    public void Dispose()
    {
        foreach (var connection in connections) connection.Dispose();
        socket.Dispose();
        context.Dispose();
    }

    private Timestamp At(long ticks) => new(1_000_000 + (ticks - origin) / (Stopwatch.Frequency / 1_000_000));

    private void Turn()
    {
        for (var i = 0; i < BatchesInTurn; i++)
        {
            var count = socket.Receive();
            for (var n = 0; n < count; n++)
            {
                var index = socket.Target(n, out var arrival).Since(first);
                if (index >= 0 && index < connections.Count)
                    connections[index].Take(socket.Datagram(n), socket.Source(n), At(arrival), arrival);
                else Tally.Strangers++;
            }

            if (count < LoadBatch.Size) break;
        }

        SendDue();
        socket.Flush();
    }

    private void SendDue()
    {
        var now = Now();
        var wall = NtpTime.From(started + (now - new Timestamp(1_000_000)));
        foreach (var connection in connections)
        {
            if (connection.Due(now) <= now) connection.Tick(now, wall);
            if (!IsSending || !connection.IsConnected) continue;
            foreach (var stream in connection.Sends)
                if (stream.Due(now) <= now) stream.Tick(connection, now, Stopwatch.GetTimestamp());
        }
    }

    private Timestamp Due(Timestamp now)
    {
        var due = now + LongestWait;
        foreach (var connection in connections)
        {
            due = Timestamp.Earlier(due, connection.Due(now));
            if (!IsSending || !connection.IsConnected) continue;
            foreach (var stream in connection.Sends) due = Timestamp.Earlier(due, stream.Due(now));
        }

        return due;
    }
}
