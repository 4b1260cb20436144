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
        var (y, _, _) = ToYuv(colour);
        Write(path, colour, (luma, frame) =>
        {
            Array.Fill(luma, y);
            var left = frame * (Width - 32) / Frames;
            for (var row = Height - 24; row < Height; row++)
                Array.Fill(luma, (byte)128, row * Width + left, 32);
        });
    }

    /// <summary>
    /// As a person before a bookshelf: a still background full of detail, and in its middle detail that moves. An encoder needs for it
    /// what a line has to give, unlike for a picture of one colour.
    /// </summary>
    public static void WriteBusy(string path, (byte R, byte G, byte B) colour)
    {
        var (y, _, _) = ToYuv(colour);
        var random = new Random(1);
        var detail = new byte[Width * Height];
        for (var at = 0; at < detail.Length; at++)
        {
            var (row, column) = (at / Width, at % Width);
            var block = (row / 6 * 31 + column / 9 * 17) % 7 * 12 - 36;
            detail[at] = Clamp(y + block + random.Next(-6, 7));
        }
        Write(path, colour, (luma, frame) =>
        {
            detail.CopyTo(luma, 0);
            // Back and forth, so that the loop has no jump.
            var shift = (int)(40 * Math.Sin(2 * Math.PI * frame / Frames));
            for (var row = Height / 4; row < Height; row++)
            {
                for (var column = Width / 3; column < Width * 2 / 3; column++)
                    luma[row * Width + column] = Clamp(detail[(row / 2) * Width + column + shift] + random.Next(-4, 5));
            }
        });
    }

    private static void Write(string path, (byte R, byte G, byte B) colour, Action<byte[], int> paint)
    {
        var (_, u, v) = ToYuv(colour);
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F20:1 Ip A1:1 C420jpeg\n"));
        var luma = new byte[Width * Height];
        var chromaU = Enumerable.Repeat(u, Width * Height / 4).ToArray();
        var chromaV = Enumerable.Repeat(v, Width * Height / 4).ToArray();
        for (var frame = 0; frame < Frames; frame++)
        {
            paint(luma, frame);
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
