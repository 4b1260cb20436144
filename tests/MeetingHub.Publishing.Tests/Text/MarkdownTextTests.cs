using System.Text;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Tests.Text;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("**đậm** và *nghiêng*", "<p><strong>đậm</strong> và <em>nghiêng</em></p>")]
    [InlineData("một\nhai", "<p>một<br>hai</p>")]
    [InlineData("một\n\nhai", "<p>một</p><p>hai</p>")]
    [InlineData("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>")]
    [InlineData("3. a\n4. b", "<ol start=\"3\"><li><p>a</p></li><li><p>b</p></li></ol>")]
    [InlineData("> lời", "<blockquote><p>lời</p></blockquote>")]
    [InlineData("|a|b|\n|--|-:|\n|1|2|", "<table><thead><tr><th><strong>a</strong></th><th class=\"right\"><strong>b</strong></th></tr></thead><tbody><tr><td>1</td><td class=\"right\">2</td></tr></tbody></table>")]
    [InlineData("# To tát", "<p><strong>To tát</strong></p>")]
    [InlineData("    thụt vào", "<p>thụt vào</p>")]
    [InlineData("`mã <b>`", "<p>mã &lt;b&gt;</p>")]
    public void Subset_becomes_html(string markdown, string html) => Assert.Equal(html, MarkdownText.Parse(markdown).ToHtml());

    // Offices write "+" for the second level, at the same indent.
    [Fact]
    public void Plus_list_after_a_dash_list_is_its_second_level() => Assert.Equal(
        "<ul><li><p>a</p></li><li><p>b</p><ul><li><p>b1</p></li><li><p>b2</p></li></ul></li></ul><ul><li><p>c</p></li></ul>",
        MarkdownText.Parse("- a\n- b\n+ b1\n+ b2\n- c").ToHtml());

    [Theory]
    [InlineData("[x](https://example.vn/a?b=1&c=2)", "<p><a href=\"https://example.vn/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a></p>")]
    [InlineData("[x](mailto:vanphong@example.vn)", "<p><a href=\"mailto:vanphong@example.vn\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a></p>")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    [InlineData("[x](JaVaScRiPt:alert(1))", "<p>x</p>")]
    [InlineData("[x](&#106;avascript:alert(1))", "<p>x</p>")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)", "<p>x</p>")]
    [InlineData("[x](vbscript:x)", "<p>x</p>")]
    [InlineData("[x](//example.com/a)", "<p>x</p>")]
    [InlineData("[x](/api/people)", "<p>x</p>")]
    [InlineData("<javascript:alert(1)>", "<p>javascript:alert(1)</p>")]
    [InlineData("![ảnh](https://example.com/theo-doi.png)", "<p>ảnh</p>")]
    [InlineData("[x]\n\n[x]: javascript:alert(1)", "<p>x</p>")]
    public void Links_go_only_where_a_link_may(string markdown, string html) => Assert.Equal(html, MarkdownText.Parse(markdown).ToHtml());

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("chữ <b onclick=\"x()\">đậm</b>")]
    [InlineData("<!-- ẩn --> <?php ?> <![CDATA[x]]>")]
    [InlineData("**<svg/onload=alert(1)>**")]
    [InlineData("[<img src=x>](https://example.vn/\"><script>)")]
    [InlineData("| <script> | x |\n|--|--|\n| <iframe> | \" |")]
    [InlineData("&lt;script&gt; &#60;script&#62;")]
    public void Html_is_only_ever_text(string markdown)
    {
        var html = MarkdownText.Parse(markdown).ToHtml();

        Assert.DoesNotMatch("<(?!/?(p|br|strong|em|a|ul|ol|li|blockquote|table|thead|tbody|tr|th|td)[ >])", html);
        Assert.DoesNotMatch("<[^>]* on\\w+=", html);
    }

    [Theory]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*")]
    [InlineData("**a ")]
    [InlineData("`")]
    [InlineData("![](")]
    [InlineData("| a ")]
    [InlineData("&#x202E;")]
    public void Deep_nesting_is_survived_and_no_letter_of_the_end_lost(string piece)
    {
        var html = MarkdownText.Parse(new StringBuilder().Insert(0, piece, 5000) + "cuối").ToHtml();

        Assert.Contains("cuối", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_and_direction_turning_characters_are_dropped() =>
        Assert.Equal("<p>abc def✅</p>", MarkdownText.Parse("a\u202Eb\u200B\u0000c\td\uFEFFe\u2066f✅\uFE0F").ToHtml());

    [Fact]
    public void Direction_turning_character_written_as_an_entity_is_dropped_too() =>
        Assert.Equal("<p>ab</p>", MarkdownText.Parse("a&#x202E;b").ToHtml());

    [Fact]
    public void Text_is_brought_to_composed_form() =>
        Assert.Equal("<p>Độc lập</p>", MarkdownText.Parse("Độc lập".Normalize(NormalizationForm.FormD)).ToHtml());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("---")]
    public void Nothing_gives_nothing(string? markdown) => Assert.Empty(MarkdownText.Parse(markdown).ToHtml());
}
