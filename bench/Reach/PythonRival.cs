using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sluiswachter.Bench;

/// <summary>A graph library, in a Python of its own.</summary>
/// <remarks>
/// They search from one node, so each gets a node more, with an edge to every seed; it is not counted afterwards.
/// </remarks>
internal static class PythonRival
{
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3"];

    /// <summary>The libraries, by the names that the script knows them by.</summary>
    public static IReadOnlyList<string> Engines { get; } = ["igraph", "graph-tool", "networkx"];

    /// <summary>The edges of a question as a file for <see cref="Measure"/>.</summary>
    public static string Write(Workbench bench, PlainQuestion question)
    {
        var (edges, seeds) = (question.From.Length, question.Seeds.Length);
        var pairs = new int[2 * (edges + seeds)];
        for (var i = 0; i < edges; i++)
        {
            (pairs[2 * i], pairs[2 * i + 1]) = (question.From[i], question.To[i]);
        }

        for (var i = 0; i < seeds; i++)
        {
            (pairs[2 * (edges + i)], pairs[2 * (edges + i) + 1]) = (question.Nodes, question.Seeds[i]);
        }

        var file = bench.NewPath(".edges");
        File.WriteAllBytes(file, MemoryMarshal.AsBytes<int>(pairs));
        return file;
    }

    /// <summary>Times one library; null, and said so, when this machine lacks it.</summary>
    public static Reached? Measure(Workbench bench, string engine, string edges, PlainQuestion question, int runs)
    {
        var script = Path.Combine(bench.Sources, "Reach", "reach.py");
        if (Array.Find(Pythons, p => Works([p, script, engine])) is not { } python)
        {
            Console.WriteLine($"  {engine} left out: Python has none (Debian: python3-{engine})");
            return null;
        }

        var said = Programs.Run([python, script, engine, edges, $"{question.Nodes + 1}", $"{question.Nodes}", $"{runs}"]);
        using var json = JsonDocument.Parse(said);
        var times = new Timings();
        foreach (var run in json.RootElement.GetProperty("runs").EnumerateArray())
        {
            times.Add(run[0].GetDouble(), run[1].GetDouble());
        }

        return new Reached(
            $"{engine} {json.RootElement.GetProperty("version").GetString()}",
            json.RootElement.GetProperty("reached").GetInt32() - 1,
            times,
            json.RootElement.GetProperty("built").GetDouble());
    }

    private static bool Works(IReadOnlyList<string> command)
    {
        try
        {
            Programs.Run(command);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
