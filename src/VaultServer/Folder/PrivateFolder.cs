namespace Sluiswachter.VaultServer.Folder;

/// <summary>Folders that nobody but the account of the vault looks into: names of objects and key files stand in them.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, with those above it as they usually are; one that is there becomes private.</summary>
    public static void Make(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
