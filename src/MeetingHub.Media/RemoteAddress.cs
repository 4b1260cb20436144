using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace MeetingHub.Media;

/// <summary>
/// Address, port and protocol of a peer in one canonical form: IPv4 is kept as IPv4-mapped IPv6 (RFC 4291 section 2.5.5.2), so that the
/// two ways a dual-stack socket may show the same peer are equal. Scope identifiers are dropped: link-local peers cannot be
/// answered and are never advertised.
/// </summary>
public readonly record struct RemoteAddress
{
    /// <summary>Room for <c>sockaddr_in6</c>, the larger of the two forms read and the only one written.</summary>
    public const int SocketAddressBytes = 28;

    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    // Linux' numbers; the native loop is Linux only and everything else goes through IPEndPoint.
    private const ushort FamilyIPv4 = 2;
    private const ushort FamilyIPv6 = 10;

    private readonly ulong high;
    private readonly ulong low;

    private RemoteAddress(ulong high, ulong low, ushort port)
    {
        this.high = high;
        this.low = low;
        Port = port;
    }

    public ushort Port { get; }

    /// <summary>
    /// Which of our own addresses the peer speaks to, as the port that received it numbers them; 0 is "whichever the system takes".
    /// Part of the identity: it makes the five-tuple, and an answer must leave from where the question arrived, since a browser
    /// drops it otherwise.
    /// </summary>
    public byte Local { get; init; }

    /// <summary>
    /// Number of the TCP connection that the peer speaks through, never given twice in a process; 0 is UDP. Part of the identity: what
    /// one connection proved says nothing of another from the same address and port.
    /// </summary>
    public uint Connection { get; init; }

    public bool IsTcp => Connection != 0;

    public bool IsIPv4 => high == 0 && (low & 0xFFFF_FFFF_0000_0000) == MappedPrefix;

    /// <summary>What one site or subscriber has: /24, or /48 of IPv6.</summary>
    public ulong Network => IsIPv4 ? low >> 8 : high >> 16;

    public static RemoteAddress From(IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        Span<byte> bytes = stackalloc byte[16];
        endPoint.Address.MapToIPv6().TryWriteBytes(bytes, out _);
        return new RemoteAddress(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), (ushort)endPoint.Port);
    }

    /// <summary>Reads a Linux <c>sockaddr_in</c> or <c>sockaddr_in6</c> as the kernel wrote it.</summary>
    /// <returns>False for any other family or a truncated address.</returns>
    public static bool TryFrom(ReadOnlySpan<byte> socketAddress, out RemoteAddress address)
    {
        address = default;
        if (socketAddress.Length < 8) return false;
        var family = MemoryMarshal.Read<ushort>(socketAddress);
        var port = BinaryPrimitives.ReadUInt16BigEndian(socketAddress[2..]);
        if (family == FamilyIPv4)
        {
            address = new RemoteAddress(0, MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(socketAddress[4..]), port);
            return true;
        }

        if (family != FamilyIPv6 || socketAddress.Length < 24) return false;
        address = new RemoteAddress(
            BinaryPrimitives.ReadUInt64BigEndian(socketAddress[8..]), BinaryPrimitives.ReadUInt64BigEndian(socketAddress[16..]), port);
        return true;
    }

    /// <summary>Writes a Linux <c>sockaddr_in6</c> of <see cref="SocketAddressBytes"/>, which a dual-stack socket sends to.</summary>
    public void WriteSocketAddress(Span<byte> destination)
    {
        var socketAddress = destination[..SocketAddressBytes];
        socketAddress.Clear();
        MemoryMarshal.Write(socketAddress, FamilyIPv6);
        BinaryPrimitives.WriteUInt16BigEndian(socketAddress[2..], Port);
        WriteAddress(socketAddress[8..]);
    }

    /// <summary>The 16 address bytes in network order, IPv4 in its mapped form.</summary>
    public void WriteAddress(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], low);
    }

    public IPEndPoint ToIPEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteAddress(bytes);
        return new IPEndPoint(new IPAddress(IsIPv4 ? bytes[12..] : bytes), Port);
    }

    // The tables keyed by this hold authenticated peers only, so a hash that a stranger could steer does no harm.
    public override int GetHashCode() => (int)(((high ^ (low << 16 | low >> 48) ^ Port ^ (ulong)Local << 24 ^ (ulong)Connection << 32) * 0x9E37_79B9_7F4A_7C15) >> 32);

    public override string ToString() => IsTcp ? $"tcp:{ToIPEndPoint()}" : ToIPEndPoint().ToString();
}
