using MeetingHub.Media.Congestion;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Allocation;

/// <summary>What a receiver is to hear of those who may speak, apart from himself.</summary>
/// <param name="Open">Microphones that are open.</param>
/// <param name="Cost">Bits a second of the dearest of them while it speaks.</param>
internal readonly record struct VoiceDemand(int Open, long Cost);

/// <summary>
/// Makes what one browser receives fit its line: first as many voices as fit and never none, then pictures by <see cref="BitPlan"/>. What is
/// taken away goes at once; what is added waits for a <see cref="RisePermit"/>.
/// </summary>
internal sealed class Downlink(Subscriber subscriber, Egress egress)
{
    public const int NoLimit = int.MaxValue;

    /// <summary>Voices for which room is kept; more at once are not understood anyway.</summary>
    private const int ReservedVoices = 3;

    /// <summary>Of the line, for reports and retransmissions; what is lost is sent twice on top.</summary>
    private const double Reserve = 0.05;

    /// <summary>Beyond it nobody asks for what was lost, the receiver gives up.</summary>
    private const double MostRepeated = 0.15;

    /// <summary>
    /// A voice more is let in with something to spare, and one that is heard stays when the estimate dips: words come before everything.
    /// </summary>
    private const double VoiceRising = 1.1;
    private const double VoiceStaying = 0.75;

    /// <summary>
    /// What is sent is so much more than fits that a picture must not go on until the next keyframe of a smaller layer: it would fill the
    /// queue for seconds.
    /// </summary>
    private const double Flood = 0.8;

    /// <summary>The estimate moved so much down that it cannot wait.</summary>
    private const double Urgent = 0.97;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Within it a line that was taken for too narrow has been probed and has proved itself, if it is not.</summary>
    private static readonly TimeSpan LongestDip = TimeSpan.FromSeconds(2);

    /// <summary>Until then whoever begins to speak is priced by what the voice cost long ago.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(2);

    private readonly BandwidthEstimator estimator = egress.Estimator;
    private PictureClaim[] claims = [];
    private VideoSlot[] claimants = [];
    private RisePermit permit = new();

    // Of its own: pictures that come and go keep nobody from being heard.
    private RisePermit voicePermit = new();
    private int open;
    private Timestamp opened;
    private VoiceRepetition repetition;
    private long reviewedAt;
    private Timestamp? fitsNot;

    // Bits a second of the cheapest picture that is let in, in its smallest layer.
    private long smallestPicture;

    /// <summary>Voices that fit; <see cref="NoLimit"/> when all do.</summary>
    public int VoiceLimit { get; private set; } = NoLimit;

    /// <summary>Whether anything wanted is left out for want of width.</summary>
    public bool IsLimited { get; private set; }

    /// <summary>Bits a second of everything that is wanted, whether or not it fits.</summary>
    public long Need { get; private set; }

    /// <summary>Below it the line is looked at only when it narrows.</summary>
    public Timestamp NextReview { get; private set; }

    /// <summary>Whether the line has changed enough, or long enough has passed.</summary>
    public bool IsDue(Timestamp now) => now >= NextReview || (!estimator.IsSilent && estimator.BitsPerSecond < reviewedAt * Urgent);

    /// <summary>Shares the line anew.</summary>
    /// <param name="speaker">Whose tile goes before the others.</param>
    /// <returns>Whether <see cref="VoiceLimit"/> changed.</returns>
    public bool Review(in VoiceDemand voices, ParticipantKey? speaker, Timestamp now)
    {
        NextReview = now + Interval;
        // A picture taken away now would look like a choice: its page must see that it stands still, and look for another way.
        if (estimator.IsSilent)
        {
            fitsNot = null;
            return false;
        }

        // What is taken for a trial comes back at once when it was in vain.
        var hasNarrowed = estimator.BitsPerSecond < reviewedAt && !estimator.IsTrying;
        reviewedAt = estimator.BitsPerSecond;
        var share = Reserve + Math.Min(estimator.LossAt(now), MostRepeated);
        var budget = (long)(estimator.BitsPerSecond * (1 - share));
        var mayRise = permit.MayRise(estimator.BitsPerSecond, now);
        var before = VoiceLimit;
        // What is lost of a voice is never asked for again, so nothing is kept back for that.
        VoiceLimit = Voices(voices, (long)(estimator.Leniently(now) * (1 - Reserve)), now);
        if (VoiceLimit < before) voicePermit.Fell(now);
        if (VoiceLimit > before) voicePermit.Rose(estimator.BitsPerSecond, now);
        var sound = Sound(voices, (long)(estimator.Leniently(now) * (1 - share)), now);
        var count = Claim(speaker);
        var lenience = estimator.Leniently(now) - estimator.BitsPerSecond;
        var left = Math.Max(0, budget - sound);
        var isWhole = BitPlan.Share(left, claims.AsSpan(0, count), mayRise, lenience);
        if (IsDip(claims.AsSpan(0, count), now)) isWhole = BitPlan.Share(left, claims.AsSpan(0, count), mayRise, lenience, isDip: true);
        Grant(count, budget + lenience, hasNarrowed, now);
        IsLimited = !isWhole || VoiceLimit != NoLimit;
        // Sound as it is sent now, or what a probe has to find would be less than what it is for.
        Need = Math.Max(sound, Math.Min(voices.Open, ReservedVoices) * voices.Cost) + Ideal(count);
        // A little more than it costs, or what a probe finds is never enough to rise.
        estimator.Wanted = IsLimited ? (long)(Need / (1 - share) * 1.2) : 0;
        return VoiceLimit != before;
    }

    /// <summary>Whether a picture would go altogether, and not for long already.</summary>
    private bool IsDip(ReadOnlySpan<PictureClaim> planned, Timestamp now)
    {
        var isShort = false;
        foreach (ref readonly var claim in planned) isShort |= claim.Before >= 0 && claim.Granted < 0;
        fitsNot = isShort ? fitsNot ?? now : null;
        return now - fitsNot < LongestDip;
    }

    /// <returns>Bits a second of the voices that are let in; twice each where it helps and fits beside a picture.</returns>
    private long Sound(in VoiceDemand voices, long usable, Timestamp now)
    {
        var once = Math.Min(Math.Min(voices.Open, ReservedVoices), VoiceLimit) * voices.Cost;
        repetition.Update(estimator.LossAt(now), usable, once, smallestPicture, now);
        egress.RepeatsVoices = repetition.IsOn;
        return repetition.IsOn ? (long)(once * VoiceRepetition.Cost) : once;
    }

    private int Voices(in VoiceDemand voices, long budget, Timestamp now)
    {
        if (voices.Open > open) opened = now;
        open = voices.Open;
        var wanted = Math.Min(voices.Open, ReservedVoices);
        if (wanted == 0) return NoLimit;
        var cost = now - opened < Beginning ? Math.Min(voices.Cost, VoiceCost.Thrifty) : voices.Cost;
        var fits = (int)Math.Max(1, budget / (cost * VoiceStaying));
        if (fits < Math.Min(wanted, VoiceLimit)) return fits;
        if (VoiceLimit == NoLimit || !voicePermit.MayRise(estimator.BitsPerSecond, now)) return VoiceLimit;
        var fitsWell = (int)Math.Max(1, budget / (voices.Cost * VoiceRising));
        return fitsWell >= wanted ? NoLimit : Math.Max(VoiceLimit, fitsWell);
    }

    private int Claim(ParticipantKey? speaker)
    {
        if (claims.Length < subscriber.Videos.Count)
        {
            claims = new PictureClaim[subscriber.Videos.Count];
            claimants = new VideoSlot[subscriber.Videos.Count];
        }

        var count = 0;
        for (var i = 0; i < subscriber.Ranked.Count; i++)
        {
            var slot = subscriber.Ranked[i];
            if (slot.Wanted is not { } source) continue;
            var isNew = slot.Granted?.Source != source;
            claimants[count] = slot;
            ref var claim = ref claims[count++];
            claim = new PictureClaim
            {
                Rank = source.Kind == SourceKind.Screen ? ClaimRank.Screen : source.Participant == speaker ? ClaimRank.Speaker : ClaimRank.Tile,
                Ideal = Math.Min(LayerPlan.Ideal(source.Layers, source.Kind, slot.PixelHeight), PictureClaim.MostLayers - 1),
                Before = isNew ? PictureClaim.None : slot.Granted!.Value.Layer,
                IsNew = isNew,
            };
            for (var layer = 0; layer <= claim.Ideal; layer++) claim.Costs[layer] = source.Layers[layer].Cost;
        }

        return count;
    }

    private void Grant(int count, long budget, bool hasNarrowed, Timestamp now)
    {
        long sending = 0;
        for (var i = 0; i < count; i++)
            if (claimants[i].Shown is { } layer) sending += LayerCost.WithHeaders(layer.BitsPerSecond);
        var isFlood = budget < sending * Flood;
        smallestPicture = 0;
        for (var i = 0; i < count; i++)
        {
            // Giving to somebody who begins to speak what another had is no sign of a bad line.
            if (hasNarrowed && claims[i].Granted < Math.Min(claims[i].Before, claims[i].Ideal)) permit.Fell(now);
            if (claims[i].Granted > claims[i].Before && !claims[i].IsNew) permit.Rose(estimator.BitsPerSecond, now);
            if (claims[i].Granted >= 0) smallestPicture = smallestPicture == 0 ? claims[i].Costs[0] : Math.Min(smallestPicture, claims[i].Costs[0]);
            claimants[i].Grant(claims[i].Granted, claims[i].Granted == claims[i].Ideal, now);
            if (isFlood) claimants[i].Hold(now);
        }
    }

    private long Ideal(int count)
    {
        long sum = 0;
        for (var i = 0; i < count; i++) sum += claims[i].Costs[claims[i].Ideal];
        return sum;
    }
}
