using MeetingHub.Media;

namespace MeetingHub.Testing.Media;

/// <summary>Keeps what a <see cref="TestPeer"/> receives, from the moment it is made.</summary>
public sealed class PacketLog
{
    public PacketLog(TestPeer peer)
    {
        peer.RtpReceived += (packet, at) => Rtp.Add(new LoggedPacket(at, packet.ToArray()));
        peer.RtcpReceived += (packet, at) => Rtcp.Add(new LoggedPacket(at, packet.ToArray()));
    }

    public List<LoggedPacket> Rtp { get; } = [];

    public List<LoggedPacket> Rtcp { get; } = [];
}

public sealed record LoggedPacket(Timestamp At, byte[] Bytes);
