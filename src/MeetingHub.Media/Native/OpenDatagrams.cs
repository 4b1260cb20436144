namespace MeetingHub.Media.Native;

/// <summary>The managed end of a <see cref="DatagramBio"/>: one datagram lent to OpenSSL, and those OpenSSL wrote.</summary>
internal sealed unsafe class OpenDatagrams
{
    private byte* input;
    private int inputLength;

    /// <summary>In the order written; the owner takes them away.</summary>
    public List<byte[]> Written { get; } = [];

    /// <summary>Lends a datagram that must stay in place until <see cref="TakeBack"/>.</summary>
    public void Lend(byte* datagram, int length)
    {
        input = datagram;
        inputLength = length;
    }

    public void TakeBack() => Lend(null, 0);

    public void Write(ReadOnlySpan<byte> datagram) => Written.Add(datagram.ToArray());

    /// <summary>As a UDP socket: what does not fit is lost.</summary>
    public int Read(Span<byte> destination)
    {
        var length = Math.Min(inputLength, destination.Length);
        if (length > 0) new ReadOnlySpan<byte>(input, length).CopyTo(destination);
        TakeBack();
        return length;
    }
}
