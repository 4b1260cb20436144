using System.Text.Json;
using System.Text.Json.Nodes;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Samples;
using MeetingHub.Publishing.Tests.Kit;

namespace MeetingHub.Publishing.Tests.Minutes;

public sealed class MinutesJsonTests
{
    [Fact]
    public void Document_survives_being_stored()
    {
        var stored = MinutesJson.Write(SampleMinutes.FivePages);

        Assert.Equal(stored, MinutesJson.Write(MinutesJson.Read(stored)));
        Assert.Equivalent(SampleMinutes.FivePages, MinutesJson.Read(stored), strict: true);
    }

    [Fact]
    public void Stored_form_keeps_vietnamese_and_offsets_readable_and_markup_escaped()
    {
        var stored = MinutesJson.Write(Sample.WithNotes("<b>đậm</b>"));

        Assert.Contains("Họp giao ban tuần 48", stored, StringComparison.Ordinal);
        Assert.Contains("2026-11-25T08:32:00+07:00", stored, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Draft\"", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Another_format_is_refused(int format)
    {
        var json = JsonNode.Parse(MinutesJson.Write(Sample.Minimal))!;
        json["format"] = format;

        Assert.Throws<JsonException>(() => MinutesJson.Read(json.ToJsonString()));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"format\":1,\"subject\":\"x\"}")]
    [InlineData("")]
    public void What_is_not_a_document_is_refused(string json) => Assert.Throws<JsonException>(() => MinutesJson.Read(json));

    [Fact]
    public void Members_a_later_program_added_are_passed_over()
    {
        var json = JsonNode.Parse(MinutesJson.Write(Sample.Minimal))!;
        json["weather"] = "mưa";

        Assert.Equal(Sample.Minimal.Subject, MinutesJson.Read(json.ToJsonString()).Subject);
    }
}
