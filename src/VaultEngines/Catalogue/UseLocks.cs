using Sluiswachter.Model;

namespace Sluiswachter.VaultEngines;

/// <summary>A lock that tells other processes how this one uses a catalogue.</summary>
internal interface IUseLock : IDisposable
{
    /// <summary>Watches the lock until it is disposed.</summary>
    /// <param name="turned">
    /// Is told false when the lock was lost, and true when it was taken again; says whether that will do, or else it is taken anew.
    /// </param>
    void Watch(Func<bool, bool> turned);
}

/// <summary>A file that many processes of one machine lock together, or one alone; the system lets go of it when they die.</summary>
internal sealed class FileUseLock : IUseLock
{
    private readonly FileStream file;

    private FileUseLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock; null when somebody's use does not allow that, or when there is a problem.</summary>
    /// <param name="path">The file, which is made when it is not there.</param>
    /// <param name="use">Beside others, or alone.</param>
    /// <param name="problem">Why the file cannot be locked, whoever else uses it; null when that is not so.</param>
    public static FileUseLock? Take(string path, BlobsUse use, out Problem? problem)
    {
        problem = null;
        try
        {
            if (!File.Exists(path))
            {
                File.WriteAllBytes(path, []);
            }

            return new FileUseLock(use == BlobsUse.Alone
                ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = FileSystem.IsHeld(e) ? null : new LockNotWritable(path, e.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Watch(Func<bool, bool> turned)
    {
        // Nothing takes it away from a process that lives.
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}

/// <summary>A file that cannot be locked by who runs this, whether or not somebody else uses the vault.</summary>
/// <param name="Path">The file.</param>
/// <param name="Why">What the machine says.</param>
public sealed record LockNotWritable(string Path, string Why) : Problem(new Phrase(
    $"{Quote(Path)} cannot be locked ({Why}): it must be writable for the user that runs the vault",
    $"{Quote(Path)} is niet te vergrendelen ({Why}): hij moet te beschrijven zijn voor de gebruiker die de kluis draait"));
