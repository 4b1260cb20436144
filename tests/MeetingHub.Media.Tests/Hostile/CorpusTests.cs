using System.Text;
using MeetingHub.Fuzzing;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Tests.Hostile;

/// <summary>
/// What real browsers sent and what once broke something, through the rules that the fuzzers try (tests/fuzz), with a few changes of
/// each that are the same in every run.
/// </summary>
public sealed class CorpusTests
{
    private const int ChangesOfEach = 50;

    public static TheoryData<string> Targets => [.. Target.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_kept_input_and_its_changes_keep_the_rules(string name)
    {
        var target = Target.All.Single(one => one.Name == name);
        var corpus = Corpus.Of(target);
        Assert.NotEmpty(corpus);
        byte[][] inputs = [.. corpus.Select(kept => kept.Bytes)];
        var random = new Random(20_261_122);
        var mutation = new Mutation(random);
        foreach (var input in inputs)
        {
            target.Run((byte[])input.Clone());
            for (var i = 0; i < ChangesOfEach; i++)
            {
                var changed = mutation.Of(input, inputs, target.MaxLength);
                target.Run(i % 4 == 0 ? changed : target.Mend(changed, random));
            }
        }
    }

    // The corpus would be worth little if what is in it were not taken.
    [Theory]
    [InlineData("chromium-hello.bin")]
    [InlineData("firefox-hello.bin")]
    public void The_kept_hellos_of_browsers_are_answered(string name)
    {
        using var context = new DtlsContext(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        using var server = new DtlsAssociation(context, DtlsRole.Server, context.Fingerprint, new Timestamp(1_000_000));
        var hello = Kept("dtls", name);
        for (var at = 0; at < hello.Length;)
        {
            var length = hello[at] << 8 | hello[at + 1];
            server.Handle(hello.AsSpan(at + 2, length), new Timestamp(1_000_000));
            at += 2 + length;
        }

        Assert.True(server.TryGetDatagram(new byte[DtlsAssociation.MaxDatagramBytes], out _));
    }

    [Theory]
    [InlineData("chromium-room.bin", 20, 0)]
    [InlineData("firefox-simulcast.bin", 8, 3)]
    public void The_kept_offers_of_browsers_are_read(string name, int lines, int layers)
    {
        var offer = SdpParser.Parse(Encoding.UTF8.GetString(Kept("sdp", name)), out var refusal);

        Assert.Null(refusal);
        Assert.Equal((lines, layers), (offer!.Lines.Count, offer.Lines[1].Rids.Count));
        Assert.All(offer.Lines, line => Assert.True(line.OpusPayloadType is not null || line.Codecs.Count > 0));
    }

    private static byte[] Kept(string target, string name) =>
        Corpus.Of(Target.All.Single(one => one.Name == target)).Single(kept => kept.Name == name).Bytes;
}
