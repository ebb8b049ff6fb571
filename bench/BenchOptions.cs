using System.Globalization;

namespace Sluiswachter.Bench;

/// <summary>What to measure.</summary>
/// <param name="Sizes">Numbers of requirements, at least 30 each; empty: what the measurement is about.</param>
/// <param name="Runs">How often each time is taken; the median counts.</param>
/// <param name="Postgres">
/// A connection string to a PostgreSQL server on which databases may be made; null: one is started.
/// </param>
/// <param name="Folder">Where a generated register is written.</param>
/// <param name="Plain">Whether the generated register is one of plain reachability.</param>
public sealed record BenchOptions(IReadOnlyList<int> Sizes, int Runs, string? Postgres, string? Folder, bool Plain)
{
    private const int Smallest = 30;
    private const int DefaultRuns = 3;

    /// <summary>Reads the words of a command line after the verb; null when they are not understood.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> words)
    {
        var sizes = new List<int>();
        var options = new BenchOptions(sizes, DefaultRuns, null, null, false);
        for (var i = 0; i < words.Count; i++)
        {
            var next = i + 1 < words.Count ? words[i + 1] : null;
            if (Number(words[i]) is { } size and >= Smallest)
            {
                sizes.Add(size);
            }
            else if (words[i] == "--plain")
            {
                options = options with { Plain = true };
            }
            else if (words[i] == "--runs" && Number(next) is { } runs and > 0)
            {
                options = options with { Runs = runs };
                i++;
            }
            else if (words[i] == "--postgres" && next is not null)
            {
                options = options with { Postgres = next };
                i++;
            }
            else if (options.Folder is null && !words[i].StartsWith('-') && Number(words[i]) is null)
            {
                options = options with { Folder = words[i] };
            }
            else
            {
                return null;
            }
        }

        return options;
    }

    /// <summary>The sizes asked for, or others.</summary>
    public IReadOnlyList<int> SizesOr(params int[] others) => Sizes.Count > 0 ? Sizes : others;

    private static int? Number(string? word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
