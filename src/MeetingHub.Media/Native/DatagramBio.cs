using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MeetingHub.Media.Native;

/// <summary>
/// An OpenSSL BIO over datagrams in memory: each write of OpenSSL is one datagram, each read takes one whole datagram. OpenSSL's own
/// memory BIO would glue datagrams together; BIO_s_dgram_mem came only with 3.2.
/// </summary>
internal static unsafe partial class DatagramBio
{
    private const int SourceSink = 0x0400;
    private const int RetryRead = 0x01 | 0x08;
    private const int RetryFlags = 0x0F;
    private const int Flush = 11;
    private const int GetMtuOverhead = 49;

    /// <summary>An IPv4 and a UDP header, which OpenSSL takes off the MTU.</summary>
    private const int MtuOverheadBytes = 28;

    // Lives as long as the process: sessions may be freed by the finalizer at any time.
    private static readonly nint Method = MakeMethod();

    /// <summary>A BIO for <see cref="OpenDatagrams"/>, owned by whoever it is set on.</summary>
    /// <param name="datagrams">A handle to the other end; freed after the BIO.</param>
    public static nint Create(GCHandle datagrams)
    {
        var bio = New(Method);
        if (bio == 0) throw OpenSsl.Failure("BIO_new");
        SetData(bio, GCHandle.ToIntPtr(datagrams));
        SetInit(bio, 1);
        return bio;
    }

    private static nint MakeMethod()
    {
        fixed (byte* name = "datagrams\0"u8)
        {
            var method = NewMethod(NewIndex() | SourceSink, name);
            var good = method != 0 && SetWrite(method, &Write) == 1 && SetRead(method, &Read) == 1 && SetControl(method, &Control) == 1;
            return good ? method : throw OpenSsl.Failure("BIO_meth_new");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint bio, byte* data, int length)
    {
        ClearFlags(bio, RetryFlags);
        DatagramsOf(bio).Write(new ReadOnlySpan<byte>(data, length));
        return length;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(nint bio, byte* data, int length)
    {
        ClearFlags(bio, RetryFlags);
        var read = DatagramsOf(bio).Read(new Span<byte>(data, length));
        if (read > 0) return read;
        SetFlags(bio, RetryRead);
        return -1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Control(nint bio, int command, nint argument, nint pointer) => command switch
    {
        Flush => 1,
        GetMtuOverhead => MtuOverheadBytes,
        _ => 0,
    };

    private static OpenDatagrams DatagramsOf(nint bio) => (OpenDatagrams)GCHandle.FromIntPtr(GetData(bio)).Target!;

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_get_new_index")]
    private static partial int NewIndex();

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_meth_new")]
    private static partial nint NewMethod(int type, byte* name);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_meth_set_write")]
    private static partial int SetWrite(nint method, delegate* unmanaged[Cdecl]<nint, byte*, int, int> write);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_meth_set_read")]
    private static partial int SetRead(nint method, delegate* unmanaged[Cdecl]<nint, byte*, int, int> read);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_meth_set_ctrl")]
    private static partial int SetControl(nint method, delegate* unmanaged[Cdecl]<nint, int, nint, nint, nint> control);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_new")]
    private static partial nint New(nint method);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_set_data")]
    private static partial void SetData(nint bio, nint data);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_get_data")]
    private static partial nint GetData(nint bio);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_set_init")]
    private static partial void SetInit(nint bio, int init);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_set_flags")]
    private static partial void SetFlags(nint bio, int flags);

    [LibraryImport(OpenSsl.Crypto, EntryPoint = "BIO_clear_flags")]
    private static partial void ClearFlags(nint bio, int flags);
}
