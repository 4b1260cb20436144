using System.Runtime.InteropServices;
using System.Text;

namespace MeetingHub.Media.Native;

/// <summary>The system's OpenSSL 3, looked for when media is first wanted and never at process start.</summary>
internal static partial class OpenSsl
{
    public const string Ssl = "libssl.so.3";
    public const string Crypto = "libcrypto.so.3";

    private static readonly Lazy<string?> WhyMissing = new(() => Look(Ssl) ?? Look(Crypto) ?? LookAtVersion());

    /// <exception cref="MediaUnavailableException">Names what is missing.</exception>
    public static void Require()
    {
        if (WhyMissing.Value is { } reason) throw new MediaUnavailableException(reason);
    }

    /// <summary>The one-line reason why a library cannot be used; null when it can.</summary>
    internal static string? Look(string library)
    {
        // Not freed: the P/Invokes need it for as long as the process lives.
        return NativeLibrary.TryLoad(library, out _)
            ? null
            : $"OpenSSL 3 is needed for audio and video, but {library} was not found; install the package libssl3";
    }

    /// <summary>Must be empty before a call whose outcome is read with SSL_get_error; belongs to the thread.</summary>
    public static void ClearErrors() => ErrClearError();

    /// <summary>Wraps the thread's oldest OpenSSL error.</summary>
    public static MediaUnavailableException Failure(string what)
    {
        Span<byte> text = stackalloc byte[256];
        ErrErrorString(ErrGetError(), text, (nuint)text.Length);
        ErrClearError();
        var end = text.IndexOf((byte)0);
        return new MediaUnavailableException($"OpenSSL: {what} failed ({Encoding.ASCII.GetString(text[..end])})");
    }

    private static string? LookAtVersion()
    {
        var version = VersionNumber() >> 28;
        return version == 3 ? null : $"OpenSSL 3 is needed for audio and video, but {Crypto} is of version {version}";
    }

    [LibraryImport(Crypto, EntryPoint = "OpenSSL_version_num")]
    private static partial nuint VersionNumber();

    [LibraryImport(Crypto, EntryPoint = "ERR_clear_error")]
    private static partial void ErrClearError();

    [LibraryImport(Crypto, EntryPoint = "ERR_get_error")]
    private static partial nuint ErrGetError();

    [LibraryImport(Crypto, EntryPoint = "ERR_error_string_n")]
    private static partial void ErrErrorString(nuint error, Span<byte> destination, nuint length);
}
