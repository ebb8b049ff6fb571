using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Sealed streams as files in a folder.</summary>
/// <remarks>
/// <para>
/// The stream <c>abcd…</c> is the file <c>ab/abcd…</c>. It is written in the folder <c>tmp</c>, forced to disk, and then
/// gets its name, which is forced to disk as well: whoever sees a file sees all of it, and what was answered for survives
/// a loss of power. Removing is not forced: a file that comes back after a loss of power is an orphan, which is collected.
/// </para>
/// <para>
/// The file <c>lock</c> tells who uses it: any number of processes on one machine, or one alone. Memory per write that is
/// under way: see <see cref="DiskWriting"/>.
/// </para>
/// </remarks>
public sealed class DiskBlobs : IBlobStore
{
    private const string Unfinished = "tmp";

    private readonly string root;
    private readonly FileSystem files;
    private readonly IDisposable guard;

    /// <summary>Per folder, by the first byte of ids, whether it is known to be on disk.</summary>
    private readonly bool[] hasFolder = new bool[256];

    private DiskBlobs(string root, FileSystem files, IDisposable guard) =>
        (this.root, this.files, this.guard) = (root, files, guard);

    /// <summary>Opens a folder and makes it when it is not there; the first to use it removes what a crash left unfinished.</summary>
    public static Result<DiskBlobs> Open(string folder, BlobsUse use = BlobsUse.Alone) => Open(folder, use, new FileSystem());

    /// <inheritdoc/>
    public async Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop)
    {
        var unfinished = Path.Combine(root, Unfinished, id.Text);
        try
        {
            using (var file = files.Create(unfinished))
            {
                await new DiskWriting(files, file, sealedBytes).RunAsync(stop);
                files.Sync(file);
            }

            Name(id, unfinished);
        }
        catch
        {
            Discard(unfinished);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop) =>
        Task.FromResult<Stream?>(files.Open(PathOf(id)) is { } file ? new FileRange(files, file, offset, length) : null);

    /// <inheritdoc/>
    public Task RemoveAsync(BlobId id, CancellationToken stop)
    {
        files.Remove(PathOf(id));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptBlob> ListAsync([EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var folder in files.Folders(root))
        {
            // A disk of its own has folders that are not ours, and not for us to read, such as lost+found.
            if (Path.GetFileName(folder) is not [_, _] name || !name.All(char.IsAsciiHexDigitLower))
            {
                continue;
            }

            foreach (var file in files.List(folder))
            {
                stop.ThrowIfCancellationRequested();
                if (BlobId.Read(file.Name) is { } id && Kept(id, file) is { } kept)
                {
                    yield return kept;
                }
            }

            // A nation's store has millions of files: others get their turn between two folders.
            await Task.Yield();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => guard.Dispose();

    /// <summary>Opens a folder through a file system that may break.</summary>
    internal static Result<DiskBlobs> Open(string folder, BlobsUse use, FileSystem files)
    {
        var unfinished = Path.Combine(folder, Unfinished);
        var lockFile = Path.Combine(folder, "lock");
        files.MakeFolder(unfinished);

        // One after another: who comes to share is alone for a moment, and the next must not take that for somebody's use.
        using var opening = files.LockFolder(unfinished);
        if (FileUseLock.Take(lockFile, BlobsUse.Alone, out var problem) is { } alone)
        {
            try
            {
                foreach (var left in files.List(unfinished))
                {
                    files.Remove(left.FullName);
                }
            }
            catch
            {
                alone.Dispose();
                throw;
            }

            if (use == BlobsUse.Alone)
            {
                return new DiskBlobs(folder, files, alone);
            }

            alone.Dispose();
        }

        return use == BlobsUse.Shared && FileUseLock.Take(lockFile, use, out problem) is { } shared
            ? new DiskBlobs(folder, files, shared)
            : problem ?? new BlobsInUse(folder);
    }

    private static KeptBlob? Kept(BlobId id, FileInfo file)
    {
        try
        {
            return new KeptBlob(id, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
        catch (FileNotFoundException)
        {
            return null; // Removed since the folder was read.
        }
    }

    private string FolderOf(BlobId id) => Path.Combine(root, id.Text[..2]);

    private string PathOf(BlobId id) => Path.Combine(FolderOf(id), id.Text);

    /// <summary>Gives a whole file its name; when that is not certain to last, the file is not seen.</summary>
    private void Name(BlobId id, string unfinished)
    {
        var folder = FolderOf(id);
        MakeFolder(id, folder);
        try
        {
            files.Rename(unfinished, PathOf(id));
            files.SyncFolder(folder);
        }
        catch
        {
            Discard(PathOf(id));
            throw;
        }
    }

    private void MakeFolder(BlobId id, string folder)
    {
        var number = Convert.ToByte(id.Text[..2], fromBase: 16);
        if (!Volatile.Read(ref hasFolder[number]))
        {
            files.MakeFolder(folder);
            files.SyncFolder(root);
            Volatile.Write(ref hasFolder[number], true);
        }
    }

    /// <summary>Removes what failed; what cannot be removed either is removed at the next start, or is an orphan.</summary>
    private void Discard(string path)
    {
        try
        {
            files.Remove(path);
        }
        catch (IOException)
        {
            // The failure that led here is the one to tell.
        }
    }

    /// <summary>A range of a file, read forwards.</summary>
    private sealed class FileRange(FileSystem files, SafeFileHandle file, long offset, long left) : ReadOnceStream
    {
        private long offset = offset;
        private long left = left;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = files.Read(file, buffer.Span[..(int)Math.Min(buffer.Length, left)], offset);
            offset += count;
            left -= count;
            return ValueTask.FromResult(count);
        }

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>A folder of blobs that another process uses in a way that does not go together with what was asked.</summary>
/// <param name="Folder">The folder.</param>
public sealed record BlobsInUse(string Folder) : Problem(new Phrase(
    $"the folder {Quote(Folder)} is in use by another process: stop that first, such as a server of this vault",
    $"de map {Quote(Folder)} is in gebruik door een ander proces: stop dat eerst, zoals een server van deze kluis"));
