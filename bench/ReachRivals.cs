using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace Sluiswachter.Bench;

/// <summary>The recursive query, the same in both engines.</summary>
internal static class RecursiveSql
{
    public static string Count(int seed) => $"""
        WITH RECURSIVE reached (node) AS (
            SELECT {seed} UNION SELECT edge.target FROM reached JOIN edge ON edge.source = reached.node)
        SELECT count(*) FROM reached
        """;
}

/// <summary>igraph's <c>subcomponent</c>, in a Python of its own.</summary>
internal static class IgraphRival
{
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3"];

    public static Reached? Measure(Workbench bench, PlainEdges edges, int seed, int runs)
    {
        if (Array.Find(Pythons, HasIgraph) is not { } python)
        {
            Console.WriteLine("  igraph left out: Python has no igraph (Debian: python3-igraph)");
            return null;
        }

        var file = bench.NewPath(".edges");
        var pairs = new int[2 * edges.From.Length];
        for (var i = 0; i < edges.From.Length; i++)
        {
            (pairs[2 * i], pairs[2 * i + 1]) = (edges.From[i], edges.To[i]);
        }

        File.WriteAllBytes(file, MemoryMarshal.AsBytes<int>(pairs));
        var said = Programs.Run(
            [python, Path.Combine(bench.Sources, "reach_igraph.py"), file, $"{edges.Nodes}", $"{seed}", $"{runs}"]);
        using var json = JsonDocument.Parse(said);
        var times = new Timings();
        foreach (var run in json.RootElement.GetProperty("runs").EnumerateArray())
        {
            times.Add(run[0].GetDouble(), run[1].GetDouble());
        }

        return new Reached(
            $"igraph {json.RootElement.GetProperty("version").GetString()}", json.RootElement.GetProperty("reached").GetInt32(), times);
    }

    private static bool HasIgraph(string python)
    {
        try
        {
            Programs.Run([python, "-c", "import igraph"]);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>Recursive SQL in the <c>sqlite3</c> of this machine, timed by its own <c>.timer</c>.</summary>
internal static partial class SqliteRival
{
    public static Reached? Measure(Workbench bench, PlainEdges edges, int seed, int runs)
    {
        if (!Programs.Exist("sqlite3"))
        {
            Console.WriteLine("  recursive SQL in SQLite left out: there is no sqlite3 on the path");
            return null;
        }

        var file = bench.NewPath(".csv");
        File.WriteAllLines(file, edges.From.Select((from, i) => $"{from},{edges.To[i]}"));
        var query = RecursiveSql.Count(seed) + ";\n";
        var said = Programs.Run(
            ["sqlite3", "-batch", bench.NewPath(".sqlite")],
            $"""
            CREATE TABLE edge (source INTEGER NOT NULL, target INTEGER NOT NULL);
            .mode csv
            .import {file} edge
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
        return new Reached($"SQL, SQLite {version}", int.Parse(counts[^1], CultureInfo.InvariantCulture), times);
    }

    private static double Milliseconds(Match match, string what) =>
        1_000 * double.Parse(match.Groups[what].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Run Time: real (?<real>[\d.]+) user (?<user>[\d.]+) sys (?<system>[\d.]+)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RunTime();
}

/// <summary>Recursive SQL in PostgreSQL, with memory enough and without its compiler, which would only cost here.</summary>
internal static class PostgresRival
{
    public static Reached Measure(PostgresPlace place, PlainEdges edges, int seed, int runs)
    {
        using var connection = PostgresPlace.Connect(place.NewDatabase());
        Do("CREATE TABLE edge (source INTEGER NOT NULL, target INTEGER NOT NULL)");
        using (var copy = connection.BeginBinaryImport("COPY edge (source, target) FROM STDIN (FORMAT BINARY)"))
        {
            for (var i = 0; i < edges.From.Length; i++)
            {
                copy.StartRow();
                copy.Write(edges.From[i]);
                copy.Write(edges.To[i]);
            }

            copy.Complete();
        }

        Do("CREATE INDEX edge_source ON edge (source, target)");
        Do("VACUUM ANALYZE edge");
        Do("SET jit = off");
        Do("SET work_mem = '256MB'");
        using var query = new NpgsqlCommand(RecursiveSql.Count(seed), connection) { CommandTimeout = 0 };
        var count = 0L;
        var times = new Timings();
        query.ExecuteScalar();
        for (var run = 0; run < runs; run++)
        {
            var begin = Stopwatch.GetTimestamp();
            count = (long)query.ExecuteScalar()!;
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return new Reached($"SQL, PostgreSQL {connection.PostgreSqlVersion}", (int)count, times);

        void Do(string sql)
        {
            using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.ExecuteNonQuery();
        }
    }
}
