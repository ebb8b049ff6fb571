using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A vault in a folder of its own, served on a free port, with two bodies and a user of each.</summary>
public sealed class AVault : IAsyncLifetime
{
    private const string Passphrase = "vier woorden zijn genoeg";

    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("vault-");
    private VaultFolder? vault;
    private VaultHost? host;
    private BodyKeys? keys;

    /// <summary>The folder of the vault.</summary>
    public string Folder => Path.Combine(place.FullName, "kluis");

    /// <summary>Where it is served.</summary>
    public string Address => host!.Addresses.Single();

    /// <summary>An officer of the ministry.</summary>
    public NewUser Ministry { get; private set; } = null!;

    /// <summary>An officer of the municipality.</summary>
    public NewUser Municipality { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        vault = VaultFolder.Create(Folder, "kluis.example.nl", Country.Of("NL").Value, Passphrase).Value;
        keys = new BodyKeys();
        Ministry = Add("org:ministerie", "back-up");
        Municipality = Add("org:gemeente", "archief");
        var built = VaultHost.Build(vault, keys, new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { }));
        host = built.Value;
        await host.StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host!.DisposeAsync();
        keys!.Dispose();
        vault!.Dispose();
        place.Delete(recursive: true);
    }

    private NewUser Add(string body, string name)
    {
        var now = TimeProvider.System.GetUtcNow();
        var ring = vault!.Keys.Add(body, Passphrase, now).Value;
        keys!.Unlock(ring);
        return vault.Users.Add(ring, name, isOfficer: true, now).Value;
    }
}

/// <summary>A desk at which someone works with programs that speak S3: a folder of files, and an access key.</summary>
/// <remarks>The programs are told all by environment variables and arguments, and read no settings of who runs the tests.</remarks>
internal sealed class Desk : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("desk-");
    private readonly AVault vault;
    private readonly (string Id, string Secret) access;

    /// <summary>A desk of a user, or of one who has this access key.</summary>
    public Desk(AVault vault, string accessKeyId, string secret) => (this.vault, access) = (vault, (accessKeyId, secret));

    /// <summary>A desk of a user.</summary>
    public Desk(AVault vault, NewUser user)
        : this(vault, user.AccessKeyId, user.Secret)
    {
    }

    /// <summary>A path in the folder.</summary>
    public string At(string name) => Path.Combine(place.FullName, name);

    /// <summary>Writes a file of so many bytes that nobody can guess, and returns them.</summary>
    public byte[] File(string name, int bytes) => File(name, RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Writes a file.</summary>
    public byte[] File(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        System.IO.File.WriteAllBytes(At(name), content);
        return content;
    }

    /// <summary>Reads a file.</summary>
    public byte[] Read(string name) => System.IO.File.ReadAllBytes(At(name));

    /// <summary>Runs a program that must do what it is asked, and returns what it printed.</summary>
    public string Does(string program, string words)
    {
        var said = Says(program, words);
        Assert.True(said.ExitCode == 0, $"{program} {words}: {said}");
        return said.Out;
    }

    /// <summary>Runs a program to its end; words are parted by spaces.</summary>
    public Said Says(string program, string words)
    {
        var start = new ProcessStartInfo(program, [.. OwnWords(program), .. words.Split(' ')])
        {
            UseShellExecute = false,
            WorkingDirectory = place.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Settings())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Said(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public void Dispose() => place.Delete(recursive: true);

    private string[] OwnWords(string program) => program switch
    {
        "aws" => ["--endpoint-url", vault.Address],
        "s3cmd" =>
        [
            "--config", "/dev/null", "--access_key", access.Id, "--secret_key", access.Secret, "--no-ssl", "--no-progress",
            "--host", new Uri(vault.Address).Authority, "--host-bucket", new Uri(vault.Address).Authority, "--region", "nl",
        ],
        "restic" => ["--quiet", "--no-cache"],
        _ => [],
    };

    private Dictionary<string, string> Settings() => new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
        ["LC_ALL"] = "C.UTF-8",
        ["HOME"] = place.FullName,
        ["AWS_ACCESS_KEY_ID"] = access.Id,
        ["AWS_SECRET_ACCESS_KEY"] = access.Secret,
        ["AWS_DEFAULT_REGION"] = "nl",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWSACCESSKEYID"] = access.Id,
        ["AWSSECRETACCESSKEY"] = access.Secret,
        ["RCLONE_CONFIG"] = At("rclone.conf"),
        ["RCLONE_CONFIG_KLUIS_TYPE"] = "s3",
        ["RCLONE_CONFIG_KLUIS_PROVIDER"] = "Other",
        ["RCLONE_CONFIG_KLUIS_ENV_AUTH"] = "true",
        ["RCLONE_CONFIG_KLUIS_REGION"] = "nl",
        ["RCLONE_CONFIG_KLUIS_ENDPOINT"] = vault.Address,
        ["RESTIC_PASSWORD"] = "restic seals once more",
        ["RESTIC_REPOSITORY"] = $"s3:{vault.Address}/restic",
    };
}

/// <summary>What a program said.</summary>
internal sealed record Said(int ExitCode, string Out, string Error);
