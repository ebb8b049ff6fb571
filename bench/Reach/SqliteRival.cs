using System.Globalization;
using System.Text.RegularExpressions;

namespace Sluiswachter.Bench;

/// <summary>Recursive SQL in the <c>sqlite3</c> of this machine, timed by its own <c>.timer</c>.</summary>
internal static partial class SqliteRival
{
    public static Reached? Measure(Workbench bench, PlainQuestion question, int runs)
    {
        if (!Programs.Exist("sqlite3"))
        {
            Console.WriteLine("  recursive SQL in SQLite left out: there is no sqlite3 on the path");
            return null;
        }

        var (edges, seeds) = (bench.NewPath(".csv"), bench.NewPath(".csv"));
        File.WriteAllLines(edges, question.From.Select((from, i) => $"{from},{question.To[i]}"));
        File.WriteAllLines(seeds, question.Seeds.Select(s => $"{s}"));
        var query = RecursiveSql.OnIntegers.ReplaceLineEndings(" ") + ";\n";
        var said = Programs.Run(
            ["sqlite3", "-batch", bench.NewPath(".sqlite")],
            $"""
            CREATE TABLE edge (source INTEGER NOT NULL, target INTEGER NOT NULL);
            CREATE TABLE seed (node INTEGER NOT NULL PRIMARY KEY);
            .mode csv
            .import {edges} edge
            .import {seeds} seed
            CREATE INDEX edge_source ON edge (source, target);
            ANALYZE;
            PRAGMA cache_size = -262144;
            {query}
            .timer on
            {string.Concat(Enumerable.Repeat(query, runs))}
            """);
        var times = new Timings();
        foreach (Match match in RunTime().Matches(said))
        {
            times.Add(Milliseconds(match, "real"), Milliseconds(match, "user") + Milliseconds(match, "system"));
        }

        var version = Programs.Run(["sqlite3", "--version"]).Split(' ')[0];
        var counts = said.Split('\n').Where(line => int.TryParse(line, CultureInfo.InvariantCulture, out _)).ToList();
        return new Reached(
            $"recursive SQL, SQLite {version}, integers", int.Parse(counts[^1], CultureInfo.InvariantCulture), times);
    }

    private static double Milliseconds(Match match, string what) =>
        1_000 * double.Parse(match.Groups[what].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Run Time: real (?<real>[\d.]+) user (?<user>[\d.]+) sys (?<system>[\d.]+)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RunTime();
}
