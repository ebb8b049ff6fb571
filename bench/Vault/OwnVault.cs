using System.Diagnostics;
using System.Globalization;
using Sluiswachter.Vault;

namespace Sluiswachter.Bench;

/// <summary>A vault in a fresh folder, served by a process of its own; both are gone when disposed.</summary>
internal sealed class OwnVault : IDisposable
{
    private const string Body = "org:bench";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string sluis;
    private readonly string passphrase;
    private readonly IReadOnlyDictionary<string, string> environment;
    private Process? server;

    /// <summary>Makes a vault; it is not served yet.</summary>
    /// <param name="bench">Where the folder is made.</param>
    /// <param name="sluis">The command line that makes and serves it.</param>
    /// <param name="environment">Variables that the server gets.</param>
    public OwnVault(Workbench bench, string sluis, IReadOnlyDictionary<string, string>? environment = null)
    {
        (this.sluis, this.environment) = (sluis, environment ?? new Dictionary<string, string>());
        (Folder, passphrase) = (bench.NewPath("-vault"), bench.NewPath("-passphrase"));
        File.WriteAllText(passphrase, "measured and then thrown away\n");
        Programs.Run([sluis, "vault", "create", Folder, "--name", "bench.example", "--place", "NL", "--passphrase-file", passphrase]);
        Programs.Run([sluis, "vault", "add-body", Folder, Body, "--passphrase-file", passphrase]);
        var user = Programs.Run([sluis, "vault", "add-user", Folder, Body, "bench", "--officer", "--passphrase-file", passphrase]);
        Credential = new S3Credential(Named(user, "access key id"), Named(user, "secret access key"), "nl");
        UserId = Named(user, "user");
    }

    /// <summary>The folder of the vault.</summary>
    public string Folder { get; }

    /// <summary>The id of its user.</summary>
    public string UserId { get; }

    /// <summary>The user's access key.</summary>
    public S3Credential Credential { get; }

    /// <summary>The body that its user belongs to.</summary>
    public static string BodyId => Body;

    /// <summary>The most memory that the server had so far, 10^6 bytes.</summary>
    public double PeakMegabytes =>
        long.Parse(
            File.ReadLines($"/proc/{server!.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':')[1]
                .Replace("kB", "", StringComparison.Ordinal),
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024 / 1e6;

    /// <summary>Serves it.</summary>
    /// <param name="name">What it is called in the tables.</param>
    public Target Serve(string name)
    {
        var start = new ProcessStartInfo(
            sluis, ["vault", "serve", Folder, "--port", "0", "--passphrase-file", passphrase, "--lang", "en"])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        server = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException($"the server of {name} stopped"));
            }
            else if (line.Data.Split(' ')[^1] is var word && word.StartsWith("http://", StringComparison.Ordinal))
            {
                address.TrySetResult(new Uri(word));
            }
            else
            {
                Console.Error.WriteLine($"{name}: {line.Data}");
            }
        };
        server.BeginErrorReadLine();
        var process = server;
        return new Target(name, address.Task.WaitAsync(Patience).GetAwaiter().GetResult(), Credential)
        {
            Worked = () =>
            {
                process.Refresh();
                return process.TotalProcessorTime;
            },
        };
    }

    /// <summary>Stops serving it.</summary>
    public void Stop()
    {
        if (server is null)
        {
            return;
        }

        server.Kill();
        server.WaitForExit();
        server.Dispose();
        server = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Named(string lines, string name) =>
        lines.Split('\n').First(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
}
