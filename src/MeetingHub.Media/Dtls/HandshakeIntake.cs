using System.Buffers.Binary;

namespace MeetingHub.Media.Dtls;

/// <summary>
/// What OpenSSL gets to see of a peer's datagrams before there are keys. On the word of a fragment's header it sets a whole message aside,
/// 17 KB each and ten of them ahead, and a buffer of that size for each of a hundred records that come before their keys: some kilobytes
/// made it hold 1.8 MB.
/// </summary>
internal sealed class HandshakeIntake
{
    /// <summary>
    /// Of all messages of the handshake together, by the lengths they claim: a browser's have about 2 KB, with a chain of three certificates of
    /// 4096 bits 8 KB. With what may wait for its turn (<see cref="Rooms.HandshakeGate"/>) it makes the 16 KB of media.md, section 4.
    /// </summary>
    public const int MaxBytes = 12 * 1024;

    // ClientHello, Certificate, ClientKeyExchange and CertificateVerify one way, five messages the other.
    private const int MaxMessages = 8;

    // RFC 6347 sections 4.1 and 4.2.2: the headers of a record and of a fragment in it.
    private const int RecordHeader = 13;
    private const int EpochAt = 3;
    private const int LengthAt = 11;
    private const int FragmentHeader = 12;
    private const int SequenceAt = 4;
    private const int FragmentLengthAt = 9;

    private readonly int[] claimed = new int[MaxMessages];
    private int bytes;

    /// <summary>More than any handshake has: it can't be finished and is to be given up.</summary>
    public bool IsOver => bytes > MaxBytes;

    /// <summary>Looks through the records in the clear.</summary>
    /// <returns>How much of the datagram is to be handed in, from its beginning; what follows is not in the clear, or not DTLS.</returns>
    public int TakeClear(ReadOnlySpan<byte> datagram)
    {
        var taken = 0;
        while (TryReadRecord(datagram[taken..], epoch: 0, out var length))
        {
            var record = datagram.Slice(taken, length);
            if (record[0] == RecordType.Handshake && !TakeMessages(record[RecordHeader..])) break;
            taken += length;
        }

        return taken;
    }

    /// <summary>The records under the first keys at the beginning, to be handed in once the peer has said that it uses them.</summary>
    public static int TakeProtected(ReadOnlySpan<byte> datagram)
    {
        var taken = 0;
        while (TryReadRecord(datagram[taken..], epoch: 1, out var length)) taken += length;
        return taken;
    }

    private static bool TryReadRecord(ReadOnlySpan<byte> rest, int epoch, out int length)
    {
        length = 0;
        if (rest.Length < RecordHeader || BinaryPrimitives.ReadUInt16BigEndian(rest[EpochAt..]) != epoch) return false;
        length = RecordHeader + BinaryPrimitives.ReadUInt16BigEndian(rest[LengthAt..]);
        return length <= rest.Length;
    }

    /// <summary>One record may hold fragments of several messages.</summary>
    private bool TakeMessages(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            if (body.Length < FragmentHeader) return false;
            var sequence = BinaryPrimitives.ReadUInt16BigEndian(body[SequenceAt..]);
            var end = FragmentHeader + ReadUInt24(body[FragmentLengthAt..]);
            if (sequence >= MaxMessages || end > body.Length) return false;
            Claim(sequence, FragmentHeader + ReadUInt24(body[1..]));
            if (IsOver) return false;
            body = body[end..];
        }

        return true;
    }

    private void Claim(int sequence, int length)
    {
        // What is repeated is set aside once.
        if (length <= claimed[sequence]) return;
        bytes += length - claimed[sequence];
        claimed[sequence] = length;
    }

    private static int ReadUInt24(ReadOnlySpan<byte> at) => at[0] << 16 | at[1] << 8 | at[2];
}
