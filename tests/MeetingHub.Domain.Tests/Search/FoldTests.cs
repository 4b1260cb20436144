using MeetingHub.Domain.Search;

namespace MeetingHub.Domain.Tests.Search;

public sealed class FoldTests
{
    [Theory]
    [InlineData("Biên bản", "bien ban")]
    [InlineData("  Đường   Nguyễn Huệ ", "duong nguyen hue")]
    [InlineData("ỨNG DỤNG", "ung dung")]
    [InlineData("", "")]
    public void Marks_case_and_spare_spaces_do_not_matter(string text, string folded) => Assert.Equal(folded, Fold.Of(text));

    [Fact]
    public void Composed_and_decomposed_letters_are_the_same() =>
        Assert.Equal(Fold.Of("Tr\u1EA7n"), Fold.Of("Tra\u0302\u0300n"));

    [Fact]
    public void No_more_words_are_looked_for_than_allowed() => Assert.Equal(["a", "b"], Fold.Words("a b c d", max: 2));
}
