namespace MeetingHub.Media.Congestion;

/// <summary>Packets that arrived and that did not.</summary>
internal struct PacketCount
{
    private int arrived;
    private int lost;

    public readonly int Packets => arrived + lost;

    /// <summary>Of those lost, 0 to 1.</summary>
    public readonly double Share => Packets <= 0 ? 0 : Math.Clamp((double)lost / Packets, 0, 1);

    /// <param name="moreLost">Negative when packets that were called lost came after all.</param>
    public void Add(int more, int moreLost)
    {
        arrived += more;
        lost += moreLost;
    }
}
