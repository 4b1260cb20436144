using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace MeetingHub.Server.Rooms.Wire;

/// <summary>
/// SignalR has one size limit for all of a hub's methods. An offer needs 256 KB, nothing else needs more than 16 KB:
/// a longer message that isn't an offer ends its connection.
/// </summary>
internal sealed class SizedHubProtocol(IHubProtocol inner) : IHubProtocol
{
    /// <summary>Chromium's offer with 50 slots and every codec was measured at 247 kB (media.md, S4).</summary>
    public const int MaxOfferBytes = 256 * 1024;

    public const int MaxMessageBytes = 16 * 1024;

    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var before = input.Length;
        if (!inner.TryParseMessage(ref input, binder, out message))
            return false;
        if (before - input.Length > MaxMessageBytes && message is not InvocationMessage { Target: nameof(RoomHub.Negotiate) })
            throw new InvalidDataException($"A message of {before - input.Length} bytes is longer than {MaxMessageBytes}.");
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);
}
