using System.Diagnostics;
using System.Globalization;

namespace Sluiswachter.Bench;

/// <summary>A program that was run to its end.</summary>
/// <param name="Milliseconds">From start to end, as the one who waits for it has it.</param>
/// <param name="PeakMegabytes">
/// The most resident memory that it had, 10^6 bytes; null when the program <c>time</c> is not on this machine.
/// </param>
/// <param name="ProcessorMilliseconds">How long processors worked on it; null likewise.</param>
public sealed record TimedProcess(double Milliseconds, double? PeakMegabytes, double? ProcessorMilliseconds)
{
    private const string Time = "/usr/bin/time";

    /// <summary>Runs a program; what it writes goes nowhere.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static TimedProcess Run(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var noted = Path.GetTempFileName();
        try
        {
            string[] measured = File.Exists(Time) ? [Time, "-f", "%M %U %S", "-o", noted, .. command] : [.. command];
            var begin = Stopwatch.GetTimestamp();
            Programs.Run(["sh", "-c", "exec \"$@\" >/dev/null", "sh", .. measured], environment: environment);
            var milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            var numbers = File.ReadAllText(noted).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            return numbers is [var kibibytes, var user, var system]
                ? new TimedProcess(milliseconds, kibibytes * 1024 / 1e6, 1_000 * (user + system))
                : new TimedProcess(milliseconds, null, null);
        }
        finally
        {
            File.Delete(noted);
        }
    }
}

/// <summary>Runs other programs.</summary>
public static class Programs
{
    /// <summary>Whether there is a program of a name on the path.</summary>
    public static bool Exist(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, name)));

    /// <summary>Runs a program to its end and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static string Run(
        IReadOnlyList<string> command, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }

        var written = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? written
            : throw new InvalidOperationException($"{string.Join(' ', command)}: {complaints.Result}");
    }
}
