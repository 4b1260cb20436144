using System.Text;

namespace MeetingHub.Browser.Tests.Devices;

/// <summary>A picture that Chromium takes for a camera (<c>--use-file-for-fake-video-capture</c>, a Y4M file, played in a loop).</summary>
internal static class FakeCamera
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Frames = 20;

    /// <summary>
    /// One colour everywhere but for a grey bar that walks along the lower edge, so that no two frames are the same and the
    /// encoder has something to send.
    /// </summary>
    public static void Write(string path, (byte R, byte G, byte B) colour)
    {
        var (y, u, v) = ToYuv(colour);
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F20:1 Ip A1:1 C420jpeg\n"));
        var luma = new byte[Width * Height];
        var chromaU = Enumerable.Repeat(u, Width * Height / 4).ToArray();
        var chromaV = Enumerable.Repeat(v, Width * Height / 4).ToArray();
        for (var frame = 0; frame < Frames; frame++)
        {
            Array.Fill(luma, y);
            var left = frame * (Width - 32) / Frames;
            for (var row = Height - 24; row < Height; row++)
                Array.Fill(luma, (byte)128, row * Width + left, 32);
            file.Write("FRAME\n"u8);
            file.Write(luma);
            file.Write(chromaU);
            file.Write(chromaV);
        }
    }

    /// <summary>Full range (JPEG) BT.601, which is what C420jpeg says.</summary>
    private static (byte Y, byte U, byte V) ToYuv((byte R, byte G, byte B) c) => (
        Clamp(0.299 * c.R + 0.587 * c.G + 0.114 * c.B),
        Clamp(128 - 0.169 * c.R - 0.331 * c.G + 0.5 * c.B),
        Clamp(128 + 0.5 * c.R - 0.419 * c.G - 0.081 * c.B));

    private static byte Clamp(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
