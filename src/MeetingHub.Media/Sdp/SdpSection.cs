using System.Text;
using MeetingHub.Media.Dtls;

namespace MeetingHub.Media.Sdp;

/// <summary>Attributes that may stand at either level; a line's own wins.</summary>
internal class SdpSection
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
                return value.Length is >= 4 and <= SdpLimits.IceCharacters && Ascii.IsValid(value);
            case "ice-pwd":
                Pwd = value.ToString();
                return value.Length is >= 22 and <= SdpLimits.IceCharacters && Ascii.IsValid(value);
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
