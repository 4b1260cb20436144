using MeetingHub.Server.Monitoring;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Server.Tests.Monitoring;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("meetinghub.media.io", "By", true, "meetinghub_media_io_bytes_total")]
    [InlineData("meetinghub.media.packets", "{packet}", true, "meetinghub_media_packets_total")]
    [InlineData("a.total.bytes", "By", true, "a_total_bytes_total")]
    [InlineData("cpu.utilization", "1", false, "cpu_utilization_ratio")]
    [InlineData("9.lives-left", "", false, "_9_lives_left")]
    public void An_instrument_is_named_as_Prometheus_allows(string instrument, string unit, bool isCounter, string name) =>
        Assert.Equal(name, PrometheusText.NameOf(instrument, unit, isCounter));

    [Theory]
    [InlineData("""a "quoted" word""")]
    [InlineData("""C:\new folder\""")]
    [InlineData("two\nlines")]
    [InlineData("""\n is not a new line""")]
    [InlineData("Tiếng Việt, {dấu} phẩy=}")]
    [InlineData("")]
    public void Whatever_a_label_says_reads_back_the_same(string said)
    {
        var text = new PrometheusText();
        text.Head("name", "gauge", said);
        text.Sample("name", [new("network.io.direction", "receive"), new("label", said)], 1);
        text.Sample("name", [], 2);

        var read = Exposition.Parse(text.ToString());

        Assert.Equal([said], read.Samples.Where(s => s.Value is 1).Select(s => s.Labels["label"]));
        Assert.Equal("receive", read.Samples[0].Labels["network_io_direction"]);
        Assert.Empty(read.Samples[1].Labels);
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    [InlineData(9007199254740993, "9007199254740992")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NaN, "NaN")]
    public void A_number_is_written_as_every_language_reads_it(double value, string text) => Assert.Equal(text, PrometheusText.Number(value));
}
