using MeetingHub.Media.Dtls;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// The way to one browser: ICE, then DTLS over the address that ICE proved, then SRTP under the keys of DTLS. Nothing is believed
/// before the step it rests on.
/// </summary>
internal sealed class PeerTransport : IDisposable
{
    /// <summary>
    /// Wrong tags in one second beyond which the peer is cut off: damage never does that, and each costs us an authentication
    /// (media.md, section 4).
    /// </summary>
    public const int MaxForgeriesPerSecond = 1000;

    private static readonly TimeSpan ForgeryWindow = TimeSpan.FromSeconds(1);

    private readonly DtlsContext dtlsContext;
    private readonly CertificateFingerprint fingerprint;
    private readonly Wakeup wakeup;
    private readonly Entropy entropy;
    private DtlsAssociation? dtls;
    private SrtpInbound? inbound;
    private RemoteAddress? flightsTo;
    private bool haveFlightsMoved;
    private int forgeries;
    private Timestamp forgeryWindow;

    public PeerTransport(
        DtlsContext dtlsContext, HandshakeGate gate, CertificateFingerprint fingerprint, IceCredentials local, Egress egress,
        Wakeup wakeup, Entropy entropy, Timestamp now)
    {
        this.dtlsContext = dtlsContext;
        Gate = gate;
        this.fingerprint = fingerprint;
        this.wakeup = wakeup;
        this.entropy = entropy;
        Egress = egress;
        Ice = new IceLiteAgent(local, now);
        wakeup.Ask(Ice.ConsentExpires);
    }

    public HandshakeGate Gate { get; }

    public IceLiteAgent Ice { get; }

    public Egress Egress { get; }

    /// <summary>Its place among the handshakes under way, given up by itself.</summary>
    public bool HoldsPlace { get; set; }

    public bool IsConnected { get; private set; }

    /// <summary>Null while the peer lives.</summary>
    public PeerCloseReason? Closed { get; private set; }

    public bool Expects(CertificateFingerprint other) => fingerprint.Equals(other);

    public StunOutcome HandleStun(ReadOnlySpan<byte> datagram, in RemoteAddress from, Timestamp now)
    {
        Span<byte> response = stackalloc byte[IceLiteAgent.MaxResponseBytes];
        var outcome = Ice.Handle(datagram, from, now, response, out var length);
        if (length > 0) Egress.SendPlain(response[..length], from);
        if (outcome is StunOutcome.Selected or StunOutcome.Proved) Egress.MoveTo(Ice.Selected, Ice.IsSelectedProved);
        Challenge(now);
        return outcome;
    }

    /// <summary>Nothing can be sent to this address any more.</summary>
    public void Forget(in RemoteAddress address)
    {
        Ice.Forget(address);
        Egress.MoveTo(Ice.Selected, Ice.IsSelectedProved);
    }

    /// <summary>The first datagram makes the association.</summary>
    public void HandleDtls(ReadOnlySpan<byte> datagram, in RemoteAddress from, Timestamp now)
    {
        if (Closed is not null) return;
        if (!Ice.IsValid(from))
        {
            // It was put out while the datagram waited. A place without an association would have no end.
            if (dtls is null) LeavePlace();
            return;
        }

        dtls ??= new DtlsAssociation(dtlsContext, DtlsRole.Server, fingerprint, now);
        dtls.Handle(datagram, now);
        AfterDtls();
        Challenge(now);
    }

    /// <summary>Opens a packet in place.</summary>
    /// <param name="length">Bytes of the plain packet.</param>
    public SrtpVerdict Open(Span<byte> packet, bool isRtcp, Timestamp now, out int length)
    {
        length = 0;
        if (inbound is null) return SrtpVerdict.Malformed;
        var verdict = isRtcp ? inbound.UnprotectRtcp(packet, out length) : inbound.UnprotectRtp(packet, out length);
        if (verdict == SrtpVerdict.Forged) CountForgery(now);
        return verdict;
    }

    /// <summary>From here on media goes both ways.</summary>
    internal void Use(SrtpKeys keys)
    {
        inbound = new SrtpInbound(keys);
        Egress.Open(new SrtpOutbound(keys));
        IsConnected = true;
    }

    public void Tick(Timestamp now)
    {
        if (Closed is not null) return;
        if (now >= Ice.ConsentExpires)
        {
            Closed = PeerCloseReason.ConsentExpired;
            return;
        }

        wakeup.Ask(Ice.ConsentExpires);
        Challenge(now);
        if (dtls is null) return;
        dtls.Tick(now);
        AfterDtls();
    }

    /// <summary>Says goodbye, so that the browser need not wait for a timeout.</summary>
    public void Close(PeerCloseReason reason)
    {
        Closed ??= reason;
        if (dtls is null || !IsConnected) return;
        dtls.Close();
        Drain();
    }

    public void Dispose()
    {
        LeavePlace();
        dtls?.Dispose();
        inbound?.Dispose();
        Egress.Dispose();
    }

    private void CountForgery(Timestamp now)
    {
        if (now - forgeryWindow >= ForgeryWindow) (forgeryWindow, forgeries) = (now, 0);
        if (++forgeries > MaxForgeriesPerSecond) Closed ??= PeerCloseReason.TooManyForgeries;
    }

    private void AfterDtls()
    {
        Drain();
        switch (dtls!.State)
        {
            case DtlsState.Connected when inbound is null && dtls.Keys is { } keys:
                LeavePlace();
                // Nobody gets through who has not read our flights.
                if (flightsTo is { } heard && !haveFlightsMoved) Ice.Prove(heard);
                Egress.MoveTo(Ice.Selected, Ice.IsSelectedProved);
                Use(keys);
                break;
            case DtlsState.Closed:
                Closed ??= PeerCloseReason.ClosedByPeer;
                break;
            case DtlsState.Failed:
                Closed ??= PeerCloseReason.HandshakeFailed;
                break;
            case DtlsState.Handshaking:
            case DtlsState.Connected:
                break;
        }

        AskForDtls();
    }

    private void AskForDtls()
    {
        if (dtls?.Deadline is { } deadline) wakeup.Ask(deadline);
    }

    /// <summary>Asks the selected address whether it hears us; before there are keys nothing is sent there that would be worth it.</summary>
    private void Challenge(Timestamp now)
    {
        if (!IsConnected || Ice.ChallengeDue is not { } due || Ice.Selected is not { } to) return;
        if (due <= now)
        {
            Span<byte> question = stackalloc byte[PathChallenge.MaxBytes];
            Egress.SendPlain(question[..Ice.WriteChallenge(question, entropy.Fill, now)], to);
        }

        wakeup.Ask(Ice.ChallengeDue ?? due);
    }

    private void Drain()
    {
        if (Ice.Selected is not { } to) return;
        if (!IsConnected) haveFlightsMoved |= (flightsTo ??= to) != to;
        Span<byte> datagram = stackalloc byte[DtlsAssociation.MaxDatagramBytes];
        while (dtls!.TryGetDatagram(datagram, out var length)) Egress.SendPlain(datagram[..length], to);
    }

    private void LeavePlace()
    {
        if (!HoldsPlace) return;
        HoldsPlace = false;
        Gate.Leave();
    }
}
