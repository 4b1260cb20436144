using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Rooms;

/// <summary>Counts what went nowhere, without allocation.</summary>
internal sealed class DropCounters
{
    private readonly long[] counts = new long[Enum.GetValues<DropReason>().Length];

    public void Add(DropReason reason) => counts[(int)reason]++;

    public long this[DropReason reason] => counts[(int)reason];

    public IReadOnlyDictionary<DropReason, long> ToDictionary()
    {
        var result = new Dictionary<DropReason, long>();
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0) result[(DropReason)i] = counts[i];
        return result;
    }
}
