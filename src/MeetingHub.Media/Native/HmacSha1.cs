using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeetingHub.Media.Native;

/// <summary>
/// HMAC-SHA1 with a kept key (RFC 2104): begun again for each packet without hashing the key pads anew, which
/// <see cref="System.Security.Cryptography.IncrementalHash"/> does at two to three times the cost. One thread at a time.
/// </summary>
internal sealed unsafe partial class HmacSha1 : SafeHandleZeroOrMinusOneIsInvalid
{
    public const int HashBytes = 20;
    private const uint Utf8String = 4;

    public HmacSha1(ReadOnlySpan<byte> key) : base(ownsHandle: true)
    {
        OpenSsl.Require();
        var algorithm = Fetch(0, "HMAC", null);
        if (algorithm == 0) throw OpenSsl.Failure("EVP_MAC_fetch");
        SetHandle(New(algorithm));

        // The context holds a reference of its own.
        FreeAlgorithm(algorithm);
        if (handle == 0) throw OpenSsl.Failure("EVP_MAC_CTX_new");

        fixed (byte* name = "digest\0"u8, digest = "SHA1\0"u8, keyBytes = key)
        {
            var parameters = stackalloc Parameter[2];
            parameters[0] = new Parameter { Key = name, Type = Utf8String, Data = digest, Size = 4 };
            parameters[1] = default;
            if (Init(handle, keyBytes, (nuint)key.Length, parameters) != 1) throw OpenSsl.Failure("EVP_MAC_init");
        }
    }

    /// <summary>The whole hash over two pieces one after the other.</summary>
    public void Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> destination)
    {
        if (destination.Length < HashBytes) throw new ArgumentException("Too small.", nameof(destination));
        nuint written;
        fixed (byte* firstBytes = first, secondBytes = second, output = destination)
        {
            var good = Init(handle, null, 0, null) == 1
                && Update(handle, firstBytes, (nuint)first.Length) == 1
                && Update(handle, secondBytes, (nuint)second.Length) == 1
                && Final(handle, output, &written, (nuint)destination.Length) == 1;
            if (!good) throw OpenSsl.Failure("HMAC-SHA1");
        }

        GC.KeepAlive(this);
    }

    protected override bool ReleaseHandle()
    {
        Free(handle);
        return true;
    }

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_MAC_fetch", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Fetch(nint library, string algorithm, string? properties);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_MAC_free")]
    private static partial void FreeAlgorithm(nint algorithm);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_MAC_CTX_new")]
    private static partial nint New(nint algorithm);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_MAC_CTX_free")]
    private static partial void Free(nint context);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_MAC_init")]
    private static partial int Init(nint context, byte* key, nuint keyLength, Parameter* parameters);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_MAC_update")]
    private static partial int Update(nint context, byte* data, nuint length);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_MAC_final")]
    private static partial int Final(nint context, byte* output, nuint* written, nuint size);

    /// <summary>OSSL_PARAM of openssl/core.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Parameter
    {
        public byte* Key;
        public uint Type;
        public void* Data;
        public nuint Size;
        public nuint ReturnSize;
    }
}
