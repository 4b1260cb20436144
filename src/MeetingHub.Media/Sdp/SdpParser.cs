using System.Buffers;
using System.Globalization;
using MeetingHub.Media.Dtls;

namespace MeetingHub.Media.Sdp;

/// <summary>
/// Reads offers, RFC 8866 as narrowed by JSEP (RFC 9429). Lines it does not know are skipped; whatever would later be answered or
/// kept is checked here. Never throws for what a browser wrote.
/// </summary>
internal static class SdpParser
{
    /// <summary>RFC 8851 section 10.</summary>
    private static readonly SearchValues<char> RidCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> MidCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+");

    /// <param name="refusal">A stable code, see <see cref="SdpRefusal"/>; null when the offer was read.</param>
    public static SdpOffer? Parse(string text, out string? refusal)
    {
        if (text.Length > SdpLimits.Characters)
        {
            refusal = SdpRefusal.TooLarge;
            return null;
        }

        var session = new Section();
        List<LineDraft> drafts = [];
        refusal = ReadLines(text, session, drafts);
        if (refusal is not null) return null;
        var offer = Assemble(session, drafts, out refusal);
        return refusal is null ? offer : null;
    }

    private static string? ReadLines(string text, Section session, List<LineDraft> drafts)
    {
        Section section = session;
        var isFirst = true;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.TrimEnd();
            if (line.IsEmpty) continue;
            if (line.Length < 2 || line[1] != '=') return SdpRefusal.Malformed;
            if (isFirst && !line.SequenceEqual("v=0")) return SdpRefusal.Malformed;
            isFirst = false;
            if (line[0] == 'm')
            {
                if (drafts.Count == SdpLimits.MediaLines) return SdpRefusal.TooManyMediaLines;
                var draft = LineDraft.TryStart(line[2..]);
                if (draft is null) return SdpRefusal.Malformed;
                drafts.Add(draft);
                section = draft;
            }
            else if (line[0] == 'a')
            {
                if (++section.Attributes > SdpLimits.AttributesPerLine) return SdpRefusal.TooManyAttributes;
                var value = line[2..];
                var colon = value.IndexOf(':');
                var name = colon < 0 ? value : value[..colon];
                if (!section.Take(name, colon < 0 ? [] : value[(colon + 1)..])) return SdpRefusal.Malformed;
            }
        }

        return isFirst ? SdpRefusal.Malformed : null;
    }

    private static SdpOffer? Assemble(Section session, List<LineDraft> drafts, out string? refusal)
    {
        refusal = Check(session, drafts);
        if (refusal is not null) return null;
        var first = drafts.Find(d => string.Equals(d.Mid, session.Bundle![0], StringComparison.Ordinal));
        var ufrag = first?.Ufrag ?? session.Ufrag;
        var fingerprint = first?.Fingerprint ?? session.Fingerprint;
        if (first is null) refusal = SdpRefusal.NoBundle;
        else if (ufrag is null || (first.Pwd ?? session.Pwd) is null) refusal = SdpRefusal.NoIce;
        else if (fingerprint is null) refusal = SdpRefusal.NoFingerprint;
        // RFC 5763 section 5: an offer says actpass. We only ever play the DTLS server.
        else if ((first.Setup ?? session.Setup) is not ("actpass" or "active")) refusal = SdpRefusal.WrongSetup;
        if (refusal is not null) return null;
        return new SdpOffer
        {
            IceUsernameFragment = ufrag!,
            Fingerprint = fingerprint!,
            Bundle = session.Bundle!,
            AllowsMixedExtensions = session.AllowsMixedExtensions,
            Lines = drafts.ConvertAll(d => d.Finish(session)),
        };
    }

    private static string? Check(Section session, List<LineDraft> drafts)
    {
        if (drafts.Count == 0) return SdpRefusal.Malformed;
        if (session.Bundle is null or []) return SdpRefusal.NoBundle;
        HashSet<string> mids = new(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            if (draft.Mid is null) return SdpRefusal.NoMid;
            if (!mids.Add(draft.Mid)) return SdpRefusal.DuplicateMid;
            // One transport for everything: what stays outside the bundle can only be a line given up.
            if (!draft.IsStopped && !session.Bundle.Contains(draft.Mid, StringComparer.Ordinal)) return SdpRefusal.NoBundle;
        }

        return null;
    }

    /// <summary>Attributes that may stand at either level; a line's own wins.</summary>
    private class Section
    {
        public int Attributes { get; set; }

        public string[]? Bundle { get; private set; }

        public bool AllowsMixedExtensions { get; private set; }

        public string? Ufrag { get; private set; }

        public string? Pwd { get; private set; }

        public string? Setup { get; private set; }

        public CertificateFingerprint? Fingerprint { get; private set; }

        public LineDirection? Direction { get; private set; }

        /// <returns>False when the attribute is one we read and it does not add up.</returns>
        public virtual bool Take(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
        {
            switch (name)
            {
                case "ice-ufrag":
                    Ufrag = value.ToString();
                    return value.Length is >= 4 and <= SdpLimits.IceCharacters;
                case "ice-pwd":
                    Pwd = value.ToString();
                    return value.Length is >= 22 and <= SdpLimits.IceCharacters;
                case "setup":
                    Setup = value.ToString();
                    return true;
                case "fingerprint":
                    // Several hashes may be offered; the one we check with is enough.
                    if (CertificateFingerprint.TryParse(value, out var fingerprint)) Fingerprint = fingerprint;
                    return true;
                case "group":
                    if (value.StartsWith("BUNDLE "))
                        Bundle = value[7..].ToString().Split(' ', SdpLimits.MediaLines + 1, StringSplitOptions.RemoveEmptyEntries);
                    return Bundle is not { Length: > SdpLimits.MediaLines };
                case "extmap-allow-mixed":
                    AllowsMixedExtensions = true;
                    return true;
                case "sendrecv":
                    Direction = LineDirection.SendReceive;
                    return true;
                case "sendonly":
                    Direction = LineDirection.Send;
                    return true;
                case "recvonly":
                    Direction = LineDirection.Receive;
                    return true;
                case "inactive":
                    Direction = LineDirection.Inactive;
                    return true;
                default:
                    return true;
            }
        }
    }

    private sealed class LineDraft(LineMedia media, string port, string protocol, string formats) : Section
    {
        private readonly Dictionary<byte, string> codecs = [];
        private readonly Dictionary<byte, byte> rtxOf = [];
        private ExtensionIds extensions;
        private readonly HashSet<string> rids = new(StringComparer.Ordinal);
        private readonly List<string> layers = [];
        private bool isBundleOnly;
        private uint ssrc;
        private uint rtxSsrc;

        public string? Mid { get; private set; }

        public bool IsStopped => port is "0" && !isBundleOnly;

        public static LineDraft? TryStart(ReadOnlySpan<char> value)
        {
            var parts = value.ToString().Split(' ', 4);
            if (parts.Length < 4 || !ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)) return null;
            var media = parts[0] switch
            {
                "audio" => LineMedia.Audio,
                "video" => LineMedia.Video,
                _ => LineMedia.Other,
            };
            return new LineDraft(media, parts[1], parts[2], parts[3]);
        }

        public override bool Take(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
        {
            switch (name)
            {
                case "mid":
                    Mid = value.ToString();
                    return value.Length is > 0 and <= SdpLimits.MidCharacters && !value.ContainsAnyExcept(MidCharacters);
                case "bundle-only":
                    isBundleOnly = true;
                    return true;
                case "rtpmap":
                    return codecs.Count < SdpLimits.Codecs && TakeNumbered(value, out var mapped, out var codec)
                        && (codecs[mapped] = codec.ToString()) is not null;
                case "fmtp":
                    return TakeFormat(value);
                case "extmap":
                    return TakeExtension(value);
                case "rid":
                    return TakeRid(value);
                case "simulcast":
                    return TakeSimulcast(value);
                case "ssrc-group":
                    return TakeGroup(value);
                case "ssrc":
                    // The first one named is the media's; of pairs the group below tells.
                    var end = value.IndexOf(' ');
                    if (!uint.TryParse(end < 0 ? value : value[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var named))
                        return false;
                    if (ssrc == 0) ssrc = named;
                    return true;
                default:
                    return base.Take(name, value);
            }
        }

        public OfferedLine Finish(Section session)
        {
            var wanted = media == LineMedia.Audio ? "opus/48000/2" : "VP8/90000";
            byte? payloadType = null;
            byte? rtxPayloadType = null;
            foreach (var (type, codec) in codecs)
                if (payloadType is null && codec.Equals(wanted, StringComparison.OrdinalIgnoreCase)) payloadType = type;
            foreach (var (type, original) in rtxOf)
                if (original == payloadType && codecs.TryGetValue(type, out var codec)
                    && codec.StartsWith("rtx/", StringComparison.OrdinalIgnoreCase)) rtxPayloadType = type;
            byte? redPayloadType = null;
            foreach (var (type, codec) in codecs)
                if (media == LineMedia.Audio && codec.Equals("red/48000/2", StringComparison.OrdinalIgnoreCase)) redPayloadType = type;
            List<string> sent = media == LineMedia.Video && extensions.TellLayers ? layers.FindAll(rids.Contains) : [];
            return new OfferedLine
            {
                Rids = sent,
                Mid = Mid!,
                Media = media,
                Direction = Direction ?? session.Direction ?? LineDirection.SendReceive,
                IsStopped = IsStopped,
                Protocol = protocol,
                Formats = formats,
                PayloadType = payloadType,
                RtxPayloadType = rtxPayloadType,
                RedPayloadType = redPayloadType,
                PrefersRed = redPayloadType is { } red && payloadType is { } plain && PlaceOf(red) < PlaceOf(plain),
                Extensions = extensions,
                // Firefox may name streams beside its layers, but not which is which.
                Ssrc = sent.Count == 0 ? ssrc : 0,
                RtxSsrc = sent.Count == 0 ? rtxSsrc : 0,
            };
        }

        private int PlaceOf(byte type) =>
            Array.IndexOf(formats.Split(' '), type.ToString(CultureInfo.InvariantCulture));

        private static bool TakeNumbered(ReadOnlySpan<char> value, out byte number, out ReadOnlySpan<char> rest)
        {
            var space = value.IndexOf(' ');
            rest = space < 0 ? [] : value[(space + 1)..];
            number = 0;
            return space > 0 && byte.TryParse(value[..space], NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 128;
        }

        private bool TakeFormat(ReadOnlySpan<char> value)
        {
            if (!TakeNumbered(value, out var type, out var parameters)) return false;
            if (parameters.StartsWith("apt=")
                && byte.TryParse(parameters[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var original)) rtxOf[type] = original;
            return true;
        }

        private bool TakeExtension(ReadOnlySpan<char> value)
        {
            var space = value.IndexOf(' ');
            if (space < 0) return false;
            // Firefox writes "8/sendonly".
            var id = value[..space];
            var slash = id.IndexOf('/');
            if (slash >= 0) id = id[..slash];
            if (!ushort.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0) return false;
            // RFC 8285 section 5 uses 4096 and up for offering more than fits; those can never be on the wire.
            if (number > byte.MaxValue) return true;
            var uri = value[(space + 1)..];
            var end = uri.IndexOf(' ');
            extensions = extensions.With((end < 0 ? uri : uri[..end]).ToString(), (byte)number);
            return true;
        }

        /// <summary>RFC 8851: "q send", then restrictions that do not concern us.</summary>
        private bool TakeRid(ReadOnlySpan<char> value)
        {
            var end = value.IndexOf(' ');
            if (end < 0) return false;
            var rid = value[..end];
            if (!value[(end + 1)..].StartsWith("send")) return true;
            if (rid.IsEmpty || rid.Length > SdpLimits.RidCharacters || rid.ContainsAnyExcept(RidCharacters)) return false;
            rids.Add(rid.ToString());
            return rids.Count <= SdpLimits.OfferedRids;
        }

        /// <summary>RFC 8853 section 5.1: "send q;h;~f", of alternatives ("h,g") the first. More than we take are left out.</summary>
        private bool TakeSimulcast(ReadOnlySpan<char> value)
        {
            const string Sends = "send ";
            var at = value.IndexOf(Sends, StringComparison.Ordinal);
            if (at < 0) return true;
            var list = value[(at + Sends.Length)..].TrimStart();
            var end = list.IndexOf(' ');
            if (end >= 0) list = list[..end];
            foreach (var range in list.Split(';'))
            {
                var layer = list[range];
                var comma = layer.IndexOf(',');
                if (comma >= 0) layer = layer[..comma];
                layer = layer.TrimStart('~');
                if (layers.Count < SdpLimits.Layers && !layers.Contains(layer.ToString())) layers.Add(layer.ToString());
            }

            return true;
        }

        private bool TakeGroup(ReadOnlySpan<char> value)
        {
            if (!value.StartsWith("FID ")) return true;
            var members = value[4..].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return members.Length == 2
                && uint.TryParse(members[0], NumberStyles.None, CultureInfo.InvariantCulture, out ssrc)
                && uint.TryParse(members[1], NumberStyles.None, CultureInfo.InvariantCulture, out rtxSsrc);
        }
    }
}
