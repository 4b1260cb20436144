using System.Buffers.Binary;

namespace MeetingHub.Media.Rtcp;

/// <summary>Source description with one CNAME, RFC 3550 sections 6.5 and 6.5.1.</summary>
internal static class SourceDescription
{
    private const byte CnameItem = 1;

    /// <param name="cname">Ascii, at most 255 bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, uint ssrc, ReadOnlySpan<byte> cname)
    {
        // At least one zero byte ends the list of items, then zeros up to the next word.
        var length = (RtcpReader.HeaderLength + 4 + 2 + cname.Length + 1 + 3) & ~3;
        destination[..length].Clear();
        RtcpReader.WriteHeader(destination, RtcpType.SourceDescription, count: 1, length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], ssrc);
        destination[8] = CnameItem;
        destination[9] = (byte)cname.Length;
        cname.CopyTo(destination[10..]);
        return length;
    }
}
