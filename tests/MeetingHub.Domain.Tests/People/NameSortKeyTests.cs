using MeetingHub.Domain.People;

namespace MeetingHub.Domain.Tests.People;

public sealed class NameSortKeyTests
{
    [Fact]
    public void Names_stand_in_the_order_of_a_Vietnamese_list()
    {
        string[] ordered =
        [
            "Nguyễn Văn An",
            "Trần An",
            "Lê Hoàng Ân",
            "Bùi Thị Bình",
            "Vũ Dung",
            "Cao Văn Đức",
            "Lý Hà",
            "Phạm Thị Thu Hà",
            "Trần Hạ",
            "Đỗ Hạnh",
            "Ngô Oanh",
            "Mai Ơn",
            "Hồ Tu",
            "Hồ Tú",
            "Hồ Tư",
        ];

        Assert.Equal(ordered, ordered.Reverse().OrderBy(NameSortKey.Of, StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_of_spaces_has_an_empty_key() => Assert.Equal("", NameSortKey.Of("  "));

    [Fact]
    public void A_mark_without_a_letter_is_passed_over() => Assert.Equal("!0", NameSortKey.Of("\u0306"));
}
