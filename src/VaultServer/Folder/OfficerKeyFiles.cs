using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Files in which officers are handed their keys, for their owner's eyes alone.</summary>
/// <remarks>
/// Each is on the disk for good before the key file that wants it is: a loss of power between the two would leave keys that nobody has.
/// </remarks>
public sealed class OfficerKeyFiles
{
    /// <summary>What POSIX calls EEXIST.</summary>
    private const int IsThere = 17;

    private readonly FileSystem disk;
    private readonly List<string> written = [];

    /// <summary>Files on the disk of this machine.</summary>
    public OfficerKeyFiles()
        : this(new FileSystem())
    {
    }

    internal OfficerKeyFiles(FileSystem disk) => this.disk = disk;

    /// <summary>Writes a key to a file that is not there yet, in a folder that is made when it is not there.</summary>
    /// <exception cref="IOException">It cannot be written, or is there already.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(OfficerKey key, string file)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (File.Exists(file))
        {
            // Somebody else's, perhaps the key of an officer: not to be taken back.
            throw new IOException($"{file} is there already", IsThere);
        }

        written.Add(file);
        WholeFile.Write(file, key.Reveal() + "\n", replaces: false, disk);
    }

    /// <summary>Removes what was written, as it opens nothing; what cannot be removed stays.</summary>
    public void TakeBack()
    {
        foreach (var file in written.SelectMany(file => (string[])[file, WholeFile.Aside(file)]))
        {
            try
            {
                disk.Remove(file);
            }
            catch (IOException)
            {
                // What led to this is told; the next try says that the file is there already.
            }
        }

        written.Clear();
    }

    /// <summary>Makes a folder with those above it, each of which has its name for good.</summary>
    private void MakeFolder(string folder)
    {
        if (Directory.Exists(folder) || Path.GetDirectoryName(folder) is not { } above)
        {
            return;
        }

        MakeFolder(above);
        disk.MakeFolder(folder);
        disk.SyncFolder(above);
    }
}
