using System.Buffers;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Sdp;

/// <summary>A picture codec on one line, with the numbers that this browser gave it.</summary>
/// <param name="RtxPayloadType">Of its retransmissions, without which it is not taken (media.md, T5.2).</param>
/// <param name="Format">For a=fmtp in the answer; empty for none.</param>
internal readonly record struct OfferedCodec(PictureCodec Codec, byte PayloadType, byte RtxPayloadType, string Format = "")
{
    /// <summary>As in a=rtpmap.</summary>
    public string Name => Codec switch
    {
        PictureCodec.Vp8 => "VP8",
        PictureCodec.H264 => "H264",
        PictureCodec.Vp9 => "VP9",
        PictureCodec.Av1 => "AV1",
    };
}

/// <summary>Finds out whether a format is one that goes on to others as it is.</summary>
internal static class CodecFormats
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <returns>Default when it is not among them.</returns>
    public static OfferedCodec Find(this IReadOnlyList<OfferedCodec> codecs, PictureCodec codec)
    {
        for (var i = 0; i < codecs.Count; i++)
            if (codecs[i].Codec == codec) return codecs[i];
        return default;
    }

    /// <param name="mapping">Of a=rtpmap, "H264/90000".</param>
    /// <param name="parameters">Of a=fmtp; empty when the line has none.</param>
    /// <param name="format">What to answer.</param>
    public static PictureCodec? Recognise(string mapping, string parameters, out string format)
    {
        format = "";
        switch (mapping.ToUpperInvariant())
        {
            case "VP8/90000":
                return PictureCodec.Vp8;
            case "H264/90000":
                if (!string.Equals(Find(parameters, "packetization-mode"), "1", StringComparison.Ordinal)) return null;
                var profile = Find(parameters, "profile-level-id");
                if (!IsConstrainedBaseline(profile)) return null;
                format = $"level-asymmetry-allowed=1;packetization-mode=1;profile-level-id={profile}";
                return PictureCodec.H264;
            case "VP9/90000":
                if (Find(parameters, "profile-id") is not ("" or "0")) return null;
                format = "profile-id=0";
                return PictureCodec.Vp9;
            case "AV1/90000":
                return Find(parameters, "profile") is "" or "0" ? PictureCodec.Av1 : null;
            default:
                return null;
        }
    }

    /// <summary>Baseline with constraint_set1 (RFC 6184 section 8.1): what every browser decodes.</summary>
    private static bool IsConstrainedBaseline(string profile) =>
        profile.Length == 6 && !profile.AsSpan().ContainsAnyExcept(HexDigits)
        && profile.StartsWith("42", StringComparison.Ordinal) && (Convert.FromHexString(profile)[1] & 0x40) != 0;

    private static string Find(string parameters, string name)
    {
        foreach (var range in parameters.AsSpan().Split(';'))
        {
            var parameter = parameters.AsSpan(range).Trim();
            var equals = parameter.IndexOf('=');
            if (equals > 0 && parameter[..equals].Equals(name, StringComparison.OrdinalIgnoreCase)) return parameter[(equals + 1)..].ToString();
        }

        return "";
    }
}
