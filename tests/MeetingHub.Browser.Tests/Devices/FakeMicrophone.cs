using System.Text;

namespace MeetingHub.Browser.Tests.Devices;

/// <summary>A sound that Chromium takes for a microphone (<c>--use-file-for-fake-audio-capture</c>, a WAV file, played in a loop).</summary>
internal static class FakeMicrophone
{
    private const int Rate = 48_000;

    /// <summary>
    /// A tone of one frequency, 300 ms on and 200 ms off: a tone without pauses is taken for noise and suppressed by the browser.
    /// </summary>
    public static void Write(string path, int hertz) => Write(path, hertz, i =>
    {
        var inBeat = i % (Rate / 2);
        // 10 ms of fade at both ends: a click is heard at every frequency.
        return Math.Clamp(Math.Min(inBeat, Rate * 3 / 10 - inBeat) / (Rate * 0.01), 0, 1);
    });

    /// <summary>A tone without pauses, for pages that ask for sound as it is. Its loudness swells four times a second, as speech does.</summary>
    public static void WriteSteady(string path, int hertz) => Write(path, hertz, i => 0.8 + 0.2 * Math.Sin(2 * Math.PI * 4 * i / Rate));

    private static void Write(string path, int hertz, Func<int, double> loudness)
    {
        const int samples = Rate * 5;
        using var writer = new BinaryWriter(File.Create(path), Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples * 2);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples * 2);
        for (var i = 0; i < samples; i++)
            writer.Write((short)(loudness(i) * 12_000 * Math.Sin(2 * Math.PI * hertz * i / Rate)));
    }
}
