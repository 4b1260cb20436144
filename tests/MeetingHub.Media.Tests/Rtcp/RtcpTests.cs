using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rtcp;

/// <summary>Bytes by RFC 3550 section 6, RFC 4585 section 6 and RFC 5104 section 4.3, written out by hand.</summary>
public sealed class RtcpTests
{
    private const string SenderReportBytes =
        "80 C8 0006 11223344 83AA7E80 40000000 00015F90 00000064 0000C350";

    private const string ReceiverReportBytes =
        "81 C9 0007 00000001 11223344 40 FFFFFE 0001 FFFF 00000020 7E804000 00018000";

    [Fact]
    public void A_sender_report_is_written_and_read()
    {
        // 2,208,988,800 s are 1970 in NTP; a quarter of a second more.
        var ntp = NtpTime.From(DateTimeOffset.UnixEpoch.AddMilliseconds(250));
        var report = new SenderReport(0x11223344, ntp, new RtpTime(90_000), 100, 50_000);
        var bytes = new byte[SenderReport.Length];
        Assert.Equal(bytes.Length, report.Write(bytes));
        Assert.Equal(Plain(SenderReportBytes), Bytes.ToHex(bytes));
        Assert.Equal(report, Single(bytes, RtcpType.SenderReport, (body, _) =>
            SenderReport.TryParse(body, out var read) ? read : default));
    }

    [Fact]
    public void A_receiver_report_is_written_and_read()
    {
        var block = new ReportBlock(0x11223344, 0x40, -2, 0x1FFFF, 32, 0x7E804000, 0x18000);
        var bytes = new byte[32];
        Assert.Equal(bytes.Length, ReceiverReport.Write(bytes, sender: 1, [block]));
        Assert.Equal(Plain(ReceiverReportBytes), Bytes.ToHex(bytes));
        Assert.Equal(block, Single(bytes, RtcpType.ReceiverReport, (body, _) =>
            ReportBlock.TryParse(ReceiverReport.Blocks(RtcpType.ReceiverReport, body), out var read) ? read : default));
    }

    [Theory]
    [InlineData("a", "81 CA 0002 00000007 01 01 61 00")]
    [InlineData("ab", "81 CA 0003 00000007 01 02 6162 00000000")]
    public void A_source_description_ends_with_at_least_one_zero(string cname, string expected)
    {
        var bytes = new byte[64];
        var length = SourceDescription.Write(bytes, 7, System.Text.Encoding.ASCII.GetBytes(cname));
        Assert.Equal(Plain(expected), Bytes.ToHex(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void A_picture_loss_indication_is_written_as_in_the_rfc()
    {
        var bytes = new byte[PictureLoss.Length];
        PictureLoss.Write(bytes, sender: 1, mediaSource: 0x11223344);
        Assert.Equal(Plain("81 CE 0002 00000001 11223344"), Bytes.ToHex(bytes));
    }

    // draft-alvestrand-rmcat-remb-03 section 2.2: 1,900,000 is 237,500 (0x39FBC) times two to the third.
    [Fact]
    public void A_rate_is_written_with_its_streams_and_read_again()
    {
        var bytes = new byte[ReceiverEstimate.MaxLength];
        var length = ReceiverEstimate.Write(bytes, sender: 1, bitsPerSecond: 1_900_000, [0x11223344, 0x11223345]);
        Assert.Equal(Plain("8F CE 0006 00000001 00000000 52454D42 02 0F 9FBC 11223344 11223345"), Bytes.ToHex(bytes.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(30_000, 30_000)]
    [InlineData(262_143, 262_143)]
    [InlineData(262_145, 262_144)]
    [InlineData(10_000_000_000, 9_999_941_632)]
    public void A_rate_is_never_read_as_more_than_was_written(long written, long read)
    {
        var bytes = new byte[ReceiverEstimate.MaxLength];
        var length = ReceiverEstimate.Write(bytes, sender: 1, written, []);
        Assert.Equal(read, Single(bytes.AsSpan(0, length).ToArray(), RtcpType.PayloadFeedback, (body, _) =>
            Feedback.TryParse(body, out var _, out var control) && ReceiverEstimate.TryRead(control, out var bits) ? bits : -1));
    }

    [Fact]
    public void A_full_intra_request_names_its_stream_in_its_entry()
    {
        var bytes = Bytes.FromHex("84 CE 0004 00000001 00000000 11223344 05 000000");
        Assert.Equal(0x11223344u, Single(bytes, RtcpType.PayloadFeedback, (body, count) =>
            count == Feedback.FullIntra && Feedback.TryParse(body, out _, out var control) ? FullIntraRequest.ReadSsrc(control) : 0));
    }

    [Fact]
    public void A_nack_packs_numbers_that_lie_close_and_splits_those_that_do_not()
    {
        ushort[] lost = [65_530, 65_535, 10, 11, 300];
        var bytes = new byte[64];
        var length = GenericNack.Write(bytes, 1, 2, lost.Select(n => new SequenceNumber(n)).ToArray(), out var taken);
        Assert.Equal(lost.Length, taken);
        // 10 lies 16 after 65,530 and still fits into the first pair's mask; 11 begins another.
        Assert.Equal(Plain("81 CD 0005 00000001 00000002 FFFA 8010 000B 0000 012C 0000"), Bytes.ToHex(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void A_nack_is_read_lowest_number_first()
    {
        Span<SequenceNumber> numbers = stackalloc SequenceNumber[GenericNack.NumbersPerPair];
        var count = GenericNack.Read(Bytes.FromHex("FFFA 8010"), numbers);
        Assert.Equal([65_530, 65_535, 10], numbers[..count].ToArray().Select(n => (int)n.Value));
        Assert.Equal(GenericNack.NumbersPerPair, GenericNack.Read(Bytes.FromHex("0000 FFFF"), numbers));
    }

    [Fact]
    public void A_nack_names_no_more_than_its_limit_and_says_where_it_stopped()
    {
        var lost = Enumerable.Range(0, 2000).Select(n => new SequenceNumber((ushort)(n * 20))).ToArray();
        var bytes = new byte[Feedback.HeaderLength + GenericNack.MaxPairs * GenericNack.PairLength];
        Assert.Equal(bytes.Length, GenericNack.Write(bytes, 1, 2, lost, out var taken));
        Assert.Equal(GenericNack.MaxPairs, taken);
    }

    [Fact]
    public void A_compound_cut_anywhere_gives_its_whole_packets_and_never_throws()
    {
        var compound = Bytes.FromHex(SenderReportBytes + ReceiverReportBytes + "81 CE 0002 00000001 11223344");
        for (var length = 0; length <= compound.Length; length++)
        {
            var whole = 0;
            var reader = new RtcpReader(compound.AsSpan(0, length));
            while (reader.MoveNext()) whole++;
            Assert.Equal((length >= 28 ? 1 : 0) + (length >= 60 ? 1 : 0) + (length >= 72 ? 1 : 0), whole);
        }
    }

    [Theory]
    [InlineData("A0 C9 0001 00000001")]
    [InlineData("A0 C9 0001 00000005")]
    [InlineData("40 C9 0001 00000001")]
    public void A_packet_whose_padding_or_version_is_wrong_ends_the_walk(string packet)
    {
        var bytes = Bytes.FromHex(packet);
        var reader = new RtcpReader(bytes);
        var padding = bytes[^1];
        Assert.Equal(padding == 1 && bytes[0] == 0xA0, reader.MoveNext());
    }

    [Fact]
    public void Random_control_packets_never_throw()
    {
        var random = new Random(4585);
        var datagram = new byte[120];
        var arrivals = new long[TransportFeedback.MaxStatuses];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(datagram);
            datagram[0] = (byte)(0x80 | (datagram[0] & 0x3F));
            datagram[1] = (byte)random.Next(200, 208);
            (datagram[2], datagram[3]) = (0, (byte)random.Next(30));
            var reader = new RtcpReader(datagram.AsSpan(0, random.Next(datagram.Length + 1)));
            while (reader.MoveNext())
            {
                _ = SenderReport.TryParse(reader.Body, out _);
                _ = ReportBlock.TryParse(ReceiverReport.Blocks(reader.Type, reader.Body), out _);
                if (Feedback.TryParse(reader.Body, out _, out var control))
                    _ = TransportFeedback.TryRead(control, out _, arrivals, out _);
            }
        }
    }

    [Fact]
    public void Ntp_time_keeps_its_distances()
    {
        var one = NtpTime.From(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));
        var later = one.Plus(TimeSpan.FromMilliseconds(1234));
        Assert.InRange(later.Since(one), TimeSpan.FromMilliseconds(1233.99), TimeSpan.FromMilliseconds(1234.01));
        Assert.InRange(one.Since(later), TimeSpan.FromMilliseconds(-1234.01), TimeSpan.FromMilliseconds(-1233.99));
        Assert.Equal(65_536u, NtpTime.MiddleUnits(TimeSpan.FromSeconds(1)));
    }

    private delegate T Reading<T>(ReadOnlySpan<byte> body, int count);

    private static T Single<T>(byte[] bytes, RtcpType type, Reading<T> read)
    {
        var reader = new RtcpReader(bytes);
        Assert.True(reader.MoveNext());
        Assert.Equal(type, reader.Type);
        var result = read(reader.Body, reader.Count);
        Assert.False(reader.MoveNext());
        return result;
    }

    private static string Plain(string hex) => Bytes.ToHex(Bytes.FromHex(hex));
}
