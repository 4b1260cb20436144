using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>An offer of a browser. Receive-only lines in it are slots; they are named by mid and keep their meaning for good.</summary>
/// <param name="Sends">What the sending lines carry. A sending line that is not named here is answered inactive.</param>
public sealed record PeerOffer(string Sdp, IReadOnlyList<SendLine> Sends);

public sealed record SendLine(string Mid, SourceKind Kind);

/// <summary>What came of an offer: either an answer to hand to setRemoteDescription or the reason why there is none.</summary>
public sealed record PeerAnswer
{
    private PeerAnswer(string? sdp, string? refusal)
    {
        Sdp = sdp;
        Refusal = refusal;
    }

    /// <summary>Null when the offer was refused.</summary>
    public string? Sdp { get; }

    /// <summary>A stable code such as "sdp_too_large" or "mlines_changed"; null when there is an answer.</summary>
    public string? Refusal { get; }

    internal static PeerAnswer Accepted(string sdp) => new(sdp, refusal: null);

    internal static PeerAnswer Refused(string reason) => new(sdp: null, reason);
}
