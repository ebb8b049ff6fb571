using System.Globalization;

namespace Sluiswachter.Bench;

/// <summary>What to measure.</summary>
/// <param name="Sizes">Numbers of requirements, at least 30 each; empty: what the measurement is about.</param>
/// <param name="Runs">How often each time is taken; the median counts.</param>
/// <param name="Postgres">
/// A connection string to a PostgreSQL server on which databases may be made; null: one is started.
/// </param>
/// <param name="Folder">Where a generated register is written.</param>
/// <param name="Shapes">Shapes of made-up registers; empty: what the measurement is about.</param>
/// <param name="Without">Engines to leave out of a comparison.</param>
/// <param name="Fedramp">A file of the FedRAMP marketplace to measure as well, or null.</param>
public sealed record BenchOptions(
    IReadOnlyList<int> Sizes, int Runs, string? Postgres, string? Folder, IReadOnlyList<Shape> Shapes,
    IReadOnlyList<string> Without, string? Fedramp)
{
    private const int Smallest = 30;
    private const int DefaultRuns = 3;

    private static readonly string[] Engines = [.. PythonRival.Engines, "sqlite", "postgres"];

    /// <summary>Reads the words of a command line after the verb; null when they are not understood.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> words)
    {
        var (sizes, shapes, without) = (new List<int>(), new List<Shape>(), new List<string>());
        var options = new BenchOptions(sizes, DefaultRuns, null, null, shapes, without, null);
        for (var i = 0; i < words.Count; i++)
        {
            if (Number(words[i]) is { } size and >= Smallest)
            {
                sizes.Add(size);
                continue;
            }

            if (options.Folder is null && !words[i].StartsWith('-') && Number(words[i]) is null)
            {
                options = options with { Folder = words[i] };
                continue;
            }

            // All others are a name and a value.
            var value = i + 1 < words.Count ? words[i + 1] : "";
            switch (words[i++])
            {
                case "--runs" when Number(value) is { } runs and > 0:
                    options = options with { Runs = runs };
                    break;
                case "--postgres" when value.Length > 0:
                    options = options with { Postgres = value };
                    break;
                case "--fedramp" when File.Exists(value):
                    options = options with { Fedramp = value };
                    break;
                case "--shape" when value is "uniform" or "skewed":
                    shapes.Add(value == "uniform" ? Shape.Uniform : Shape.Skewed);
                    break;
                case "--without" when Engines.Contains(value):
                    without.Add(value);
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    /// <summary>The sizes asked for, or others.</summary>
    public IReadOnlyList<int> SizesOr(params int[] others) => Sizes.Count > 0 ? Sizes : others;

    /// <summary>The shapes asked for, or others.</summary>
    public IReadOnlyList<Shape> ShapesOr(params Shape[] others) => Shapes.Count > 0 ? Shapes : others;

    /// <summary>The registers asked for: each shape in each size.</summary>
    /// <param name="shapes">The shapes when none is asked for.</param>
    /// <param name="sizes">The sizes when none is asked for.</param>
    public IEnumerable<RegisterShape> RegistersOr(Shape[] shapes, int[] sizes) =>
        from shape in ShapesOr(shapes)
        from size in SizesOr(sizes)
        select new RegisterShape(size, shape);

    private static int? Number(string? word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
