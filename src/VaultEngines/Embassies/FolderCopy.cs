using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.VaultEngines;

/// <summary>A copy in a folder, such as one that is mounted from a machine elsewhere.</summary>
/// <remarks>
/// <c>head</c> is the note, <c>blobs/</c> the sealed streams. A folder is made a copy once, by a file that says so: when it is
/// not there, the folder is not mounted, and nothing is written beneath it.
/// </remarks>
public sealed class FolderCopy : ICopy
{
    private const string Mark = "copy-of-a-vault";
    private const string Head = "head";
    private const int LongestHead = 1 << 20;

    private readonly string folder;
    private readonly FileSystem files = new();

    private FolderCopy(string folder, IBlobStore blobs) => (this.folder, Blobs) = (folder, blobs);

    /// <inheritdoc/>
    public IBlobStore Blobs { get; }

    /// <summary>Makes a folder, which is not there yet or empty, the place of a copy.</summary>
    public static Result<FolderCopy> Make(string folder)
    {
        try
        {
            if (File.Exists(Path.Combine(folder, Mark)) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                return new CopyNotEmpty(folder);
            }

            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, Mark), "What is here is sealed; nothing of it opens without the keys of the vault.\n");
            return Open(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new NoCopy(folder, MachineReason.Of(e));
        }
    }

    /// <summary>Opens a folder that was made the place of a copy.</summary>
    public static Result<FolderCopy> Open(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Mark)))
        {
            return new NoCopy(folder, new Phrase("no copy of a vault is there: is it mounted?", "daar is geen kopie van een kluis: is de map aangekoppeld?"));
        }

        try
        {
            return DiskBlobs.Open(Path.Combine(folder, "blobs"), BlobsUse.Shared).Then<FolderCopy>(blobs => new FolderCopy(folder, blobs));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new NoCopy(folder, MachineReason.Of(e));
        }
    }

    /// <inheritdoc/>
    public async Task<string> ReadHeadAsync(CancellationToken stop)
    {
        var file = Path.Combine(folder, Head);
        return !File.Exists(file) ? ""
            : new FileInfo(file).Length > LongestHead ? throw new IOException($"{file} is longer than a head can be")
            : await File.ReadAllTextAsync(file, stop);
    }

    /// <inheritdoc/>
    public Task WriteHeadAsync(string note, CancellationToken stop)
    {
        var aside = Path.Combine(folder, $"{Head}.new");
        files.Remove(aside);
        using (var file = files.Create(aside))
        {
            files.Write(file, Encoding.UTF8.GetBytes(note), 0);
            files.Sync(file);
        }

        files.Rename(aside, Path.Combine(folder, Head));
        files.SyncFolder(folder);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => Blobs.Dispose();
}

/// <summary>A place where something is already.</summary>
/// <param name="Place">The folder, or the address of a bucket.</param>
public sealed record CopyNotEmpty(string Place) : Problem(new Phrase(
    $"{Quote(Place)} is not empty; a copy is made where nothing is yet", $"{Quote(Place)} is niet leeg; een kopie wordt gemaakt waar nog niets staat"));

/// <summary>A place where no copy can be reached.</summary>
/// <param name="Place">The folder, or the address of a bucket.</param>
/// <param name="Why">Why not.</param>
public sealed record NoCopy(string Place, Phrase Why) : Problem(new Phrase(
    $"the copy in {Quote(Place)} cannot be reached: {Why.English}", $"de kopie in {Quote(Place)} is niet bereikbaar: {Why.Dutch}"));
