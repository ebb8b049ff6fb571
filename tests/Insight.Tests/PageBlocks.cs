namespace Sluiswachter.Insight.Tests;

/// <summary>The worked examples of a page for users: its fenced blocks of one language.</summary>
internal static class PageBlocks
{
    /// <summary>The lines of each block, in the order of the page.</summary>
    /// <param name="page">The page, such as <c>switch-off.md</c>.</param>
    /// <param name="language">What stands behind the opening fence.</param>
    public static List<List<string>> Of(string page, string language)
    {
        var blocks = new List<List<string>>();
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(Root(), "docs", page)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == $"```{language}";
                if (inside)
                {
                    blocks.Add([]);
                }
            }
            else if (inside)
            {
                blocks[^1].Add(line);
            }
        }

        return blocks;
    }

    private static string Root()
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
