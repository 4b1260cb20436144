using System.Buffers.Binary;
using System.Text;
using MeetingHub.Media;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Stun;

namespace MeetingHub.Testing.Media;

/// <summary>
/// The browser's side of ICE: full, controlling, with the one candidate pair that a server with one address leaves. It nominates at
/// once, as libwebrtc does towards a lite peer, and keeps its consent fresh by checking on.
/// </summary>
public sealed class IceClient
{
    /// <summary>Until the first answer; libwebrtc's interval on a weak connection.</summary>
    private static readonly TimeSpan EagerInterval = TimeSpan.FromMilliseconds(48);

    private static readonly TimeSpan SteadyInterval = TimeSpan.FromMilliseconds(480);

    private readonly FillRandom fill;
    private readonly Dictionary<UInt128, Timestamp> asked = [];
    private IceCredentials local;
    private IceCredentials remote;

    public IceClient(IceCredentials local, IceCredentials remote, FillRandom fill, Timestamp now)
    {
        this.local = local;
        this.remote = remote;
        this.fill = fill;
        NextCheck = now;
    }

    /// <summary>Whether the server has answered a check under the present credentials.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Between the last answered check and its answer.</summary>
    public TimeSpan RoundTrip { get; private set; }

    /// <summary>How the server sees this side.</summary>
    public RemoteAddress? MappedAddress { get; private set; }

    /// <summary>Checks of the server's that were answered.</summary>
    public int Asked { get; private set; }

    public int? LastError { get; private set; }

    /// <summary>Null while checking is stopped.</summary>
    public Timestamp? NextCheck { get; private set; }

    /// <summary>Lets the consent run out.</summary>
    public void Stop() => NextCheck = null;

    /// <summary>Checks go on with new credentials on both sides.</summary>
    public void Restart(IceCredentials newLocal, IceCredentials newRemote, Timestamp now)
    {
        (local, remote, IsConnected, NextCheck) = (newLocal, newRemote, false, now);
        asked.Clear();
    }

    /// <summary>Writes a nominating check and sets the time for the next.</summary>
    public int WriteCheck(Span<byte> destination, Timestamp now)
    {
        Span<byte> transaction = stackalloc byte[StunMessage.TransactionIdBytes];
        fill(transaction);
        asked[Key(transaction)] = now;
        NextCheck = now + (IsConnected ? SteadyInterval : EagerInterval);

        var writer = new StunWriter(destination, StunType.BindingRequest, transaction);
        writer.AddUsername(remote.UsernameFragment, local.UsernameFragment);
        writer.Add(StunAttribute.IceControlling, 0x0102_0304_0506_0708UL);
        writer.Add(StunAttribute.Priority, 0x6E00_01FFu);
        writer.Add(StunAttribute.UseCandidate, []);
        writer.AddIntegrity(Encoding.UTF8.GetBytes(remote.Password));
        writer.AddFingerprint();
        return writer.Length;
    }

    /// <summary>False as a peer at which nothing arrives, or that answers nobody.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>Answers a check of the server's, as every full agent does.</summary>
    /// <param name="from">Where it came from.</param>
    /// <returns>Bytes to send back; 0 for what is no check, or not under the present credentials.</returns>
    public int WriteAnswer(ReadOnlySpan<byte> datagram, in RemoteAddress from, Span<byte> destination)
    {
        if (!Answers || !StunMessage.TryParse(datagram, out var check) || check.Type != StunType.BindingRequest) return 0;
        var name = Encoding.UTF8.GetBytes($"{local.UsernameFragment}:{remote.UsernameFragment}");
        var key = Encoding.UTF8.GetBytes(local.Password);
        if (!check.HasValidFingerprint() || !check.HasValidIntegrity(key)) return 0;
        if (!check.TryGet(StunAttribute.Username, out var username) || !username.SequenceEqual(name) || !check.Has(StunAttribute.Priority)) return 0;
        Asked++;
        var writer = new StunWriter(destination, StunType.BindingSuccess, check.TransactionId);
        writer.AddXorMappedAddress(from);
        writer.AddIntegrity(key);
        writer.AddFingerprint();
        return writer.Length;
    }

    /// <summary>Takes a response; anything that does not answer a check of this side is ignored.</summary>
    public void Handle(ReadOnlySpan<byte> datagram, Timestamp now)
    {
        if (!StunMessage.TryParse(datagram, out var message) || !message.HasValidFingerprint()) return;
        if (!asked.Remove(Key(message.TransactionId), out var askedAt)) return;
        if (message.Type == StunType.BindingError && message.TryGet(StunAttribute.ErrorCode, out var error))
        {
            LastError = error[2] * 100 + error[3];
            return;
        }

        if (message.Type != StunType.BindingSuccess || !message.HasValidIntegrity(Encoding.UTF8.GetBytes(remote.Password))) return;
        IsConnected = true;
        RoundTrip = now - askedAt;
        MappedAddress = message.TryGetXorMappedAddress(out var mapped) ? mapped : null;

        // Whatever was asked before this will not be waited for any more.
        asked.Clear();
    }

    private static UInt128 Key(ReadOnlySpan<byte> transaction) => new(
        BinaryPrimitives.ReadUInt32BigEndian(transaction), BinaryPrimitives.ReadUInt64BigEndian(transaction[4..]));
}
