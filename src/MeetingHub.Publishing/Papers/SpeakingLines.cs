using System.Globalization;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>Who was heard under which item and for how long; in whole minutes, since it is measured by loudness and not by a clerk.</summary>
internal static class SpeakingLines
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IEnumerable<Block> Compose(IReadOnlyList<SpeakingTime> times)
    {
        if (times.Count == 0)
            yield break;
        yield return Lines.Of("Thời gian phát biểu (phòng họp trực tuyến tự đo):");
        yield return new Table(
            [new(Alignment.Left, 5), new(Alignment.Left, 7), new(Alignment.Centre, 2.6)],
            [Lines.Cell("Họ và tên", TextStyle.Bold), Lines.Cell("Theo nội dung", TextStyle.Bold), Lines.Cell("Tổng", TextStyle.Bold)],
            times.Select(IReadOnlyList<Cell> (time) =>
            [
                Lines.Cell(Wording.StartWithCapital(Wording.Name(time.Person))),
                Lines.Cell(Wording.StartWithCapital(string.Join("; ", time.Items.Select(Item)))),
                Lines.Cell(Length(time.Items.Aggregate(TimeSpan.Zero, (sum, item) => sum + item.Time))),
            ]).ToList());
    }

    private static string Item(ItemSpeech speech) => speech.Item is { } number
        ? $"nội dung\u00A0{number.ToString(CultureInfo.InvariantCulture)}: {Length(speech.Time)}"
        : $"ngoài chương trình: {Length(speech.Time)}";

    private static string Length(TimeSpan time) => time < Minute
        ? "dưới\u00A01\u00A0phút"
        : $"{Math.Round(time.TotalMinutes, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture)}\u00A0phút";
}
