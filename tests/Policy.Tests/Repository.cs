namespace Sluiswachter.Policy.Tests;

/// <summary>Where the sources of the tests stand, for tests that read pages or sources.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sluiswachter.slnx")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("no Sluiswachter.slnx above the tests");
        }

        return folder;
    }
}
