using System.Text;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Samples;
using MeetingHub.Publishing.Tests.Kit;

namespace MeetingHub.Publishing.Tests.Papers;

public sealed class PaperTextTests
{
    private const string Alphabet =
        "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ";

    [Theory]
    [InlineData(NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormD)]
    public void Every_letter_of_the_alphabet_comes_back_in_each_face(NormalizationForm typed)
    {
        var letters = Alphabet + Alphabet.ToUpperInvariant();
        var text = $"{letters}\n\n**{letters}**\n\n*{letters}*\n\n***{letters}***".Normalize(typed);
        using var paper = new PaperFile(Sample.WithNotes(text) with { Status = MinutesStatus.Approved });

        var copied = string.Concat(paper.Words.Where(w => w.Top > 18).Select(w => w.Text)); // without the page number that falls between

        Assert.Equal(4, copied.Split(letters).Length - 1);
        Assert.True(paper.Text.IsNormalized(NormalizationForm.FormC));
    }

    [Fact]
    public void Every_name_of_the_five_page_sample_comes_back()
    {
        var document = SampleMinutes.FivePages;
        using var paper = new PaperFile(document);

        var text = paper.Text;

        var people = document.Attendance.Present.Select(a => a.Person).Concat(document.Attendance.Absent.Select(a => a.Person)).Append(document.Chair);
        Assert.All(people, person => Assert.Contains(person.Name, text, StringComparison.Ordinal));
        Assert.All(document.Course, item => Assert.Contains(item.Title, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Characters_outside_the_typeface_become_boxes_that_still_copy_as_themselves()
    {
        using var paper = new PaperFile(Sample.WithNotes("Xong ✅ rồi, vui 😀, chữ 会議 và ☐."));

        Assert.Contains("Xong ✅ rồi, vui 😀, chữ 会議 và ☐.", paper.Text, StringComparison.Ordinal);
        Tool.Run("qpdf", "--check", paper.Path);
    }

    [Theory]
    [InlineData("ba\u202Egi\u200Bấu\u0007 chữ", "bagiấu chữ")]
    [InlineData("nửa \uD83D cặp", "nửa")]
    [InlineData("שלום עולם", "")]
    [InlineData("مرحبا", "")]
    public void Strange_characters_neither_stop_the_paper_nor_hide_in_it(string typed, string found)
    {
        using var paper = new PaperFile(Sample.Minimal with { Subject = typed, Chair = new(typed), Course = [new(typed) { Notes = typed, Conclusions = [typed] }] });

        Assert.Contains(found, paper.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', paper.Text);
        Tool.Run("qpdf", "--check", paper.Path);
    }

    [Fact]
    public void Megabyte_of_text_becomes_a_long_paper()
    {
        var words = string.Join(' ', Enumerable.Range(0, 180_000).Select(i => i % 97 == 0 ? "\n" : "nghiêng"));
        using var paper = new PaperFile(Sample.WithNotes(words));

        Assert.True(Encoding.UTF8.GetByteCount(words) > 1_000_000);
        Assert.InRange(paper.Pages, 200, 800);
    }

    [Fact]
    public void Word_of_a_hundred_thousand_letters_is_cut_at_the_margin()
    {
        using var paper = new PaperFile(Sample.WithNotes(new string('ổ', 100_000)));

        Assert.All(paper.Words, w => Assert.InRange(w.Right, 30, 195.3));
        Assert.Equal(100_000, paper.Text.Count(c => c == 'ổ'));
    }

    [Fact]
    public void Empty_words_leave_a_paper_that_can_be_read()
    {
        using var paper = new PaperFile(Sample.Empty);

        Assert.Contains("BIÊN BẢN", paper.Text, StringComparison.Ordinal);
    }
}
