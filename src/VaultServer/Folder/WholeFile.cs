using System.Text;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Writes small files whole or not at all, for their owner's eyes alone.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file that is not there yet, whole or not at all.</summary>
    public static void WriteNew(string file, string text) => Write(file, text, replaces: false);

    /// <summary>Writes a file, whole or not at all.</summary>
    public static void Write(string file, string text, bool replaces)
    {
        var aside = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(aside, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, file, replaces);
    }
}
