using System.Text;
using MeetingHub.Media;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Fuzzing.Targets;

/// <summary>An offer, the answer to it, and the same offer once more.</summary>
internal sealed class SdpTarget : Target
{
    private static readonly DtlsContext Context = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));

    public override string Name => "sdp";

    public override int MaxLength => 64 * 1024;

    // Reading is linear; slots and sources that are made cost some thousand steps a line.
    public override long Steps(int length) => 2_000_000 + 400L * length;

    public override void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var offer = SdpParser.Parse(text, out var refusal);
        Holds(offer is null == refusal is not null, "neither read nor refused, or both");
        if (offer is null) return;
        Holds(offer.Lines.Count is > 0 and <= SdpLimits.MediaLines && offer.Bundle.Count <= SdpLimits.MediaLines, "more lines than allowed");
        foreach (var line in offer.Lines)
        {
            Holds(line.Mid.Length is > 0 and <= SdpLimits.MidCharacters && line.Rids.Count <= SdpLimits.Layers, "beyond the limits of a line");
            Holds(line.Codecs.All(codec => codec is { PayloadType: < 128, RtxPayloadType: < 128 }), "a payload type of eight bits");
            Holds(line is { OpusPayloadType: null or < 128, RedPayloadType: null or < 128 }, "a payload type of eight bits");
        }

        var random = new Random(1);
        var batch = new DatagramBatch(16, full => full.Clear());
        var board = new Switchboard(new MediaOptions(), Context, new ServerClock(default), new Entropy(random.NextBytes), batch, _ => { }, () => default);
        var (room, peer, participant) = (new RoomKey(Guid.Empty), new PeerKey(Guid.Empty), new ParticipantKey(Guid.Empty));
        var now = new Timestamp(1_000_000);
        var sends = Sends(offer);
        var answer = board.Connect(room, peer, participant, offer, sends, now, out refusal);
        Holds(answer is null == refusal is not null, "neither answered nor refused, or both");
        if (answer is not null) Check(offer, answer.Write([], 1000));
        if (answer is not null && board.Connect(room, peer, participant, offer, sends, now, out refusal) is { } again)
            Holds(again.Lines.Zip(answer.Lines).All(pair => pair.First.Ssrc == pair.Second.Ssrc), "a slot changed its stream");
        board.CloseAll(now);
    }

    /// <summary>Whole lines go, come twice, change places or come from elsewhere.</summary>
    public override byte[] Mend(byte[] input, Random random)
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n').ToList();
        for (var i = random.Next(4); i > 0 && lines.Count > 1; i--)
        {
            var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
            if (random.Next(3) == 0) lines.RemoveAt(from);
            else if (random.Next(2) == 0) lines.Insert(to, lines[from]);
            else (lines[from], lines[to]) = (lines[to], lines[from]);
        }

        if (!lines[0].StartsWith("v=0", StringComparison.Ordinal)) lines.Insert(0, "v=0");
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static List<SendLine> Sends(SdpOffer offer)
    {
        List<SendLine> sends = [];
        foreach (var line in offer.Lines)
        {
            if (line.Direction is not (LineDirection.Send or LineDirection.SendReceive) || line.IsStopped) continue;
            SourceKind[] kinds = line.Media == LineMedia.Audio ? [SourceKind.Microphone, SourceKind.ScreenAudio] : [SourceKind.Camera, SourceKind.Screen];
            foreach (var kind in kinds)
            {
                if (sends.Exists(one => one.Kind == kind)) continue;
                sends.Add(new SendLine(line.Mid, kind));
                break;
            }
        }

        return sends;
    }

    /// <summary>Nothing of an offer may break out of its line in the answer.</summary>
    private static void Check(SdpOffer offer, string answer)
    {
        var media = 0;
        Holds(answer.EndsWith("\r\n", StringComparison.Ordinal), "an answer without end");
        foreach (var line in answer[..^2].Split("\r\n"))
        {
            Holds(line.Length > 2 && line[1] == '=' && "vostcam".Contains(line[0]) && !line.Contains('\n') && !line.Contains('\r'), $"a line of our answer: {line}");
            if (line[0] == 'm') media++;
        }

        Holds(media == offer.Lines.Count, "an answer of another shape than its offer");
    }
}
