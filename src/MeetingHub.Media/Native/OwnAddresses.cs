namespace MeetingHub.Media.Native;

/// <summary>
/// Our own addresses as they were spoken to; <see cref="RemoteAddress.Local"/> counts them from 1. Outlives the socket, since peers
/// hold its numbers.
/// </summary>
internal sealed class OwnAddresses
{
    /// <summary>IPv4 in its mapped form.</summary>
    public const int AddressBytes = 16;

    // More than any server has; those beyond are answered as if they were not told.
    private const int Max = 64;

    private readonly byte[] addresses = new byte[Max * AddressBytes];
    private int count;

    /// <returns>0 for the empty address, the unspecified one, and those beyond the limit.</returns>
    public byte NumberOf(ReadOnlySpan<byte> address)
    {
        if (!address.ContainsAnyExcept((byte)0)) return 0;
        for (var i = 0; i < count; i++)
            if (addresses.AsSpan(i * AddressBytes, AddressBytes).SequenceEqual(address)) return (byte)(i + 1);
        if (count == Max) return 0;
        address.CopyTo(addresses.AsSpan(count++ * AddressBytes));
        return (byte)count;
    }

    /// <returns>Empty for 0: the system chooses.</returns>
    public ReadOnlySpan<byte> Of(byte number) => number == 0 ? [] : addresses.AsSpan((number - 1) * AddressBytes, AddressBytes);
}
