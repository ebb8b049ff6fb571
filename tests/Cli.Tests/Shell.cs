using System.Diagnostics;
using System.Text;
using Sluiswachter.Fixtures;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Sluiswachter.Cli.Tests;

/// <summary>Someone at a shell in the checkout: types commands, reads both streams and the exit code.</summary>
internal sealed class Shell : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("shell-");

    public Shell() => Store = $"sqlite:{Path.Combine(home.FullName, "register.sqlite")}";

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where the register is kept.</summary>
    public string Store { get; set; }

    /// <summary>How wide the shell says it is; null: it does not say.</summary>
    public int? Columns { get; set; }

    /// <summary>A path in the shell's own folder.</summary>
    public string At(string name) => Path.Combine(home.FullName, name);

    /// <summary>Writes a file in the shell's own folder and returns its path.</summary>
    public string File(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        System.IO.File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Writes files in a folder of the shell's own and returns the folder.</summary>
    public string Folder(string name, params (string Name, string Text)[] files)
    {
        foreach (var (file, text) in files)
        {
            File($"{name}/{file}", text);
        }

        return At(name);
    }

    /// <summary>Makes a register that holds nothing yet.</summary>
    public void MakeRegister() => Assert.Equal(0, Sluis("import", "samples/nl", "--dry-run").ExitCode);

    /// <summary>Makes a register of the sample: what was measured, and after it what is made up.</summary>
    public void ImportSample() =>
        Assert.All(["samples/nl", "samples/illustrative"], bundle => Assert.Equal(0, Sluis("import", bundle).ExitCode));

    /// <summary>Runs <c>./sluis</c> to its end.</summary>
    public Said Sluis(params string[] words)
    {
        using var process = Start(words);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Said(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Starts <c>./sluis</c> and does not wait.</summary>
    public Process Start(params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "sluis"), words)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Root,
        };
        start.Environment["SLUIS_STORE"] = Store;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["COLUMNS"] = Columns is { } wide ? $"{wide}" : null;
        return Process.Start(start)!;
    }

    /// <summary>Starts bash in a folder of the shell's own, with <c>sluis</c> on its path and nothing else of this process.</summary>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="script">What it does.</param>
    public Process StartBash(string folder, string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Directory.CreateDirectory(At(folder)).FullName,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = $"{Root}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = At(folder);
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }

    /// <summary>Runs a script of bash, which must succeed in every line.</summary>
    public async Task BashAsync(string folder, string script)
    {
        using var bash = StartBash(folder, $"set -euo pipefail\n{script}");
        var error = bash.StandardError.ReadToEndAsync(Stop);
        var output = await bash.StandardOutput.ReadToEndAsync(Stop);
        await bash.WaitForExitAsync(Stop);
        Assert.True(bash.ExitCode == 0, $"{output}\n{await error}");
    }

    /// <summary>Waits until a server tells where it is; what it tells later is read on, so that it never waits for that.</summary>
    public static async Task<Uri> ServedAtAsync(Process server)
    {
        var told = new StringBuilder();
        while (await server.StandardError.ReadLineAsync(Stop) is { } line)
        {
            told.AppendLine(line);
            if (line.IndexOf("http://", StringComparison.Ordinal) is > 0 and var at)
            {
                _ = server.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(line[at..].Trim());
            }
        }

        throw new IOException($"the vault is not served: {told}");
    }

    /// <summary>Ends a process with all that it started, and waits until they are gone.</summary>
    public static void End(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose() => home.Delete(recursive: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Sluiswachter.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("these tests run inside the repository");
        }

        return folder.FullName;
    }
}

/// <summary>What a command said.</summary>
internal sealed record Said(int ExitCode, string Out, string Error);
