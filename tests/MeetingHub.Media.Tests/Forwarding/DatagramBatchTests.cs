using System.Net;
using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Tests.Forwarding;

public sealed class DatagramBatchTests
{
    [Theory]
    [InlineData("A5 A5 A5", "A:5,5,5")]
    [InlineData("A5 B5 A5 B5", "A:5,5 B:5,5")]
    [InlineData("A5 A3 A5", "A:5,3 A:5")]
    [InlineData("A3 A5 A5 A4 A4", "A:3 A:5,5,4 A:4")]
    [InlineData("B1 A2 C3 A2 B1 A1 A2", "B:1,1 A:2,2,1 A:2 C:3")]
    public void A_run_is_of_one_destination_and_one_length_but_for_a_shorter_end(string datagrams, string runs)
    {
        var batch = Batch(datagrams.Split(' '));
        Assert.Equal(runs, Cut(batch, DatagramRuns.MaxCount));
    }

    /// <summary>A digit is a destination over TCP.</summary>
    [Theory]
    [InlineData("15 A5 24 A5 15 B3 25", "A:5,5 B:3")]
    [InlineData("15 25 A5", "A:5")]
    [InlineData("A5 15", "A:5")]
    [InlineData("15 25", "")]
    public void What_goes_by_TCP_is_in_no_run(string datagrams, string runs)
    {
        var batch = Batch(datagrams.Split(' '));
        Assert.True(batch.HasTcp);
        Assert.Equal(runs, Cut(batch, DatagramRuns.MaxCount));
        batch.Clear();
        Assert.False(batch.HasTcp);
    }

    [Fact]
    public void Without_segmentation_each_datagram_is_a_run_of_its_own()
    {
        var batch = Batch("A5", "B5", "A5");
        Assert.Equal("A:5 A:5 B:5", Cut(batch, 1));
    }

    [Fact]
    public void A_run_ends_at_the_segments_that_every_kernel_takes()
    {
        var batch = Batch([.. Enumerable.Repeat("A9", 150)]);
        Assert.Equal([64, 64, 22], Runs(batch, int.MaxValue).Select(r => r.Lengths.Count));
    }

    [Fact]
    public void A_run_ends_at_the_bytes_that_one_datagram_can_carry()
    {
        // 53 of these are 64,448 bytes, and one more would be too many.
        var batch = Batch([.. Enumerable.Repeat("A1216", 60), "A1059"]);
        Assert.Equal([53, 8], Runs(batch, DatagramRuns.MaxCount).Select(r => r.Lengths.Count));
    }

    [Fact]
    public void Datagrams_keep_their_bytes_and_each_destination_its_order()
    {
        var random = new Random(7);
        string[] sent = [.. Enumerable.Range(0, 400).Select(_ => $"{(char)('A' + random.Next(40))}{random.Next(4, 9) * 100}")];
        var batch = Batch(sent);
        foreach (var lane in sent.Index().GroupBy(d => d.Item[0]))
        {
            int[] indices = [.. Runs(batch, DatagramRuns.MaxCount).Where(r => r.To == lane.Key).SelectMany(r => r.Indices)];
            Assert.Equal(lane.Select(d => d.Index), indices);
        }

        for (var i = 0; i < sent.Length; i++) Assert.Equal(Content(i, Length(sent[i])), batch[i]);
    }

    [Fact]
    public void A_full_batch_is_sent_before_the_next_datagram_is_taken()
    {
        List<string> sent = [];
        var batch = new DatagramBatch(3, full =>
        {
            sent.Add(Cut(full, DatagramRuns.MaxCount));
            full.Clear();
        });
        foreach (var datagram in (string[])["A1", "B1", "A1", "B2", "B2"]) Append(batch, datagram);
        Assert.Equal(["A:1,1 B:1"], sent);
        batch.Flush();
        Assert.Equal(["A:1,1 B:1", "B:2,2"], sent);
    }

    private static DatagramBatch Batch(params string[] datagrams)
    {
        var batch = new DatagramBatch(512, _ => Assert.Fail("full"));
        // What was there before must leave nothing behind.
        foreach (var datagram in (string[])["C7", "A7", "A7"]) Append(batch, datagram);
        batch.Clear();
        foreach (var datagram in datagrams) Append(batch, datagram);
        return batch;
    }

    private static void Append(DatagramBatch batch, string datagram)
    {
        var length = Length(datagram);
        Content(batch.Count, length).CopyTo(batch.Next());
        batch.Append(length, RemoteAddress.From(new IPEndPoint(IPAddress.Loopback, datagram[0])) with { Connection = char.IsDigit(datagram[0]) ? 1u : 0 });
    }

    private static int Length(string datagram) => int.Parse(datagram.AsSpan(1), provider: null);

    private static byte[] Content(int index, int length)
    {
        var bytes = new byte[length];
        new Random(index).NextBytes(bytes);
        return bytes;
    }

    private static string Cut(DatagramBatch batch, int longest) =>
        string.Join(' ', Runs(batch, longest).Select(r => $"{r.To}:{string.Join(',', r.Lengths)}"));

    private static List<(char To, List<int> Indices, List<int> Lengths)> Runs(DatagramBatch batch, int longest)
    {
        List<(char, List<int>, List<int>)> runs = [];
        foreach (var run in batch.Runs(longest))
        {
            List<int> indices = [];
            for (int i = 0, at = run.First; i < run.Count; i++, at = batch.Datagrams[at].Following) indices.Add(at);
            runs.Add(((char)batch.Destination(run.First).Port, indices, indices.ConvertAll(i => batch[i].Length)));
        }

        return runs;
    }
}
