using System.Text;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Writes small files whole or not at all, for their owner's eyes alone.</summary>
/// <remarks>What was written has its name for good when this returns: also after a loss of power.</remarks>
internal static class WholeFile
{
    /// <summary>Writes a file that is not there yet, whole or not at all.</summary>
    public static void WriteNew(string file, string text) => Write(file, text, replaces: false);

    /// <summary>Where a file is until it is whole; what breaks leaves it there.</summary>
    public static string Aside(string file) => file + ".new";

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="file">Which.</param>
    /// <param name="text">What is to be in it.</param>
    /// <param name="replaces">Whether it may be there already.</param>
    /// <param name="disk">Writes; null: to the disk of this machine.</param>
    public static void Write(string file, string text, bool replaces, FileSystem? disk = null)
    {
        disk ??= new FileSystem();
        var aside = Aside(file);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(aside, options))
        {
            disk.Write(stream.SafeFileHandle, Encoding.UTF8.GetBytes(text), 0);
            disk.Sync(stream.SafeFileHandle);
        }

        if (!replaces && File.Exists(file))
        {
            throw new IOException($"{file} is there already");
        }

        disk.Rename(aside, file);
        disk.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
    }
}
