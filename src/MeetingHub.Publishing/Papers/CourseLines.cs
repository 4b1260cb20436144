using System.Globalization;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>One agenda item: who presented and spoke, the secretary's words, votes, the chair's conclusions, tasks.</summary>
internal static class CourseLines
{
    public static IEnumerable<Block> Compose(CourseItem item, int number)
    {
        var title = $"{number.ToString(CultureInfo.InvariantCulture)}. {CleanText.Line(item.Title)}";
        yield return new Heading([new(title, TextStyle.Bold)], Anchor: title);
        foreach (var line in Facts(item))
            yield return Lines.Of(line);
        foreach (var block in MarkdownText.Parse(item.Notes).Blocks)
            yield return block;
        foreach (var vote in item.Votes)
            yield return Lines.Of(Vote(vote));
        foreach (var block in Conclusions(item.Conclusions))
            yield return block;
        if (item.Tasks.Count > 0)
            yield return Tasks(item.Tasks);
    }

    private static IEnumerable<string> Facts(CourseItem item)
    {
        var time = (item.From, item.To) switch
        {
            ({ } from, { } to) => $"từ {Wording.Hour(from)} đến {Wording.Hour(to)}",
            ({ } from, null) => $"từ {Wording.Hour(from)}",
            _ => "",
        };
        if (item.Presenter is { } presenter)
            yield return $"Trình bày: {Wording.NameAndPost(presenter)}{(time.Length == 0 ? "" : $" ({time})")}.";
        else if (time.Length > 0)
            yield return $"Thời gian: {time}.";
        if (item.Speakers.Count > 0)
            yield return $"Phát biểu: {string.Join(", ", item.Speakers.Select(Wording.Name))}.";
    }

    private static string Vote(VoteResult vote)
    {
        var silent = (vote.Entitled ?? 0) - vote.Counts.Sum(c => c.Votes);
        var counts = (silent > 0 ? vote.Counts.Append(new(MinutesWords.DidNotVote, silent)) : vote.Counts)
            .Select(c => $"{CleanText.Line(c.Choice)} {Count(c.Votes, vote.Entitled)}");
        return $"Biểu quyết {(vote.IsSecret ? "kín" : "công khai")}: {CleanText.Line(vote.Question).TrimEnd('.', '?', ';', ':')}. "
            + $"Kết quả: {string.Join(", ", counts)}.";
    }

    private static string Count(int votes, int? entitled) =>
        entitled is > 0 and var all ? $"{votes}/{all} ({Wording.Percent(votes, all)})" : votes.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<Block> Conclusions(IReadOnlyList<string> conclusions) => conclusions.Count switch
    {
        0 => [],
        1 => Lines.Labelled("Kết luận:", conclusions[0], TextStyle.Bold),
        _ =>
        [
            new Paragraph([new("Kết luận:", TextStyle.Bold)]),
            new ItemList(Start: null, conclusions.Select(c => new ListItem(MarkdownText.Parse(c).Blocks)).ToList()),
        ],
    };

    private static Table Tasks(IReadOnlyList<AssignedTask> tasks)
    {
        var hasCoWorkers = tasks.Any(t => t.CoWorkers.Count > 0);
        List<Column> columns = [new(Alignment.Left, hasCoWorkers ? 6 : 8), new(Alignment.Left, 4)];
        List<Cell> head = [Lines.Cell("Nhiệm vụ", TextStyle.Bold), Lines.Cell("Chủ trì thực hiện", TextStyle.Bold)];
        if (hasCoWorkers)
        {
            columns.Add(new(Alignment.Left, 4));
            head.Add(Lines.Cell("Phối hợp", TextStyle.Bold));
        }

        columns.Add(new(Alignment.Centre, 2.6));
        head.Add(Lines.Cell("Hạn", TextStyle.Bold));
        return new(columns, head, tasks.Select(IReadOnlyList<Cell> (t) => Row(t, hasCoWorkers)).ToList());
    }

    private static List<Cell> Row(AssignedTask task, bool hasCoWorkers)
    {
        List<Cell> row = [Lines.Cell(task.What), Lines.Cell(string.IsNullOrWhiteSpace(task.Owner) ? Wording.Blank : task.Owner)];
        if (hasCoWorkers)
            row.Add(Lines.Cell(string.Join("; ", task.CoWorkers)));
        row.Add(Lines.Cell(Wording.ShortDate(task.Due)));
        return row;
    }
}
