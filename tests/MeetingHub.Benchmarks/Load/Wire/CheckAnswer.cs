using System.Text;
using MeetingHub.Media;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Stun;

namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>
/// The other half of full ICE: checks that a server sends are answered (RFC 8445 section 7.3). Ours sends none; Janus does although it
/// says that it is lite, and begins nothing before it has its answer.
/// </summary>
internal static class CheckAnswer
{
    /// <returns>Bytes written; 0 for what is no check of the other side's.</returns>
    public static int Write(ReadOnlySpan<byte> datagram, IceCredentials own, in RemoteAddress from, Span<byte> destination)
    {
        if (!StunMessage.TryParse(datagram, out var check) || check.Type != StunType.BindingRequest) return 0;
        var password = Encoding.UTF8.GetBytes(own.Password);
        if (!check.HasValidIntegrity(password)) return 0;
        var writer = new StunWriter(destination, StunType.BindingSuccess, check.TransactionId);
        writer.AddXorMappedAddress(from);
        writer.AddIntegrity(password);
        writer.AddFingerprint();
        return writer.Length;
    }
}
