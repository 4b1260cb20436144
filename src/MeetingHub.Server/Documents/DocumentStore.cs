using System.Buffers;
using System.Security.Cryptography;
using MeetingHub.Server.Data;

namespace MeetingHub.Server.Documents;

/// <summary>
/// Contents on disk under their SHA-256: <c>documents/3f/3f2a…</c>. The same bytes are kept once, whoever sent them.
/// What is being received lies in <c>documents/incoming</c> and is nothing until <see cref="Keep"/>.
/// </summary>
internal sealed class DocumentStore
{
    private const int BufferSize = 81_920;

    private readonly string folder;
    private readonly string incoming;

    public DocumentStore(DataFolder data)
    {
        folder = data.Documents;
        incoming = Path.Combine(folder, "incoming");
        DataFolder.MakePrivate(incoming);
        // Left by a process that died in the middle of an upload; nobody can come back for them.
        foreach (var orphan in Directory.EnumerateFiles(incoming))
            File.Delete(orphan);
    }

    /// <summary>Held while content and its row appear or vanish together, so that no file is deleted from under a new row.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <returns>Null as soon as the stream proves longer than <paramref name="limit"/> bytes; nothing is then left on disk.</returns>
    public async Task<ReceivedDocument?> ReceiveAsync(Stream body, long limit, CancellationToken ct)
    {
        var path = Path.Combine(incoming, Path.GetRandomFileName());
        var received = new ReceivedDocument(path);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var isWhole = false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var file = CreatePrivate(path);
            await using (file)
            {
                int read;
                while ((read = await body.ReadAsync(buffer, ct)) > 0)
                {
                    received.Size += read;
                    if (received.Size > limit)
                        return null;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), ct);
                }

                // The row that will name this content is synchronised to disk: the content must not be what a power cut loses.
                file.Flush(flushToDisk: true);
            }

            received.Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            isWhole = true;
            return received;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!isWhole)
                received.Dispose();
        }
    }

    /// <summary>Call with <see cref="Gate"/> held.</summary>
    public void Keep(ReceivedDocument received)
    {
        var target = PathOf(received.Sha256);
        if (File.Exists(target))
            return;
        DataFolder.MakePrivate(Path.GetDirectoryName(target)!);
        File.Move(received.Path, target);
    }

    /// <summary>Call with <see cref="Gate"/> held, once no row names the content.</summary>
    public void Forget(string sha256) => File.Delete(PathOf(sha256));

    /// <summary>Absolute path of a content; it may be missing where a folder was restored without its documents.</summary>
    public string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);

    private static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }
}

/// <summary>Bytes that have arrived whole; disposing removes them unless they were kept.</summary>
internal sealed class ReceivedDocument(string path) : IDisposable
{
    public string Path { get; } = path;

    public long Size { get; set; }

    /// <summary>Lower-case hexadecimal; empty while bytes are still coming.</summary>
    public string Sha256 { get; set; } = "";

    public FileStream Open() => File.OpenRead(Path);

    public void Dispose() => File.Delete(Path);
}
