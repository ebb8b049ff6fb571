namespace Sluiswachter.Fixtures;

/// <summary>Folders that tests begin with.</summary>
public static class Folders
{
    /// <summary>Copies a folder with all that is in it to a place where nothing is.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Join(to, folder[from.Length..]));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Join(to, file[from.Length..]));
        }
    }

    /// <summary>A new folder that is gone when the tests are done.</summary>
    public static string ForTheWholeRun()
    {
        var path = Directory.CreateTempSubdirectory("sluiswachter-pattern-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(path, recursive: true);
        return path;
    }
}
