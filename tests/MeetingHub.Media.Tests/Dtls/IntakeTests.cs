using System.Buffers.Binary;
using MeetingHub.Media.Dtls;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Dtls;

/// <summary>What of a handshake is kept before there are keys.</summary>
public sealed class IntakeTests
{
    private const byte Certificate = 11;

    [Fact]
    public void A_fragment_that_claims_a_long_message_counts_as_long_as_it_claims()
    {
        var intake = new HandshakeIntake();

        Assert.Equal(26, intake.TakeClear(Fragment(sequence: 1, claims: 8_000)));
        Assert.Equal(26, intake.TakeClear(Fragment(sequence: 1, claims: 8_000)));
        Assert.False(intake.IsOver);
        Assert.Equal(0, intake.TakeClear(Fragment(sequence: 2, claims: 8_000)));

        Assert.True(intake.IsOver);
    }

    // OpenSSL set ten such messages aside, 17 KB each, on the word of 260 bytes.
    [Fact]
    public void Whoever_claims_more_than_a_handshake_has_is_given_up()
    {
        using var path = new DtlsPath(filter: _ => false);

        for (var sequence = 1; sequence <= 7; sequence++) path.Server.Handle(Fragment(sequence, claims: 2_000), path.Network.Now);

        Assert.Equal((DtlsState.Failed, DtlsFailure.TooMuchData), (path.Server.State, path.Server.Failure));
    }

    [Fact]
    public void A_chain_of_three_certificates_of_4096_bits_has_room()
    {
        var intake = new HandshakeIntake();
        // Hello with a post-quantum share, certificates, key exchange, signature.
        foreach (var (sequence, claims) in ((int, int)[])[(0, 1_500), (1, 6_200), (2, 66), (3, 520)]) intake.TakeClear(Fragment(sequence, claims));

        Assert.False(intake.IsOver);
    }

    // OpenSSL kept a buffer of 17 KB for each of them.
    [Fact]
    public void Records_before_their_keys_are_left_to_be_repeated()
    {
        var early = 0;
        var held = new List<SentDatagram>();
        using var path = new DtlsPath(filter: datagram =>
        {
            // The last flight without what comes before its Finished.
            if (datagram.Target == DtlsPath.ServerAddress && held.Count == 0 && Find(datagram.Bytes, epoch: 1) is > 0 and var at)
            {
                held.Add(datagram);
                early = datagram.Bytes.Length - at;
                return false;
            }

            return true;
        });
        path.Network.RunUntil(() => held.Count > 0, TimeSpan.FromSeconds(1));
        var finished = held[0].Bytes[^early..];
        for (var i = 0; i < 100; i++) path.Server.Handle(finished, path.Network.Now);

        Assert.Equal(early, HandshakeIntake.TakeProtected(finished));
        Assert.Equal(DtlsState.Handshaking, path.Server.State);
        Assert.True(path.Connect());
        Assert.True(path.HasKeys);
    }

    [Fact]
    public void Only_records_of_the_first_two_epochs_are_looked_at()
    {
        var second = Fragment(sequence: 1, claims: 100);
        second[4] = 2;

        Assert.Equal(0, new HandshakeIntake().TakeClear(second));
        Assert.Equal(0, HandshakeIntake.TakeProtected(second));
    }

    [Fact]
    public void Every_prefix_of_a_record_is_taken_whole_or_not_at_all()
    {
        var datagram = Fragment(sequence: 0, claims: 1);
        for (var length = 0; length <= datagram.Length; length++)
            Assert.Equal(length == datagram.Length ? length : 0, new HandshakeIntake().TakeClear(datagram.AsSpan(0, length)));
    }

    /// <summary>One byte of a message, in a record of its own.</summary>
    private static byte[] Fragment(int sequence, int claims)
    {
        byte[] datagram = [22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, (byte)sequence, 0, 13, Certificate, 0, 0, 0, 0, (byte)sequence, 0, 0, 0, 0, 0, 1, 0];
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(15), (ushort)claims);
        return datagram;
    }

    private static int Find(ReadOnlySpan<byte> datagram, int epoch)
    {
        for (var at = 0; at < datagram.Length; at += 13 + BinaryPrimitives.ReadUInt16BigEndian(datagram[(at + 11)..]))
            if (datagram[at + 4] == epoch) return at;
        return -1;
    }
}
