using System.Text;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// What a packet says of the stream it belongs to: line (RFC 8843 section 15), layer and repaired layer (RFC 8852). Empty where it
/// says nothing; browsers fall silent once a report acknowledged the stream.
/// </summary>
internal ref struct StreamName
{
    public ReadOnlySpan<byte> Mid { get; set; }

    public ReadOnlySpan<byte> Rid { get; set; }

    public ReadOnlySpan<byte> RepairedRid { get; set; }

    public readonly bool IsOf(string mid) => !Mid.IsEmpty && Ascii.Equals(Mid, mid);

    /// <param name="rid">Empty for the only stream of its line, which need not be named.</param>
    public readonly bool IsOf(string mid, string rid) => IsOf(mid) && Ascii.Equals(Rid, rid);

    public readonly bool IsRepairOf(string mid, string rid) => IsOf(mid) && Ascii.Equals(RepairedRid, rid);
}
