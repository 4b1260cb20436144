using System.Security.Cryptography;
using System.Text;
using MeetingHub.Media.Stun;

namespace MeetingHub.Media.Ice;

/// <summary>
/// Asks an address whether it hears us. A check proves who sent it, but its source may be forged: somebody could have his pictures sent to
/// a victim. Every full agent answers a check (RFC 8445 section 7.3), and only where ours arrives is its transaction id known. A lite agent
/// is spared checks, not forbidden to make sure; RFC 9000 section 8.2 does the same for QUIC.
/// </summary>
internal sealed class PathChallenge
{
    /// <summary>Longest question, with a fragment of 256 characters.</summary>
    public const int MaxBytes = 400;

    /// <summary>The same question again, as the answer to any of them counts. A browser that moves may have no way back for a moment.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly byte[] transaction = new byte[StunMessage.TransactionIdBytes];
    private string ours = "";
    private string theirs = "";
    private byte[] key = [];
    private bool isFresh;

    /// <summary>Null while nothing is asked.</summary>
    public RemoteAddress? Address { get; private set; }

    /// <summary>When to ask, first or again.</summary>
    public Timestamp Due { get; private set; }

    /// <param name="named">Ours, as the address' own check named them.</param>
    /// <param name="peer">The other side's, of the same check.</param>
    public void Aim(in RemoteAddress address, IceCredentials named, IceCredentials peer, Timestamp now)
    {
        if (Address == address) return;
        (Address, Due, isFresh) = (address, now, true);
        (ours, theirs) = (named.UsernameFragment, peer.UsernameFragment);
        key = Encoding.UTF8.GetBytes(peer.Password);
    }

    public void Rest() => Address = null;

    /// <param name="destination">At least <see cref="MaxBytes"/>.</param>
    /// <param name="fill">Of the transaction id, which nobody else may foresee.</param>
    /// <returns>Bytes to send to <see cref="Address"/>.</returns>
    public int Write(Span<byte> destination, FillRandom fill, Timestamp now)
    {
        if (isFresh) fill(transaction);
        isFresh = false;
        Due = now + Interval;
        var writer = new StunWriter(destination, StunType.BindingRequest, transaction);
        writer.AddUsername(theirs, ours);
        writer.Add(StunAttribute.IceControlled, 0UL);
        writer.Add(StunAttribute.Priority, 1u);
        writer.AddIntegrity(key);
        writer.AddFingerprint();
        return writer.Length;
    }

    /// <summary>Whether a message is the answer to the question that stands.</summary>
    public bool IsAnswer(in StunMessage message, in RemoteAddress from) =>
        Address == from && !isFresh
        && CryptographicOperations.FixedTimeEquals(message.TransactionId, transaction)
        && message.HasValidFingerprint() && message.HasValidIntegrity(key);
}
