using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeetingHub.Media.Native;

/// <summary>
/// An EVP_CIPHER_CTX that keeps its key schedule, so that a packet costs only a new nonce: 0.3 to 0.6 us against the 1.4 to 2.2 us
/// of <see cref="System.Security.Cryptography.AesGcm"/>, which clears OpenSSL's error queue before every call.
/// One thread at a time; not to be used after disposal, which the owner checks.
/// </summary>
internal abstract unsafe partial class CipherContext : SafeHandleZeroOrMinusOneIsInvalid
{
    protected const int KeyBytes = 16;

    protected CipherContext() : base(ownsHandle: true)
    {
        OpenSsl.Require();
        SetHandle(New());
        if (handle == 0) throw OpenSsl.Failure("EVP_CIPHER_CTX_new");
    }

    protected override bool ReleaseHandle()
    {
        Free(handle);
        return true;
    }

    protected static void Check(int result, string what)
    {
        if (result != 1) throw OpenSsl.Failure(what);
    }

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_CIPHER_CTX_new")]
    private static partial nint New();

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_CIPHER_CTX_free")]
    private static partial void Free(nint context);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_CIPHER_CTX_ctrl")]
    protected static partial int Control(nint context, int command, int argument, void* pointer);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_EncryptInit_ex")]
    protected static partial int EncryptInit(nint context, nint cipher, nint engine, byte* key, byte* nonce);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_EncryptUpdate")]
    protected static partial int EncryptUpdate(nint context, byte* output, int* written, byte* input, int length);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_EncryptFinal_ex")]
    protected static partial int EncryptFinal(nint context, byte* output, int* written);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_DecryptInit_ex")]
    protected static partial int DecryptInit(nint context, nint cipher, nint engine, byte* key, byte* nonce);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_DecryptUpdate")]
    protected static partial int DecryptUpdate(nint context, byte* output, int* written, byte* input, int length);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "EVP_DecryptFinal_ex")]
    protected static partial int DecryptFinal(nint context, byte* output, int* written);
}
