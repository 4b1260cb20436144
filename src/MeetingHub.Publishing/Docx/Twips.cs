using System.Globalization;
using static MeetingHub.Publishing.Layout.Length;

namespace MeetingHub.Publishing.Docx;

/// <summary>Lengths as WordprocessingML writes them: whole numbers of ever smaller parts of a point.</summary>
internal static class Twips
{
    /// <summary>A twentieth of a point.</summary>
    public static int Of(double points) => (int)Math.Round(20 * points);

    public static int OfMm(double millimetres) => Of(Mm(millimetres));

    public static string Text(double points) => Of(points).ToString(CultureInfo.InvariantCulture);

    /// <summary>For sizes of letters.</summary>
    public static string HalfPoints(double points) => ((int)Math.Round(2 * points)).ToString(CultureInfo.InvariantCulture);

    /// <summary>For the thickness of lines.</summary>
    public static uint EighthPoints(double points) => (uint)Math.Round(8 * points);

    /// <summary>For multiples of a line's own height.</summary>
    public static string Lines(double multiple) => ((int)Math.Round(240 * multiple)).ToString(CultureInfo.InvariantCulture);
}
