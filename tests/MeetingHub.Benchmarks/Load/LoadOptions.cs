using System.Globalization;
using System.Net;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Benchmarks.Load;

/// <summary>What the commands of the load take.</summary>
internal sealed record LoadOptions
{
    public IReadOnlyList<Scenario> Scenarios { get; init; } = Scenario.All;

    public IReadOnlyList<SrtpProfile> Ciphers { get; init; } = [SrtpProfile.AeadAes128Gcm, SrtpProfile.Aes128CmSha1_80];

    /// <summary>Each server once a pair.</summary>
    public int Pairs { get; init; } = 5;

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(10);

    public int OpensOneIn { get; init; } = 8;

    public bool IsSpread { get; init; }

    /// <summary>Where each run is written, if anywhere.</summary>
    public string? Csv { get; init; }

    public IPAddress First { get; init; } = IPAddress.Parse("127.1.0.1");

    /// <summary>Without Janus: our server alone.</summary>
    public bool IsAlone { get; init; }

    public LoadPlan Plan(SrtpProfile cipher) => new(cipher, WarmUp, Length, OpensOneIn, First, IsSpread);

    /// <exception cref="FormatException">Something is not understood.</exception>
    public static LoadOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new LoadOptions();
        for (var rest = arguments; !rest.IsEmpty; rest = rest[1..])
        {
            options = rest[0] switch
            {
                "--quick" => options with
                {
                    Scenarios = [Scenario.FanOut(10), Scenario.Meeting(8), Scenario.Voices(3, 30), Scenario.Pairs(5)],
                    Ciphers = [SrtpProfile.AeadAes128Gcm],
                    Pairs = 2,
                    WarmUp = TimeSpan.FromSeconds(4),
                    Length = TimeSpan.FromSeconds(3),
                },
                "--spread" => options with { IsSpread = true },
                "--alone" => options with { IsAlone = true },
                _ => null,
            } ?? Valued(options, ref rest);
        }

        return options;
    }

    private static LoadOptions Valued(LoadOptions options, ref ReadOnlySpan<string> rest)
    {
        if (rest.Length < 2) throw new FormatException($"{rest[0]} is not known or lacks its value.");
        var (name, value) = (rest[0], rest[1]);
        rest = rest[1..];
        return name switch
        {
            "--scenarios" => options with { Scenarios = [.. value.Split(',').Select(Scenario.Named)] },
            "--ciphers" => options with { Ciphers = [.. value.Split(',').Select(CipherOf)] },
            "--pairs" => options with { Pairs = int.Parse(value, CultureInfo.InvariantCulture) },
            "--warm-up" => options with { WarmUp = Seconds(value) },
            "--seconds" => options with { Length = Seconds(value) },
            "--open-one-in" => options with { OpensOneIn = int.Parse(value, CultureInfo.InvariantCulture) },
            "--csv" => options with { Csv = value },
            "--first" => options with { First = IPAddress.Parse(value) },
            _ => throw new FormatException($"{name} is not known."),
        };
    }

    private static TimeSpan Seconds(string value) => TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture));

    private static SrtpProfile CipherOf(string name) => name switch
    {
        "gcm" => SrtpProfile.AeadAes128Gcm,
        "sha1" => SrtpProfile.Aes128CmSha1_80,
        _ => throw new FormatException($"{name} is no cipher: gcm or sha1."),
    };
}
