using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MeetingHub.Media;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Stun;

namespace MeetingHub.Fuzzing.Targets;

/// <summary>A check of anybody, through the parser and through an agent whose password only good checks know.</summary>
internal sealed class StunTarget : Target
{
    private const int Header = 20;
    private const int Integrity = 0x0008;
    private const int Fingerprint = 0x8028;

    private static readonly IceCredentials Credentials = new("fuzzfuzzfuzz", "0123456789012345678901234567");
    private static readonly byte[] Key = Encoding.ASCII.GetBytes(Credentials.Password);
    private static readonly RemoteAddress Source = RemoteAddress.From(new System.Net.IPEndPoint(0x0A0B0C0D, 5000));

    public override string Name => "stun";

    public override int MaxLength => 1600;

    // An attribute of four bytes costs several walks of a few blocks.
    public override long Steps(int length) => 20_000 + 2_000L * length;

    public override void Run(byte[] input)
    {
        var isMessage = StunMessage.TryParse(input, out var message);
        Span<char> name = stackalloc char[64];
        var hasName = IceLiteAgent.TryReadUsernameFragment(input, name, out var nameLength);
        Holds(!hasName || (isMessage && nameLength is > 0 and <= 64), "a fragment of something that is no message");
        if (isMessage) Walk(message, input);

        var agent = new IceLiteAgent(Credentials, new Timestamp(1));
        Span<byte> response = stackalloc byte[IceLiteAgent.MaxResponseBytes];
        var outcome = agent.Handle(input, Source, new Timestamp(2), response, out var length);
        var isAccepted = outcome is StunOutcome.Authenticated or StunOutcome.Selected;
        Holds(isAccepted == agent.IsValid(Source), "an address became valid without a good check");
        Holds(outcome != StunOutcome.Ignored || length == 0, "an answer to what was ignored");
        Holds(!isAccepted || IsSigned(input), "a check was believed that is not signed");
        if (length == 0) return;
        Holds(length <= input.Length * 1.3, "an answer that amplifies");
        Holds(StunMessage.TryParse(response[..length], out var answer) && answer.HasValidFingerprint(), "our own answer cannot be read");
        Holds(answer.TransactionId.SequenceEqual(message.TransactionId), "an answer to another question");
    }

    /// <summary>Writes the length, a user name for this agent now and then, integrity and fingerprint anew.</summary>
    public override byte[] Mend(byte[] input, Random random)
    {
        if (input.Length < Header) return input;
        var attributes = new List<(ushort Type, byte[] Value)>();
        for (var at = Header; at + 4 <= input.Length;)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at));
            var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at + 2)), input.Length - at - 4);
            if (type is not (Integrity or Fingerprint) || random.Next(8) == 0) attributes.Add((type, input.AsSpan(at + 4, length).ToArray()));
            at += 4 + ((length + 3) & ~3);
        }

        var room = new byte[4096];
        if (random.Next(4) != 0) attributes.RemoveAll(attribute => attribute.Type == (ushort)StunAttribute.Username);
        var type0 = random.Next(8) == 0 ? (StunType)BinaryPrimitives.ReadUInt16BigEndian(input) : StunType.BindingRequest;
        var writer = new StunWriter(room, type0, input.AsSpan(8, 12));
        if (random.Next(8) != 0) writer.AddUsername(Credentials.UsernameFragment, "peer");
        foreach (var (type, value) in attributes)
            if (writer.Length + value.Length < 2_000) writer.Add((StunAttribute)type, value);
        if (random.Next(8) != 0) writer.AddIntegrity(Key);
        if (random.Next(8) != 0) writer.AddFingerprint();
        return room[..writer.Length];
    }

    private static void Walk(in StunMessage message, byte[] input)
    {
        foreach (var attribute in Enum.GetValues<StunAttribute>())
        {
            var isThere = message.TryGet(attribute, out var value);
            Holds(isThere == Find(input, attribute, out var expected) && value.SequenceEqual(expected), $"another {attribute} than stands there");
        }

        message.TryFindUnknownRequired(out _);
        message.HasValidFingerprint();
        message.HasValidIntegrity(Key);
        message.TryGetXorMappedAddress(out _);
        Holds(input.Length % 4 == 0, "a message of broken length");
    }

    /// <summary>RFC 8489 section 14.5, read once more: behind the integrity only the fingerprint counts.</summary>
    private static bool Find(byte[] input, StunAttribute wanted, out ReadOnlySpan<byte> value)
    {
        value = default;
        for (var at = Header; at + 4 <= input.Length;)
        {
            var (type, length) = (input[at] << 8 | input[at + 1], input[at + 2] << 8 | input[at + 3]);
            if (type == (int)wanted)
            {
                value = input.AsSpan(at + 4, length);
                return true;
            }

            if (type == Integrity && wanted != StunAttribute.Fingerprint) return false;
            at += 4 + (length + 3) / 4 * 4;
        }

        return false;
    }

    /// <summary>The same question asked another way: by the framework's HMAC over a copy, with a walk of its own.</summary>
    private static bool IsSigned(byte[] input)
    {
        for (var at = Header; at + 4 <= input.Length; at += 4 + ((BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at + 2)) + 3) & ~3))
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at)) != Integrity) continue;
            var signed = input.AsSpan(0, at).ToArray();
            BinaryPrimitives.WriteUInt16BigEndian(signed.AsSpan(2), (ushort)(at - Header + 24));
#pragma warning disable CA5350 // ICE knows no other.
            return HMACSHA1.HashData(Key, signed).AsSpan().SequenceEqual(input.AsSpan(at + 4, 20));
#pragma warning restore CA5350
        }

        return false;
    }
}
