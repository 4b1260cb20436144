using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MeetingHub.Domain;

namespace MeetingHub.Server.Rooms;

/// <summary>Section "Media:Turn": a TURN server that browsers may go through where they reach this one neither by UDP nor by TCP.</summary>
internal sealed class TurnSettings
{
    /// <summary>turn: or turns:, as a browser takes them; empty is none.</summary>
    public List<string> Urls { get; set; } = [];

    /// <summary>As the TURN server knows it: static-auth-secret of coturn.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Of the credentials that a page is given; it asks for new ones before they run out.</summary>
    public int LifetimeMinutes { get; set; } = 480;

    public bool IsSound => LifetimeMinutes is >= 5 and <= 7 * 24 * 60 && (Urls.Count == 0 || Secret.Length > 0)
        && Urls.TrueForAll(url => url.StartsWith("turn:", StringComparison.Ordinal) || url.StartsWith("turns:", StringComparison.Ordinal));
}

/// <summary>
/// Access to the TURN server for one window and a while, by the convention of draft-uberti-behave-turn-rest-00: the name says when it
/// ends, and only who knows the secret can make the password to it.
/// </summary>
/// <param name="Seconds">For which new allocations can be made, from now on; those that were made go on.</param>
public sealed record RelayAccess(IReadOnlyList<string> Urls, string Username, string Credential, int Seconds);

/// <summary>Empty when there is no TURN server.</summary>
public sealed record RelayAnswer(RelayAccess? Relay);

internal static class Relay
{
    /// <returns>Null when there is no TURN server.</returns>
    public static RelayAccess? AccessFor(ConnectionId connection, TurnSettings settings, DateTimeOffset now)
    {
        if (settings.Urls.Count == 0)
            return null;
        var lifetime = TimeSpan.FromMinutes(settings.LifetimeMinutes);
        var username = string.Create(CultureInfo.InvariantCulture, $"{(now + lifetime).ToUnixTimeSeconds()}:{connection.Value:N}");
#pragma warning disable CA5350 // What the draft says and TURN servers compute; the password is worth something for hours only.
        var credential = HMACSHA1.HashData(Encoding.UTF8.GetBytes(settings.Secret), Encoding.UTF8.GetBytes(username));
#pragma warning restore CA5350
        return new RelayAccess(settings.Urls, username, Convert.ToBase64String(credential), (int)lifetime.TotalSeconds);
    }
}
