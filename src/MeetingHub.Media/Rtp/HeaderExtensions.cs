using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>
/// Walks the elements of a header extension in either form of RFC 8285 (4.2 one byte, 4.3 two bytes). What does not add up ends
/// the walk; what came before it counts.
/// </summary>
internal ref struct HeaderExtensions
{
    private const int OneByteProfile = 0xBEDE;

    // The low four bits are "appbits" and mean nothing to us.
    private const int TwoByteProfile = 0x1000;

    private readonly bool isTwoByte;
    private ReadOnlySpan<byte> rest;

    /// <param name="extension">From the profile on, see <see cref="RtpHeader.Extension"/>; may be empty.</param>
    public HeaderExtensions(ReadOnlySpan<byte> extension)
    {
        if (extension.Length < 4) return;
        var profile = BinaryPrimitives.ReadUInt16BigEndian(extension);
        isTwoByte = (profile & 0xFFF0) == TwoByteProfile;
        if (isTwoByte || profile == OneByteProfile) rest = extension[4..];
    }

    public byte Id { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool MoveNext()
    {
        while (rest.Length > 0 && rest[0] == 0) rest = rest[1..];
        if (rest.IsEmpty) return false;
        int length;
        int prefix;
        if (isTwoByte)
        {
            if (rest.Length < 2) return End();
            Id = rest[0];
            length = rest[1];
            prefix = 2;
        }
        else
        {
            Id = (byte)(rest[0] >> 4);
            // 15 is reserved and ends the walk (4.2); 0 with a length is not padding and means nothing either.
            if (Id is 15 or 0) return End();
            length = (rest[0] & 0x0F) + 1;
            prefix = 1;
        }

        if (rest.Length < prefix + length) return End();
        Value = rest.Slice(prefix, length);
        rest = rest[(prefix + length)..];
        return true;
    }

    private bool End()
    {
        rest = [];
        return false;
    }
}
