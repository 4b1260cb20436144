using System.Buffers.Binary;
using MeetingHub.Media;
using MeetingHub.Media.Dtls;

namespace MeetingHub.Fuzzing.Targets;

/// <summary>
/// What a peer whose address is proved sends to a handshake: datagrams of records, each with two bytes of length before it. Nobody
/// who replays or makes up a handshake may come to keys.
/// </summary>
internal sealed class DtlsTarget : Target
{
    private static readonly DtlsContext Context = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private readonly byte[] room = new byte[DtlsAssociation.MaxDatagramBytes];

    public override string Name => "dtls";

    public override int MaxLength => 6000;

    public override void Run(byte[] input)
    {
        var now = new Timestamp(1_000_000);
        using var association = new DtlsAssociation(Context, DtlsRole.Server, Context.Fingerprint, now);
        foreach (var datagram in Datagrams(input))
        {
            now += TimeSpan.FromMilliseconds(60);
            association.Handle(datagram.Span, now);
            var answers = 0;
            for (; association.TryGetDatagram(room, out var length); answers++)
            {
                Holds(length is > 0 and <= DtlsAssociation.MaxDatagramBytes, "a datagram of impossible size");
                new RecordNumbers().Renew(room.AsSpan(0, length));
            }

            Holds(answers <= 8, "an answer that floods");
            new RecordNumbers().Renew(datagram.ToArray());
        }

        association.Tick(now + TimeSpan.FromSeconds(31));
        Holds(association.State != DtlsState.Connected && association.Keys is null, "keys for somebody who made up a handshake");
    }

    /// <summary>Gives datagrams and their records the lengths they have.</summary>
    public override byte[] Mend(byte[] input, Random random)
    {
        for (var at = 0; at + 2 <= input.Length;)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at)), input.Length - at - 2);
            BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(at), (ushort)length);
            var datagram = input.AsSpan(at + 2, length);
            for (var record = 0; record + RecordNumbers.HeaderBytes <= datagram.Length;)
            {
                if (datagram[record] is < 20 or > 25) datagram[record] = 22;
                var left = datagram.Length - record - RecordNumbers.HeaderBytes;
                var said = BinaryPrimitives.ReadUInt16BigEndian(datagram[(record + 11)..]);
                if (said > left) BinaryPrimitives.WriteUInt16BigEndian(datagram[(record + 11)..], said = (ushort)left);
                record += RecordNumbers.HeaderBytes + said;
            }

            at += 2 + length;
        }

        return input;
    }

    private static IEnumerable<Memory<byte>> Datagrams(byte[] input)
    {
        for (var at = 0; at + 2 <= input.Length;)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at)), input.Length - at - 2);
            if (length > 0) yield return input.AsMemory(at + 2, length);
            at += 2 + length;
        }
    }
}
