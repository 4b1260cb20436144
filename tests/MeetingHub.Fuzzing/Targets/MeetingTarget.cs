using System.Buffers.Binary;
using System.Net;
using System.Text;
using MeetingHub.Media;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Sdp;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Fuzzing.Targets;

/// <summary>
/// Three browsers in a room, each with the keys it needs to be believed, and a sequence of what they do: media, control packets,
/// muting, views, and time that goes on. An input is steps of a byte that says who and what, two bytes of length, and the packet.
/// </summary>
internal sealed class MeetingTarget : Target
{
    private const int Peers = 3;
    private const int StepHeader = 3;

    private static readonly DtlsContext Context = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private static readonly SdpOffer Offer =
        SdpParser.Parse(Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(Corpus.Root, "offer.sdp"))), out _)!;

    private static readonly RoomKey RoomKey = new(Guid.Empty);

    public override string Name => "meeting";

    public override int MaxLength => 12_000;

    // A packet goes to every slot of two others, and a mapping plans all of them anew.
    public override long Steps(int length) => 4_000_000 + 8_000L * length;

    public override void Run(byte[] input)
    {
        var batch = new DatagramBatch(64, full => full.Clear());
        var board = new Playground(batch);
        var now = new Timestamp(1_000_000_000);
        foreach (var step in StepsOf(input))
        {
            board.Do(step.What, step.Bytes.Span, now);
            if ((step.What >> 2 & 7) == 7) now += TimeSpan.FromMilliseconds(step.Bytes.Length * 5);
            now += TimeSpan.FromMilliseconds(2);
            board.Tick(now);
        }

        board.Close(now);
    }

    /// <summary>Gives steps their lengths, and some packets the streams that the room waits for.</summary>
    public override byte[] Mend(byte[] input, Random random)
    {
        uint[] streams = [.. Offer.Lines.SelectMany(line => new[] { line.Ssrc, line.RtxSsrc }).Where(ssrc => ssrc != 0)];
        for (var at = 0; at + StepHeader <= input.Length;)
        {
            var left = input.Length - at - StepHeader;
            var said = BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at + 1));
            if (said > Math.Min(left, 1500)) BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(at + 1), said = (ushort)random.Next(Math.Min(left, 1500) + 1));
            var packet = input.AsSpan(at + StepHeader, said);
            if ((input[at] >> 2 & 7) < 4 && packet.Length >= 12 && random.Next(4) == 0)
            {
                packet[0] = (byte)(0x80 | (packet[0] & 0x3F));
                BinaryPrimitives.WriteUInt32BigEndian(packet[8..], streams[random.Next(streams.Length)]);
            }

            at += StepHeader + said;
        }

        return input;
    }

    private static IEnumerable<(byte What, Memory<byte> Bytes)> StepsOf(byte[] input)
    {
        for (var at = 0; at + StepHeader <= input.Length;)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at + 1)), input.Length - at - StepHeader);
            yield return (input[at], input.AsMemory(at + StepHeader, length));
            at += StepHeader + length;
        }
    }

    /// <summary>The room with its peers, past the handshake.</summary>
    private sealed class Playground
    {
        private static readonly ServerClock Clock = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));

        private readonly Room room;
        private readonly List<Peer> peers = [];
        private readonly byte[] packet = new byte[DatagramBatch.DatagramBytes];

        public Playground(DatagramBatch batch)
        {
            var random = new Random(7);
            var entropy = new Entropy(random.NextBytes);
            var now = new Timestamp(999_000_000);
            room = new Room(RoomKey, new MediaOptions { SmallRoom = 1, LoudestVoices = 1 }, new Wakeup(), _ => { });
            for (byte i = 1; i <= Peers; i++)
            {
                var id = new Guid(i, 0, 0, new byte[8]);
                var wakeup = new Wakeup();
                var transport = new PeerTransport(
                    Context, new HandshakeGate(new Agenda(), () => default), Context.Fingerprint, IceCredentials.Generate(entropy.Fill), new Egress(batch, wakeup), wakeup, entropy, now);
                var peer = new Peer(room, new PeerKey(id), new ParticipantKey(id), transport, wakeup, Clock, entropy, maxKbps: 0, now);
                peers.Add(peer);
                room.Join(peer);
                Negotiation.Apply(peer, Offer, Sends, entropy);
                transport.Egress.MoveTo(RemoteAddress.From(new IPEndPoint(i, 1000)), proved: true);
                transport.Use(new SrtpKeys(SrtpProfile.AeadAes128Gcm, Master(i), Master((byte)(i + 100))));
                room.PeerConnected(peer, now);
            }
        }

        private static IReadOnlyList<SendLine> Sends =>
        [
            new(Offer.Lines[0].Mid, SourceKind.Microphone), new(Offer.Lines[1].Mid, SourceKind.Camera), new(Offer.Lines[2].Mid, SourceKind.Screen),
        ];

        public void Do(byte what, ReadOnlySpan<byte> bytes, Timestamp now)
        {
            var peer = peers[(what & 3) % Peers];
            bytes = bytes[..Math.Min(bytes.Length, packet.Length)];
            bytes.CopyTo(packet);
            var plain = packet.AsSpan(0, bytes.Length);
            switch (what >> 2 & 7)
            {
                case < 3:
                    peer.Publisher.HandleRtp(plain, now);
                    break;
                case 3:
                    peer.Control.Read(plain, now);
                    break;
                case 4:
                    Ask(peer, plain, now);
                    break;
                case 5:
                    room.Mute(peer.Participant, bytes.Length % 2 == 0, now);
                    break;
                case 6:
                    room.SetView(peer, [.. bytes.ToArray().Take(8).Select(Tile)], now);
                    break;
                default:
                    break;
            }
        }

        public void Tick(Timestamp now)
        {
            if (room.Wakeup.At <= now) room.Tick(now);
            foreach (var peer in peers)
            {
                if (peer.Wakeup.At <= now) peer.Tick(now);
                foreach (var slot in peer.Subscriber.Videos) Holds(slot.Gaps >= 0, "a slot sent more numbers than it has");
            }

            Holds(room.Wakeup.At > now, "a room that never rests");
        }

        public void Close(Timestamp now)
        {
            while (peers.Count > 0)
            {
                room.Leave(peers[^1], now);
                peers[^1].Transport.Dispose();
                peers.RemoveAt(peers.Count - 1);
            }
        }

        /// <summary>Feedback about one of the peer's own slots: an input cannot guess their streams.</summary>
        private static void Ask(Peer peer, Span<byte> compound, Timestamp now)
        {
            var slots = peer.Subscriber.Videos;
            if (compound.Length >= 12 && slots.Count > 0)
                BinaryPrimitives.WriteUInt32BigEndian(compound[8..], slots[compound[4] % slots.Count].Ssrc);
            peer.Control.Read(compound, now);
        }

        private static ViewTile Tile(byte wanted) => new(
            new ParticipantKey(new Guid((wanted & 3) + 1, 0, 0, new byte[8])), (wanted & 4) == 0 ? SourceKind.Camera : SourceKind.Screen, wanted * 4);

        private static SrtpMaster Master(byte fill) => new(Enumerable.Repeat(fill, 16).ToArray(), Enumerable.Repeat(fill, 12).ToArray());
    }
}
