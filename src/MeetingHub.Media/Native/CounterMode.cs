using System.Runtime.InteropServices;

namespace MeetingHub.Media.Native;

/// <summary>AES-128 in counter mode (RFC 3711 section 4.1.1): the same call encrypts and decrypts.</summary>
internal sealed unsafe partial class CounterMode : CipherContext
{
    public const int CounterBytes = 16;

    public CounterMode(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"Not {KeyBytes} bytes.", nameof(key));
        fixed (byte* keyBytes = key) Check(EncryptInit(handle, Aes128Ctr(), 0, keyBytes, null), "AES-128-CTR");
    }

    /// <param name="counter">The first counter block.</param>
    /// <param name="input">Either apart from <paramref name="output"/> or exactly its beginning.</param>
    /// <param name="output">At least as long as <paramref name="input"/>.</param>
    public void Apply(ReadOnlySpan<byte> counter, ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (counter.Length != CounterBytes) throw new ArgumentException($"Not {CounterBytes} bytes.", nameof(counter));
        if (output.Length < input.Length) throw new ArgumentException("Too small.", nameof(output));
        if (input.IsEmpty) return;
        int written;
        fixed (byte* counterBytes = counter, inputBytes = input, outputBytes = output)
        {
            var good = EncryptInit(handle, 0, 0, null, counterBytes) == 1
                && EncryptUpdate(handle, outputBytes, &written, inputBytes, input.Length) == 1;
            if (!good) throw OpenSsl.Failure("AES-CTR");
        }

        GC.KeepAlive(this);
    }

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_aes_128_ctr")]
    private static partial nint Aes128Ctr();
}
