namespace Sluiswachter.Exchange.Tests;

/// <summary>Files of the checkout that the tests run in.</summary>
internal static class Checkout
{
    /// <summary>The files of the frameworks that ship.</summary>
    public static IEnumerable<string> Frameworks => Directory.GetFiles(PathOf("content/frameworks"), "*.yaml").Order(StringComparer.Ordinal);

    /// <summary>The full path of a file, given its path from the root.</summary>
    public static string PathOf(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sluiswachter.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("these tests run inside the repository");
        }

        return Path.Combine(folder.FullName, path);
    }
}
