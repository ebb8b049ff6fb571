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

    /// <summary>Takes the lock; null when somebody's use does not allow that, or the file cannot be written.</summary>
    public static FileUseLock? Take(string path, BlobsUse use)
    {
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
