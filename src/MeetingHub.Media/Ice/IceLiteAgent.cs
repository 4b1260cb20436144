using System.Buffers.Binary;
using System.Text;
using MeetingHub.Media.Stun;

namespace MeetingHub.Media.Ice;

/// <summary>
/// The server's side of ICE with one peer: RFC 8445 section 2.5, "lite" and always controlled. It answers checks, learns from them
/// where the peer is and sends none itself but to a new address (<see cref="PathChallenge"/>). Only an authenticated check ever moves the
/// peer; media from elsewhere does not.
/// </summary>
public sealed class IceLiteAgent
{
    /// <summary>Largest response; the caller's buffer must hold it.</summary>
    public const int MaxResponseBytes = 96;

    /// <summary>Addresses one peer may hold at once. A browser has a handful; more would let one peer fill the tables.</summary>
    public const int MaxValidSources = 8;

    /// <summary>RFC 7675 section 5.1. The peer's authenticated checks are its consent: a lite agent sends none for it.</summary>
    public static readonly TimeSpan ConsentLifetime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(6);

    private readonly ValidSource[] sources = new ValidSource[MaxValidSources];
    private int sourceCount;
    private byte[] key;
    private byte[]? retiringKey;
    private uint nomination;
    private IceCredentials? remote;
    private IceCredentials? formerRemote;
    private readonly PathChallenge challenge = new();

    /// <param name="local">This side's credentials, as signalled to the peer.</param>
    /// <param name="now">Starts the time in which the peer must show itself, see <see cref="ConsentExpires"/>.</param>
    public IceLiteAgent(IceCredentials local, Timestamp now)
    {
        ArgumentNullException.ThrowIfNull(local);
        Local = local;
        key = Encoding.UTF8.GetBytes(local.Password);
        ConsentExpires = now + ConsentLifetime;
    }

    public IceCredentials Local { get; private set; }

    /// <summary>The pair before an ICE restart; null once the peer has used the new one.</summary>
    public IceCredentials? Retiring { get; private set; }

    /// <summary>Where to send. The first valid source, then whichever the peer nominated last; null before the first check.</summary>
    public RemoteAddress? Selected { get; private set; }

    /// <summary>
    /// After this nothing may be sent to the peer any more. Pushed out by checks from <see cref="Selected"/> alone: others say nothing
    /// about the address that is being sent to.
    /// </summary>
    public Timestamp ConsentExpires { get; private set; }

    /// <summary>
    /// Whether what is sent to <see cref="Selected"/> is known to be heard there. A check does not say so, whose source may be forged; an
    /// answer to ours does (<see cref="WriteChallenge"/>), and a connection that was set up.
    /// </summary>
    public bool IsSelectedProved => Selected is { } selected && IsProved(selected);

    /// <summary>When to call <see cref="WriteChallenge"/>; null while there is nothing to ask, or nobody whom we could.</summary>
    public Timestamp? ChallengeDue => challenge.Address is not null && challenge.Address == Selected ? challenge.Due : null;

    /// <summary>The source that the last <see cref="Handle"/> put out to make room; null if it put out none.</summary>
    public RemoteAddress? Evicted { get; private set; }

    /// <summary>Whether a check from there was authenticated; DTLS and media from anywhere else must be dropped.</summary>
    public bool IsValid(in RemoteAddress source) => IndexOf(source) >= 0;

    /// <summary>Whether the peer was at a source a moment ago: browsers check their address every 2.5 seconds at the least.</summary>
    public bool Holds(in RemoteAddress source, Timestamp now)
    {
        var index = IndexOf(source);
        return index >= 0 && now - sources[index].LastCheck < HoldTime;
    }

    /// <summary>
    /// What signalling says of the peer's credentials: it answers our checks under them. Those before stay known, until it has moved over.
    /// </summary>
    public void Hear(IceCredentials peer) => (formerRemote, remote) = (remote, peer);

    /// <summary>The peer has read at this source what was sent there alone.</summary>
    public void Prove(in RemoteAddress source)
    {
        var index = IndexOf(source);
        if (index < 0) return;
        sources[index] = sources[index] with { IsProved = true };
        if (challenge.Address == source) challenge.Rest();
    }

    /// <summary>Writes a check of our own to <see cref="Selected"/>, if one is due.</summary>
    /// <param name="destination">At least <see cref="PathChallenge.MaxBytes"/>.</param>
    /// <returns>Bytes to send; 0 for none.</returns>
    public int WriteChallenge(Span<byte> destination, FillRandom fill, Timestamp now) =>
        ChallengeDue is { } due && due <= now ? challenge.Write(destination, fill, now) : 0;

    /// <summary>
    /// An ICE restart (RFC 8445 section 9): the new pair holds from now on, the one in use until the first check with the new one; a
    /// pair that was never used is forgotten. Sources and selection stay, so media flows on meanwhile.
    /// </summary>
    public void Restart(IceCredentials local)
    {
        ArgumentNullException.ThrowIfNull(local);
        // A browser that tries again before its first restart came through still checks with the pair from before both.
        if (Retiring is null) (Retiring, retiringKey) = (Local, key);
        Local = local;
        key = Encoding.UTF8.GetBytes(local.Password);
    }

    /// <summary>
    /// The way to a source is closed for good, as when its TCP connection ends. If it was selected, the one heard last takes its place
    /// until the peer nominates.
    /// </summary>
    public void Forget(in RemoteAddress source)
    {
        var index = IndexOf(source);
        if (index < 0) return;
        sources[index] = sources[--sourceCount];
        if (Selected != source) return;
        Selected = null;
        var newest = default(Timestamp);
        for (var i = 0; i < sourceCount; i++)
        {
            if (Selected is not null && sources[i].LastCheck <= newest) continue;
            (Selected, newest) = (sources[i].Address, sources[i].LastCheck);
        }
    }

    /// <summary>
    /// Reads which local pair a check is meant for, so that its agent can be found. Authenticates nothing; false for whatever is not a
    /// Binding request or names a fragment that does not fit.
    /// </summary>
    public static bool TryReadUsernameFragment(ReadOnlySpan<byte> datagram, Span<char> destination, out int length)
    {
        length = 0;
        if (!StunMessage.TryParse(datagram, out var message) || message.Type != StunType.BindingRequest) return false;
        if (!TryReadFragment(message, out var fragment, out _) || fragment.Length > destination.Length) return false;
        if (!Ascii.IsValid(fragment)) return false;
        length = Encoding.ASCII.GetChars(fragment, destination);
        return true;
    }

    /// <summary>Takes a datagram that begins like STUN (first byte 0..3).</summary>
    /// <param name="message">The datagram.</param>
    /// <param name="source">Where it came from, and where the response goes.</param>
    /// <param name="now">Counts as the time of arrival.</param>
    /// <param name="response">At least <see cref="MaxResponseBytes"/>.</param>
    /// <param name="responseLength">Bytes of <paramref name="response"/> to send back; 0 for none.</param>
    public StunOutcome Handle(
        ReadOnlySpan<byte> message, in RemoteAddress source, Timestamp now, Span<byte> response, out int responseLength)
    {
        responseLength = 0;
        Evicted = null;
        if (!StunMessage.TryParse(message, out var request)) return StunOutcome.Ignored;
        if (request.Type == StunType.BindingSuccess) return TakeAnswer(request, source);
        if (request.Type != StunType.BindingRequest || !request.HasValidFingerprint()) return StunOutcome.Ignored;

        // A stranger who does not know the fragment hears nothing, so the port cannot be found or used for reflection by guessing.
        if (!TryReadFragment(request, out var fragment, out var theirs)) return StunOutcome.Ignored;
        var isNew = Names(Local, fragment);
        if (!isNew && !Names(Retiring, fragment)) return StunOutcome.Ignored;
        var (used, usedKey) = isNew ? (Local, key) : (Retiring!, retiringKey);

        if (!request.Has(StunAttribute.MessageIntegrity)) return Reject(request, StunError.BadRequest, null, response, out responseLength);
        if (!request.HasValidIntegrity(usedKey))
            return Reject(request, StunError.Unauthenticated, null, response, out responseLength);
        if (request.TryFindUnknownRequired(out _))
            return Reject(request, StunError.UnknownAttribute, usedKey, response, out responseLength);
        if (!request.TryGet(StunAttribute.Priority, out var priority) || priority.Length != sizeof(uint))
            return Reject(request, StunError.BadRequest, usedKey, response, out responseLength);

        // A lite agent can never control, so it has no tie to break: the peer must change its role (RFC 8445 section 7.3.1.1).
        if (request.Has(StunAttribute.IceControlled))
            return Reject(request, StunError.RoleConflict, usedKey, response, out responseLength);

        if (isNew && Retiring is not null) (Retiring, retiringKey, nomination) = (null, null, 0);
        Remember(source, now);
        var moved = Nominate(request, source);
        if (Selected == source) ConsentExpires = now + ConsentLifetime;
        if (Selected == source && !IsProved(source)) Doubt(source, used, theirs, now);

        var writer = new StunWriter(response, StunType.BindingSuccess, request.TransactionId);
        writer.AddXorMappedAddress(source);
        writer.AddIntegrity(usedKey);
        writer.AddFingerprint();
        responseLength = writer.Length;
        return moved ? StunOutcome.Selected : StunOutcome.Authenticated;
    }

    private StunOutcome TakeAnswer(in StunMessage answer, in RemoteAddress source)
    {
        if (!challenge.IsAnswer(answer, source)) return StunOutcome.Ignored;
        Prove(source);
        return StunOutcome.Proved;
    }

    /// <summary>Asks under the credentials that the peer has at that source: after a restart it has others than before.</summary>
    private void Doubt(in RemoteAddress source, IceCredentials ours, ReadOnlySpan<byte> theirs, Timestamp now)
    {
        var peer = Names(remote, theirs) ? remote : Names(formerRemote, theirs) ? formerRemote : null;
        if (peer is not null) challenge.Aim(source, ours, peer, now);
    }

    private bool IsProved(in RemoteAddress source) => source.IsTcp || (IndexOf(source) is >= 0 and var index && sources[index].IsProved);

    private static StunOutcome Reject(
        in StunMessage request, StunError error, byte[]? integrityKey, Span<byte> response, out int responseLength)
    {
        var writer = new StunWriter(response, StunType.BindingError, request.TransactionId);
        writer.AddError(error);
        if (error == StunError.UnknownAttribute && request.TryFindUnknownRequired(out var type)) writer.AddUnknownAttribute(type);
        if (integrityKey is not null) writer.AddIntegrity(integrityKey);
        writer.AddFingerprint();
        responseLength = writer.Length;
        return StunOutcome.Rejected;
    }

    private bool Nominate(in StunMessage request, in RemoteAddress source)
    {
        var nominated = request.Has(StunAttribute.UseCandidate);
        if (nominated && request.TryGet(StunAttribute.GoogNomination, out var value) && value.Length == sizeof(uint))
        {
            var count = BinaryPrimitives.ReadUInt32BigEndian(value);
            nominated = count > nomination;
            nomination = Math.Max(count, nomination);
        }

        if (Selected == source || (Selected is not null && !nominated)) return false;
        Selected = source;
        return true;
    }

    private void Remember(in RemoteAddress source, Timestamp now)
    {
        var index = IndexOf(source);
        if (index < 0 && sourceCount < MaxValidSources) index = sourceCount++;
        if (index < 0)
        {
            index = Oldest();
            Evicted = sources[index].Address;
        }

        // Whoever was away for so long may have left the address to another.
        var isProved = sources[index] is { IsProved: true } known && known.Address == source && now - known.LastCheck < ConsentLifetime;
        sources[index] = new ValidSource(source, now, isProved);
    }

    /// <summary>The selected source is never the one to go: its checks may just be slower than the others'.</summary>
    private int Oldest()
    {
        var oldest = -1;
        for (var i = 0; i < sourceCount; i++)
        {
            if (sources[i].Address == Selected) continue;
            if (oldest < 0 || sources[i].LastCheck < sources[oldest].LastCheck) oldest = i;
        }

        return oldest;
    }

    private int IndexOf(in RemoteAddress source)
    {
        for (var i = 0; i < sourceCount; i++)
            if (sources[i].Address == source) return i;
        return -1;
    }

    private static bool TryReadFragment(in StunMessage request, out ReadOnlySpan<byte> fragment, out ReadOnlySpan<byte> theirs)
    {
        fragment = theirs = default;
        if (!request.TryGet(StunAttribute.Username, out var username)) return false;
        var colon = username.IndexOf((byte)':');
        if (colon <= 0) return false;
        fragment = username[..colon];
        theirs = username[(colon + 1)..];
        return true;
    }

    private static bool Names(IceCredentials? credentials, ReadOnlySpan<byte> fragment) =>
        credentials is not null && Ascii.Equals(fragment, credentials.UsernameFragment);

    private readonly record struct ValidSource(RemoteAddress Address, Timestamp LastCheck, bool IsProved);
}
