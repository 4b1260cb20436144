using System.Runtime.InteropServices;

namespace MeetingHub.Media.Native;

/// <summary>AES-128-GCM in one direction, 12-byte nonces and 16-byte tags (NIST SP 800-38D).</summary>
internal sealed unsafe partial class GcmEncryption : CipherContext
{
    public const int TagBytes = 16;
    public const int NonceBytes = 12;
    private const int GetTag = 0x10;

    public GcmEncryption(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"Not {KeyBytes} bytes.", nameof(key));
        fixed (byte* keyBytes = key) Check(EncryptInit(handle, Aes128Gcm(), 0, keyBytes, null), "AES-128-GCM");
    }

    /// <param name="nonce">Never twice under one key.</param>
    /// <param name="associated">Authenticated, not encrypted.</param>
    /// <param name="plain">Either apart from <paramref name="destination"/> or exactly its beginning.</param>
    /// <param name="destination">Ciphertext, then the tag.</param>
    public void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plain, Span<byte> destination)
    {
        if (nonce.Length != NonceBytes) throw new ArgumentException($"Not {NonceBytes} bytes.", nameof(nonce));
        if (destination.Length < plain.Length + TagBytes) throw new ArgumentException("Too small.", nameof(destination));
        int written;
        fixed (byte* nonceBytes = nonce, associatedBytes = associated, input = plain, output = destination)
        {
            var good = EncryptInit(handle, 0, 0, null, nonceBytes) == 1
                && EncryptUpdate(handle, null, &written, associatedBytes, associated.Length) == 1

                // A null input would be taken for associated data.
                && (plain.IsEmpty || EncryptUpdate(handle, output, &written, input, plain.Length) == 1)
                && EncryptFinal(handle, output + plain.Length, &written) == 1
                && Control(handle, GetTag, TagBytes, output + plain.Length) == 1;
            if (!good) throw OpenSsl.Failure("AES-GCM encryption");
        }

        GC.KeepAlive(this);
    }

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_aes_128_gcm")]
    internal static partial nint Aes128Gcm();
}

/// <inheritdoc cref="GcmEncryption"/>
internal sealed unsafe class GcmDecryption : CipherContext
{
    private const int SetTag = 0x11;

    public GcmDecryption(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"Not {KeyBytes} bytes.", nameof(key));
        fixed (byte* keyBytes = key) Check(DecryptInit(handle, GcmEncryption.Aes128Gcm(), 0, keyBytes, null), "AES-128-GCM");
    }

    /// <summary>Opens in place; the text is undefined afterwards when the tag does not fit.</summary>
    /// <param name="nonce">As sealed with.</param>
    /// <param name="associated">As sealed with.</param>
    /// <param name="sealedText">Ciphertext, then the tag.</param>
    public bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, Span<byte> sealedText)
    {
        if (nonce.Length != GcmEncryption.NonceBytes) throw new ArgumentException($"Not {GcmEncryption.NonceBytes} bytes.", nameof(nonce));
        if (sealedText.Length < GcmEncryption.TagBytes) throw new ArgumentException("Too small.", nameof(sealedText));
        var length = sealedText.Length - GcmEncryption.TagBytes;
        int written;
        fixed (byte* nonceBytes = nonce, associatedBytes = associated, text = sealedText)
        {
            var ready = DecryptInit(handle, 0, 0, null, nonceBytes) == 1
                && DecryptUpdate(handle, null, &written, associatedBytes, associated.Length) == 1
                && (length == 0 || DecryptUpdate(handle, text, &written, text, length) == 1)
                && Control(handle, SetTag, GcmEncryption.TagBytes, text + length) == 1;
            if (!ready) throw OpenSsl.Failure("AES-GCM decryption");
            var fits = DecryptFinal(handle, text + length, &written) == 1;
            GC.KeepAlive(this);
            return fits;
        }
    }
}
