using System.Net;
using System.Text;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Stun;

namespace MeetingHub.Media.Tests.Ice;

/// <summary>A connectivity check as Chromium sends it; each test changes the one thing it is about.</summary>
internal sealed record Check(IceCredentials Server)
{
    public static readonly RemoteAddress Home = From("192.0.2.7", 50_000);
    public static readonly RemoteAddress Mobile = From("198.51.100.9", 1234);

    public StunType Type { get; init; } = StunType.BindingRequest;
    public string? Password { get; init; }
    public string? Username { get; init; }
    public bool HasUsername { get; init; } = true;
    public bool HasIntegrity { get; init; } = true;
    public bool HasFingerprint { get; init; } = true;
    public bool HasPriority { get; init; } = true;
    public bool Nominates { get; init; } = true;
    public bool IsControlled { get; init; }
    public uint? Nomination { get; init; }
    public ushort? ExtraAttribute { get; init; }
    public int ExtraBytes { get; init; } = 4;

    public static RemoteAddress From(string address, int port) => RemoteAddress.From(new IPEndPoint(IPAddress.Parse(address), port));

    public byte[] Write()
    {
        var buffer = new byte[2000];
        var writer = new StunWriter(buffer, Type, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2]);
        if (HasUsername) writer.Add(StunAttribute.Username, Encoding.UTF8.GetBytes(Username ?? Server.UsernameFragment + ":peer"));
        writer.Add((StunAttribute)0xC057, 0x0001_0002u);
        writer.Add(IsControlled ? StunAttribute.IceControlled : StunAttribute.IceControlling, 42UL);
        if (HasPriority) writer.Add(StunAttribute.Priority, 1u);
        if (Nominates) writer.Add(StunAttribute.UseCandidate, []);
        if (Nomination is { } count) writer.Add(StunAttribute.GoogNomination, count);
        if (ExtraAttribute is { } extra) writer.Add((StunAttribute)extra, new byte[ExtraBytes]);
        if (HasIntegrity) writer.AddIntegrity(Encoding.UTF8.GetBytes(Password ?? Server.Password));
        if (HasFingerprint) writer.AddFingerprint();
        return buffer[..writer.Length];
    }
}
