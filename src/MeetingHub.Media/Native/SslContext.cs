using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeetingHub.Media.Native;

/// <summary>An SSL_CTX for DTLS 1.2 with mutual certificates. Read only once made, so sessions on any thread may share it.</summary>
internal sealed unsafe partial class SslContext : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int SetReadAhead = 41;
    private const int SetSessionCacheMode = 44;
    private const int SetMaxCertificateList = 51;
    private const int SetGroups = 92;
    private const int SetMinVersion = 123;
    private const int SetMaxVersion = 124;
    private const int Dtls12 = 0xFEFD;
    private const int EllipticKey = 408;
    private const int VerifyPeer = 0x01;
    private const int FailWithoutCertificate = 0x02;

    private const ulong NoQueryMtu = 1UL << 12;
    private const ulong NoTicket = 1UL << 14;
    private const ulong NoCompression = 1UL << 17;
    private const ulong ServerPreference = 1UL << 22;
    private const ulong NoRenegotiation = 1UL << 30;

    // Bounds what OpenSSL allocates on the word of a fragment's header; a browser's whole chain has about 300 bytes.
    private const int MaxCertificateListBytes = 16 * 1024;

    /// <param name="certificate">DER.</param>
    /// <param name="key">DER, ECPrivateKey of RFC 5915.</param>
    /// <param name="srtpProfiles">OpenSSL's names between colons, best first.</param>
    public SslContext(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> key, string srtpProfiles) : base(ownsHandle: true)
    {
        OpenSsl.Require();
        OpenSsl.ClearErrors();
        SetHandle(New(Method()));
        if (handle == 0) throw OpenSsl.Failure("SSL_CTX_new");
        Check(Control(handle, SetMinVersion, Dtls12, null) == 1 && Control(handle, SetMaxVersion, Dtls12, null) == 1, "DTLS 1.2");
        SetOptions(handle, NoQueryMtu | NoTicket | NoCompression | ServerPreference | NoRenegotiation);
        Control(handle, SetReadAhead, 1, null);
        Control(handle, SetSessionCacheMode, 0, null);
        Control(handle, SetMaxCertificateList, MaxCertificateListBytes, null);
        Check(
            SetCiphers(handle, "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305") == 1,
            "SSL_CTX_set_cipher_list");
        fixed (byte* groups = "X25519:P-256\0"u8) Check(Control(handle, SetGroups, 0, groups) == 1, "SSL_CTX_set1_groups_list");
        fixed (byte* der = certificate) Check(UseCertificate(handle, certificate.Length, der) == 1, "SSL_CTX_use_certificate");
        fixed (byte* der = key) Check(UsePrivateKey(EllipticKey, handle, der, key.Length) == 1, "SSL_CTX_use_PrivateKey");

        // The odd one out: zero is success.
        Check(UseSrtp(handle, srtpProfiles) == 0, "SSL_CTX_set_tlsext_use_srtp");

        // Self-signed on both sides: what counts is the fingerprint, which is compared once the handshake is through.
        SetVerify(handle, VerifyPeer | FailWithoutCertificate, &AcceptAnyCertificate);
    }

    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        Free(handle);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int AcceptAnyCertificate(int verified, nint store) => 1;

    private static void Check(bool good, string what)
    {
        if (!good) throw OpenSsl.Failure(what);
    }

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "DTLS_method")]
    private static partial nint Method();

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_new")]
    private static partial nint New(nint method);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_free")]
    private static partial void Free(nint context);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_ctrl")]
    private static partial nint Control(nint context, int command, nint argument, void* pointer);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_set_options")]
    private static partial ulong SetOptions(nint context, ulong options);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_set_cipher_list", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetCiphers(nint context, string ciphers);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_use_certificate_ASN1")]
    private static partial int UseCertificate(nint context, int length, byte* der);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_use_PrivateKey_ASN1")]
    private static partial int UsePrivateKey(int kind, nint context, byte* der, nint length);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_set_tlsext_use_srtp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UseSrtp(nint context, string profiles);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_CTX_set_verify")]
    private static partial void SetVerify(nint context, int mode, delegate* unmanaged[Cdecl]<int, nint, int> callback);
}
