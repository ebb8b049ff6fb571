namespace Sluiswachter.Tidy;

/// <summary>The checkout that is being looked at.</summary>
internal static class House
{
    /// <summary>The rooms, each with the rooms that it may know; what it may know, it may also leave alone.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Model"] = [],
        ["Insight"] = ["Model"],
        ["Policy"] = ["Model"],
        ["Exchange"] = ["Model", "Policy"],
        ["Discovery"] = ["Model"],
        ["Store"] = ["Model", "Insight"],
        ["App"] = ["Model", "Insight", "Policy", "Exchange", "Discovery", "Store"],
        ["Server"] = ["App"],
        // The vault stands beside the register: neither knows the other (docs/adr/0011).
        ["Vault"] = ["Model"],
        ["VaultEngines"] = ["Vault", "Model"],
        ["VaultServer"] = ["Vault", "VaultEngines", "Model"],
        // `sluis serve` starts the pages in its own process; the server knows nothing of the command line.
        ["Cli"] = ["App", "Server", "Vault", "VaultEngines", "VaultServer"],
    };

    /// <summary>The rooms that take values and return values, and touch nothing else.</summary>
    public static readonly string[] Pure = ["Model", "Insight", "Policy", "Vault"];

    /// <summary>The root of the checkout: the folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files under a folder of the root, by pattern, as paths relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(Path.Combine(Root, folder))
            ? Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Root, f))
                .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>The text of a file.</summary>
    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sluiswachter.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("no Sluiswachter.slnx above the test's folder");
    }
}
