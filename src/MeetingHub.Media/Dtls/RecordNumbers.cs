using System.Buffers.Binary;

namespace MeetingHub.Media.Dtls;

/// <summary>
/// Gives every unprotected record that leaves a sequence number of its own (RFC 6347 section 4.1), whatever number OpenSSL gave it.
/// A repeated flight would otherwise be a replay to a peer that saw its records but could not use them yet: a ChangeCipherSpec that
/// overtook the message before it is dropped by OpenSSL and never missed again. Records of epoch 1 cannot be renumbered and need not
/// be: a peer takes them only when it is ready for them.
/// </summary>
internal sealed class RecordNumbers
{
    /// <summary>What stands before the content of a record.</summary>
    public const int HeaderBytes = 13;

    private const int EpochAt = 3;
    private const int LengthAt = 11;

    private ulong next;

    public void Renew(Span<byte> datagram)
    {
        while (datagram.Length >= HeaderBytes)
        {
            // Epoch and number make up eight bytes; in epoch 0 the number is all of them.
            if (BinaryPrimitives.ReadUInt16BigEndian(datagram[EpochAt..]) == 0)
                BinaryPrimitives.WriteUInt64BigEndian(datagram[EpochAt..], next++);
            var record = HeaderBytes + BinaryPrimitives.ReadUInt16BigEndian(datagram[LengthAt..]);
            if (record >= datagram.Length) return;
            datagram = datagram[record..];
        }
    }
}
