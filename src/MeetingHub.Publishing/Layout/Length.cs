namespace MeetingHub.Publishing.Layout;

internal static class Length
{
    /// <summary>Millimetres as typographic points, 72 to the inch.</summary>
    public static double Mm(double millimetres) => millimetres * 72 / 25.4;
}
