using System.Buffers;
using System.Globalization;

namespace MeetingHub.Media.Sdp;

/// <summary>One m-line of an offer as it is being read.</summary>
internal sealed class LineDraft(LineMedia media, string port, string protocol, string formats) : SdpSection
{
    /// <summary>RFC 8851 section 10.</summary>
    private static readonly SearchValues<char> RidCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> MidCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+");

    private readonly Dictionary<byte, string> codecs = [];
    private readonly Dictionary<byte, byte> rtxOf = [];
    private readonly Dictionary<byte, string> parametersOf = [];
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

    public OfferedLine Finish(SdpSection session)
    {
        var opus = media == LineMedia.Audio ? FindType("opus/48000/2") : null;
        var red = opus is null ? null : FindType("red/48000/2");
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
            OpusPayloadType = opus,
            RedPayloadType = red,
            PrefersRed = red is { } redundant && opus is { } plain && PlaceOf(redundant) < PlaceOf(plain),
            Codecs = media == LineMedia.Video ? FindPictures() : [],
            Extensions = extensions,
            // Firefox may name streams beside its layers, but not which is which.
            Ssrc = sent.Count == 0 ? ssrc : 0,
            RtxSsrc = sent.Count == 0 ? rtxSsrc : 0,
        };
    }

    private byte? FindType(string mapping)
    {
        foreach (var (type, codec) in codecs)
            if (codec.Equals(mapping, StringComparison.OrdinalIgnoreCase)) return type;
        return null;
    }

    private int PlaceOf(byte type) => Array.IndexOf(formats.Split(' '), type.ToString(CultureInfo.InvariantCulture));

    private List<OfferedCodec> FindPictures()
    {
        List<OfferedCodec> found = [];
        foreach (var (type, mapping) in codecs)
        {
            if (CodecFormats.Recognise(mapping, FormatOf(type), out var format) is not { } codec) continue;
            if (!found.Exists(f => f.Codec == codec) && FindRetransmissions(type) is { } rtx)
                found.Add(new OfferedCodec(codec, type, rtx, format));
        }

        found.Sort((one, other) => one.Codec.CompareTo(other.Codec));
        return found;
    }

    private byte? FindRetransmissions(byte of)
    {
        foreach (var (type, original) in rtxOf)
            if (original == of && codecs.TryGetValue(type, out var codec) && codec.StartsWith("rtx/", StringComparison.OrdinalIgnoreCase)) return type;
        return null;
    }

    private string FormatOf(byte type) => parametersOf.GetValueOrDefault(type, "");

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
        else if (parameters.Length <= SdpLimits.FormatCharacters) parametersOf[type] = parameters.ToString();
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
