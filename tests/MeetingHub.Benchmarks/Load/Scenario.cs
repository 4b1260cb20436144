using MeetingHub.Benchmarks.Load.Wire;

namespace MeetingHub.Benchmarks.Load;

/// <summary>One participant.</summary>
/// <param name="Sends">What he sends, at most one sound and one picture.</param>
/// <param name="SoundSlots">Voices that he can hear at once.</param>
/// <param name="PictureSlots">Pictures that he can see at once.</param>
internal sealed record Seat(int Room, IReadOnlyList<StreamShape> Sends, int SoundSlots, int PictureSlots)
{
    /// <summary>Whose pictures he looks at, by seat; null for everybody's.</summary>
    public IReadOnlyList<int>? Sees { get; init; }

    public bool Receives => SoundSlots + PictureSlots > 0;
}

/// <summary>Who is in which room, and sends what.</summary>
/// <param name="IsWhole">Everybody who receives has a slot for everybody else's streams, so it is known what has to arrive.</param>
internal sealed record Scenario(string Name, string Title, IReadOnlyList<Seat> Seats, bool IsWhole = true)
{
    /// <summary>1,200 bytes, 270 a second: frames of 9 packets, 30 a second.</summary>
    public static StreamShape FullPicture { get; } = new(IsVideo: true, FramesPerSecond: 30, PacketsPerFrame: 9, PayloadBytes: 1_200);

    /// <summary>100 packets a second: frames of 4, 25 a second.</summary>
    public static StreamShape MeetingPicture { get; } = new(IsVideo: true, FramesPerSecond: 25, PacketsPerFrame: 4, PayloadBytes: 1_200);

    public int Rooms => Seats.Max(s => s.Room) + 1;

    /// <summary>All of the comparison, in the order of the issue.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        FanOut(10), FanOut(30), FanOut(60), FanOut(100), Meeting(8), Meeting(12), Meeting(16), Voices(3, 200), Pairs(50),
    ];

    public static Scenario FanOut(int viewers) => new(
        $"fan-{viewers}", $"one camera to {viewers}",
        [new Seat(0, [FullPicture], 0, 0), .. Enumerable.Repeat(new Seat(0, [], 0, 1), viewers)])
    {
        MostOfJanus = viewers >= 10 ? 1.0 / 3 : 1,
        Goal = viewers == 30 ? 3 : null,
    };

    public static Scenario Meeting(int people) => new(
        $"meeting-{people}", $"meeting of {people}, all sending",
        [.. Enumerable.Repeat(new Seat(0, [StreamShape.Voice, MeetingPicture], people - 1, people - 1), people)])
    {
        MostOfJanus = people == 12 ? 0.5 : 1,
    };

    public static Scenario Voices(int speakers, int listeners) => new(
        $"voices-{speakers}-{listeners}", $"{speakers} voices to {listeners}",
        [.. Enumerable.Repeat(new Seat(0, [StreamShape.Voice], 0, 0), speakers), .. Enumerable.Repeat(new Seat(0, [], speakers, 0), listeners)]);

    public static Scenario Pairs(int rooms) => new(
        $"pairs-{rooms}", $"{rooms} rooms of two",
        [.. Enumerable.Range(0, 2 * rooms).Select(i => new Seat(i / 2, [StreamShape.Voice, MeetingPicture], 1, 1))]);

    /// <summary>The gate: CPU a packet, ours to Janus'.</summary>
    public double MostOfJanus { get; init; } = 1;

    /// <summary>Microseconds of CPU a packet that we would like to reach; null where nothing was set.</summary>
    public double? Goal { get; init; }

    /// <exception cref="FormatException">There is none of this name.</exception>
    public static Scenario Named(string name) =>
        All.FirstOrDefault(s => s.Name == name) ?? throw new FormatException($"{name} is no scenario: {string.Join(", ", All.Select(s => s.Name))}.");

    /// <summary>How many receive what this seat sends.</summary>
    public int ReceiversOf(int seat) => Seats.Where((s, i) => i != seat && s.Room == Seats[seat].Room && s.Receives).Count();

    /// <summary>The streams of a seat, with numbers that no other seat has.</summary>
    public IReadOnlyList<SentStream> StreamsOf(int seat, bool isSpread = false) =>
        [.. Seats[seat].Sends.Select((shape, i) =>
            new SentStream(shape with { IsSpread = isSpread }, (uint)(0x1000_0000 + seat * 16 + i * 4), phase: seat * 0.618 % 1))];
}
