using System.Runtime.InteropServices;

namespace Sluiswachter.Bench;

/// <summary>The machine that figures come from: without it a figure means nothing.</summary>
public static class Machine
{
    /// <summary>Prints processor, memory, system and versions.</summary>
    public static void Print()
    {
        var processor = ValueOf("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Console.WriteLine($"machine     {processor}, {Environment.ProcessorCount} cores, {memory:0} GB, load {load}");
        Console.WriteLine($"system      {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }

    private static string? ValueOf(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
