using System.Buffers.Binary;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Fuzzing.Targets;

/// <summary>A compound control packet in plain.</summary>
internal sealed class RtcpTarget : Target
{
    public override string Name => "rtcp";

    public override int MaxLength => 1600;

    public override void Run(byte[] input)
    {
        var reader = new RtcpReader(input);
        var total = 0;
        while (reader.MoveNext())
        {
            total += RtcpReader.HeaderLength + reader.Body.Length;
            Holds(total <= input.Length, "more packets than bytes");
            switch (reader.Type)
            {
                case RtcpType.SenderReport:
                    if (SenderReport.TryParse(reader.Body, out var report)) RoundTrip(report);
                    Reports(reader);
                    break;
                case RtcpType.ReceiverReport:
                    Reports(reader);
                    break;
                case RtcpType.TransportFeedback or RtcpType.PayloadFeedback:
                    if (Feedback.TryParse(reader.Body, out _, out var control)) Read(reader, control);
                    break;
            }
        }
    }

    /// <summary>Gives the packets of a compound the lengths they have.</summary>
    public override byte[] Mend(byte[] input, Random random)
    {
        for (var at = 0; at + 4 <= input.Length;)
        {
            input[at] = (byte)(0x80 | (input[at] & (random.Next(8) == 0 ? 0x3F : 0x1F)));
            if (input[at + 1] is < 200 or > 207) input[at + 1] = (byte)random.Next(200, 208);
            var words = (input.Length - at) / 4 - 1;
            var said = BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at + 2));
            if (said > words) BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(at + 2), (ushort)(said = (ushort)random.Next(words + 1)));
            at += 4 + 4 * said;
        }

        return input;
    }

    private static void Read(in RtcpReader reader, ReadOnlySpan<byte> control)
    {
        switch (reader.Type, reader.Count)
        {
            case (RtcpType.TransportFeedback, Feedback.GenericNack):
                Nack(control);
                break;
            case (RtcpType.TransportFeedback, Feedback.TransportWide):
                Arrivals(control);
                break;
            case (RtcpType.PayloadFeedback, 15):
                Holds(!ReceiverEstimate.TryRead(control, out var rate) || rate >= 0, "a negative rate");
                break;
            case (RtcpType.PayloadFeedback, Feedback.FullIntra):
                for (; control.Length >= FullIntraRequest.EntryLength; control = control[FullIntraRequest.EntryLength..])
                    FullIntraRequest.ReadSsrc(control);
                break;
        }
    }

    private static void Nack(ReadOnlySpan<byte> pairs)
    {
        Span<SequenceNumber> numbers = stackalloc SequenceNumber[GenericNack.NumbersPerPair];
        Span<SequenceNumber> again = stackalloc SequenceNumber[GenericNack.NumbersPerPair];
        var message = new byte[Feedback.HeaderLength + GenericNack.MaxPairs * GenericNack.PairLength];
        for (var pair = 0; pair < GenericNack.MaxPairs && pairs.Length >= GenericNack.PairLength; pair++)
        {
            ReadOnlySpan<SequenceNumber> read = numbers[..GenericNack.Read(pairs, numbers)];
            var length = GenericNack.Write(message, 1, 2, read, out var taken);
            Holds(length == Feedback.HeaderLength + GenericNack.PairLength && taken == read.Length, "one pair became several");
            var count = GenericNack.Read(message.AsSpan(Feedback.HeaderLength), again);
            Holds(read.SequenceEqual(again[..count]), "a pair changed by writing it");
            pairs = pairs[GenericNack.PairLength..];
        }
    }

    /// <summary>What was read and can be said in our way must read the same again.</summary>
    private static void Arrivals(ReadOnlySpan<byte> control)
    {
        var arrivals = new long[TransportFeedback.MaxStatuses];
        if (!TransportFeedback.TryRead(control, out var first, arrivals, out var count)) return;
        Holds(count is > 0 and <= TransportFeedback.MaxStatuses, "more arrivals than there is room for");
        if (arrivals.AsSpan(0, count).IndexOfAnyExcept(TransportFeedback.Missing) < 0) return;
        var message = new byte[TransportFeedback.MaxLength];
        var length = TransportFeedback.Write(message, 1, 2, first, 3, arrivals.AsSpan(0, count), out var written);
        Holds(length <= TransportFeedback.MaxLength && written <= count, "too long");
        // 24 bits of reference do not hold every time that deltas can lead to.
        if (written == 0) return;
        var again = new long[TransportFeedback.MaxStatuses];
        Holds(Feedback.TryParse(message.AsSpan(RtcpReader.HeaderLength, length - RtcpReader.HeaderLength), out _, out var ours)
            && TransportFeedback.TryRead(ours, out var same, again, out var counted) && same == first && counted == written, "our own feedback cannot be read");
        for (var i = 0; i < written; i++)
        {
            var isMissing = arrivals[i] == TransportFeedback.Missing;
            Holds(isMissing == (again[i] == TransportFeedback.Missing), "an arrival lost by writing it");
        }
    }

    private static void Reports(in RtcpReader reader)
    {
        Span<byte> written = stackalloc byte[ReportBlock.Length];
        var blocks = ReceiverReport.Blocks(reader.Type, reader.Body);
        for (; ReportBlock.TryParse(blocks, out var block); blocks = blocks[ReportBlock.Length..])
        {
            block.Write(written);
            Holds(ReportBlock.TryParse(written, out var again) && again == block, "a report changed by writing it");
        }
    }

    private static void RoundTrip(in SenderReport report)
    {
        Span<byte> written = stackalloc byte[SenderReport.Length];
        report.Write(written);
        Holds(SenderReport.TryParse(written[RtcpReader.HeaderLength..], out var again) && again == report, "a report changed by writing it");
    }
}
