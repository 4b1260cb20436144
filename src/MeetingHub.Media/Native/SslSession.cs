using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeetingHub.Media.Native;

internal enum SslProgress
{
    Handshaking,
    Done,
    PeerClosed,
    Broken,
}

/// <summary>One SSL object over a <see cref="DatagramBio"/>; about 48 KiB of native memory. One thread at a time.</summary>
internal sealed unsafe partial class SslSession : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int SetMtu = 17;
    private const int WantRead = 2;
    private const int WantWrite = 3;
    private const int ZeroReturn = 6;

    private readonly OpenDatagrams datagrams = new();
    private readonly SslContext context;
    private GCHandle datagramsHandle;
    private bool handshakeDone;

    public SslSession(SslContext context, bool isServer, int mtu) : base(ownsHandle: true)
    {
        this.context = context;
        SetHandle(New(context.Pointer));
        if (handle == 0) throw OpenSsl.Failure("SSL_new");
        datagramsHandle = GCHandle.Alloc(datagrams);
        var bio = DatagramBio.Create(datagramsHandle);
        SetBio(handle, bio, bio);
        Control(handle, SetMtu, mtu, null);

        // OpenSSL's timer goes by the wall clock, which a session in virtual time does not have: DtlsFlight repeats instead.
        SetTimer(handle, &Never);
        if (isServer) SetAcceptState(handle);
        else SetConnectState(handle);
    }

    /// <summary>What OpenSSL wants sent, one datagram each; the caller takes them away.</summary>
    public List<byte[]> Written => datagrams.Written;

    /// <summary>
    /// Whether the peer has said that what follows is under the new keys, and has not finished yet ("read change cipher spec"). The name of a
    /// state is the same in all versions of OpenSSL, its number is not.
    /// </summary>
    public bool AwaitsFinished => new ReadOnlySpan<byte>(StateName(handle), 5).SequenceEqual("TRCCS"u8);

    /// <summary>Goes as far as the datagram leads; an empty one lets a client begin.</summary>
    public SslProgress Advance(ReadOnlySpan<byte> datagram)
    {
        fixed (byte* bytes = datagram)
        {
            datagrams.Lend(bytes, datagram.Length);
            var progress = handshakeDone ? ReadOn() : Shake();
            datagrams.TakeBack();
            GC.KeepAlive(this);
            return progress;
        }
    }

    /// <summary>Writes close_notify. The peer's own is not waited for.</summary>
    public void Shutdown()
    {
        OpenSsl.ClearErrors();
        _ = Shutdown(handle);
    }

    /// <summary>The peer's certificate in DER; null when it sent none.</summary>
    public byte[]? PeerCertificate()
    {
        var certificate = PeerCertificate(handle);
        if (certificate == 0) return null;
        try
        {
            var length = WriteDer(certificate, null);
            if (length <= 0) return null;
            var der = new byte[length];
            fixed (byte* start = der)
            {
                // Moves the pointer it is given.
                var end = start;
                return WriteDer(certificate, &end) == length ? der : null;
            }
        }
        finally
        {
            FreeCertificate(certificate);
        }
    }

    /// <summary>The DTLS-SRTP registry's number; 0 when the peers agreed on none.</summary>
    public int SrtpProfile()
    {
        var profile = SelectedSrtp(handle);
        return profile is null ? 0 : (int)profile->Id;
    }

    /// <summary>RFC 5705, without context.</summary>
    public byte[] Export(ReadOnlySpan<byte> label, int length)
    {
        var material = new byte[length];
        fixed (byte* output = material, labelBytes = label)
        {
            if (Export(handle, output, (nuint)length, labelBytes, (nuint)label.Length, null, 0, 0) != 1)
                throw OpenSsl.Failure("SSL_export_keying_material");
        }

        return material;
    }

    protected override bool ReleaseHandle()
    {
        Free(handle);
        if (datagramsHandle.IsAllocated) datagramsHandle.Free();
        GC.KeepAlive(context);
        return true;
    }

    private SslProgress Shake()
    {
        OpenSsl.ClearErrors();
        var result = DoHandshake(handle);
        if (result != 1) return Explain(result, SslProgress.Handshaking);
        handshakeDone = true;
        return ReadOn();
    }

    /// <summary>Application data is nobody's here (no data channels) and is thrown away; alerts and late handshake flights count.</summary>
    private SslProgress ReadOn()
    {
        var scrap = stackalloc byte[2048];
        while (true)
        {
            OpenSsl.ClearErrors();
            var result = Read(handle, scrap, 2048);
            if (result <= 0) return Explain(result, SslProgress.Done);
        }
    }

    private SslProgress Explain(int result, SslProgress waiting) => GetError(handle, result) switch
    {
        WantRead or WantWrite => waiting,
        ZeroReturn => SslProgress.PeerClosed,
        _ => SslProgress.Broken,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint Never(nint session, uint microseconds) => 3_600_000_000;

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_new")]
    private static partial nint New(nint context);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_free")]
    private static partial void Free(nint session);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_set_bio")]
    private static partial void SetBio(nint session, nint read, nint write);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_set_accept_state")]
    private static partial void SetAcceptState(nint session);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_set_connect_state")]
    private static partial void SetConnectState(nint session);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_ctrl")]
    private static partial nint Control(nint session, int command, nint argument, void* pointer);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "DTLS_set_timer_cb")]
    private static partial void SetTimer(nint session, delegate* unmanaged[Cdecl]<nint, uint, uint> callback);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_do_handshake")]
    private static partial int DoHandshake(nint session);

    /// <returns>Six letters at most and a zero, never freed.</returns>
    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_state_string")]
    private static partial byte* StateName(nint session);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_read")]
    private static partial int Read(nint session, byte* destination, int length);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_shutdown")]
    private static partial int Shutdown(nint session);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_get_error")]
    private static partial int GetError(nint session, int result);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_export_keying_material")]
    private static partial int Export(
        nint session, byte* output, nuint length, byte* label, nuint labelLength, byte* context, nuint contextLength, int useContext);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_get_selected_srtp_profile")]
    private static partial SrtpProfileRecord* SelectedSrtp(nint session);

    [LibraryImport(OpenSsl.Ssl, EntryPoint = "SSL_get1_peer_certificate")]
    private static partial nint PeerCertificate(nint session);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "i2d_X509")]
    private static partial int WriteDer(nint certificate, byte** destination);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "X509_free")]
    private static partial void FreeCertificate(nint certificate);

    /// <summary>SRTP_PROTECTION_PROFILE of openssl/srtp.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct SrtpProfileRecord
    {
        public readonly nint Name;
        public readonly nuint Id;
    }
}
