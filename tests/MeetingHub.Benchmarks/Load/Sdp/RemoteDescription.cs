using System.Globalization;
using System.Net;
using MeetingHub.Benchmarks.Load.Wire;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rtcp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Benchmarks.Load.Sdp;

/// <summary>What a server says of itself, in an answer of ours or an offer of Janus': as much of it as the generator needs.</summary>
internal sealed class RemoteDescription
{
    public const string TransportSequenceUri = TransportFeedback.Uri;

    private RemoteDescription(PeerIdentity identity, IPEndPoint address, IReadOnlyList<RemoteSection> sections)
    {
        Identity = identity;
        Address = address;
        Sections = sections;
    }

    public PeerIdentity Identity { get; }

    /// <summary>The first IPv4 candidate over UDP; port 0 when there is none.</summary>
    public IPEndPoint Address { get; }

    public IReadOnlyList<RemoteSection> Sections { get; }

    /// <exception cref="FormatException">Something that cannot be done without is not there.</exception>
    public static RemoteDescription Parse(string sdp)
    {
        List<RemoteSection> sections = [];
        string? fragment = null, password = null;
        CertificateFingerprint? fingerprint = null;
        IPEndPoint? address = null;
        foreach (var raw in sdp.AsSpan().EnumerateLines())
        {
            var line = raw.TrimEnd().ToString();
            if (line.StartsWith("m=", StringComparison.Ordinal)) sections.Add(new RemoteSection(line[2..]));
            if (!line.StartsWith("a=", StringComparison.Ordinal)) continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = colon < 0 ? (line[2..], "") : (line[2..colon], line[(colon + 1)..]);
            if (name == "ice-ufrag") fragment ??= value;
            else if (name == "ice-pwd") password ??= value;
            else if (name == "fingerprint" && CertificateFingerprint.TryParse(value, out var parsed)) fingerprint ??= parsed;
            else if (name == "candidate") address ??= CandidateOf(value);
            else if (sections.Count > 0) sections[^1].Take(name, value);
        }

        if (fragment is null || password is null || fingerprint is null)
            throw new FormatException("The server's description has no ICE credentials or no SHA-256 fingerprint.");
        return new RemoteDescription(
            new PeerIdentity(new IceCredentials(fragment, password), fingerprint), address ?? new IPEndPoint(IPAddress.Any, 0), sections);
    }

    /// <summary>The streams it will send.</summary>
    public IEnumerable<ReceivedStream> Streams() =>
        Sections.Where(s => s.Sends && s.Ssrc != 0).Select(s => new ReceivedStream(s.Ssrc, s.RtxSsrc, s.IsVideo));

    /// <summary>Under which identifier its packets carry transport-wide numbers; 0 when they don't.</summary>
    public byte TransportExtension =>
        Sections.Where(s => s.Sends).Select(s => s.Extensions.GetValueOrDefault(TransportSequenceUri)).FirstOrDefault(id => id != 0);

    private static IPEndPoint? CandidateOf(string value)
    {
        var parts = value.Split(' ');
        var isUdp = parts.Length > 5 && parts[2].Equals("udp", StringComparison.OrdinalIgnoreCase);
        return isUdp && IPAddress.TryParse(parts[4], out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? new IPEndPoint(ip, int.Parse(parts[5], CultureInfo.InvariantCulture))
            : null;
    }
}

/// <summary>One m-line of the server's.</summary>
internal sealed class RemoteSection(string line)
{
    public bool IsVideo { get; } = line.StartsWith("video", StringComparison.Ordinal);

    public string Mid { get; private set; } = "";

    public bool Sends { get; private set; }

    public uint Ssrc { get; private set; }

    public uint RtxSsrc { get; private set; }

    /// <summary>The line's first format.</summary>
    public byte PayloadType { get; } = byte.Parse(line.Split(' ')[3], CultureInfo.InvariantCulture);

    public byte? RtxPayloadType { get; private set; }

    public Dictionary<string, byte> Extensions { get; } = new(StringComparer.Ordinal);

    public void Take(string name, string value)
    {
        switch (name)
        {
            case "mid":
                Mid = value;
                break;
            case "sendonly" or "sendrecv":
                Sends = true;
                break;
            case "ssrc-group" when value.StartsWith("FID ", StringComparison.Ordinal):
                Ssrc = uint.Parse(value.Split(' ')[1], CultureInfo.InvariantCulture);
                RtxSsrc = uint.Parse(value.Split(' ')[2], CultureInfo.InvariantCulture);
                break;
            case "ssrc" when Ssrc == 0:
                Ssrc = uint.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
                break;
            case "fmtp" when value.EndsWith($" apt={PayloadType}", StringComparison.Ordinal):
                RtxPayloadType = byte.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
                break;
            case "extmap":
                var parts = value.Split(' ');
                Extensions[parts[1]] = byte.Parse(parts[0].Split('/')[0], CultureInfo.InvariantCulture);
                break;
        }
    }
}
