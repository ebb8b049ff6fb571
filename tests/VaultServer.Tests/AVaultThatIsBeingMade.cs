using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A folder in which somebody makes a vault, while somebody else does too, or the disk fills.</summary>
public sealed class AVaultThatIsBeingMade : IDisposable
{
    private const string Name = "kluis.example.nl";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");
    private readonly LogSigner signer = LogSigner.Of(Name, ECDsa.Create(ECCurve.NamedCurves.nistP256)).Value;

    private string Path => System.IO.Path.Combine(folder.FullName, "kluis");

    public void Dispose()
    {
        signer.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Who comes second found the folder empty too, and the first is half way.</summary>
    [Fact]
    public void Is_left_to_who_began_first()
    {
        Assert.Null(Make(() =>
        {
            var before = Files();
            Assert.Equal(new FolderNotEmpty(Path), Make(() => null));
            Assert.Equal(before, Files());
            return null;
        }));
        Assert.Equal(["keys/lock", "log.pem", "log.pub", "vault.json"], Files());
        using var vault = VaultFolder.Open(Path).Value;
        Assert.True(vault.UnlockLog(ServedVault.Passphrase).Holds);
    }

    [Fact]
    public async Task Is_one_vault_whoever_of_many_at_once_makes_it()
    {
        using var together = new Barrier(3);
        var made = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait(TestContext.Current.CancellationToken);
                return VaultFolder.Create(Path, Name, Country.Of("NL").Value, ServedVault.Passphrase);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        using var vault = Assert.Single(made, one => one.Holds).Value;
        Assert.All(made.Where(one => !one.Holds), one => Assert.Equal(new FolderNotEmpty(Path), one.Problem));
        using var log = vault.UnlockLog(ServedVault.Passphrase).Value;
        Assert.Equal(vault.LogPublicKey, log.PublicKey.Text);
    }

    [Fact]
    public void Leaves_nothing_when_its_description_cannot_be_written()
    {
        // A folder in the place of the file that is to become the description.
        var inTheWay = System.IO.Path.Combine(Path, "vault.json.new");
        Assert.ThrowsAny<UnauthorizedAccessException>(() => Make(() =>
        {
            Directory.CreateDirectory(inTheWay);
            return null;
        }));
        Assert.Equal(inTheWay, Assert.Single(Directory.EnumerateFileSystemEntries(Path)));
        Directory.Delete(inTheWay);
        VaultFolder.Create(Path, Name, Country.Of("NL").Value, ServedVault.Passphrase).Value.Dispose();
    }

    [Fact]
    public void Leaves_a_folder_as_it_was_when_it_is_refused()
    {
        Assert.Equal(new NoSuchPlace(), Make(() => new NoSuchPlace()));
        Assert.False(Directory.Exists(Path));
        Directory.CreateDirectory(Path);
        Assert.Equal(new NoSuchPlace(), Make(() => new NoSuchPlace()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path));
    }

    private Problem? Make(Func<Problem?> claim) =>
        VaultFolder.Make(Path, signer, ServedVault.Passphrase, new VaultDescription(VaultDescription.InFolder, Name, "NL"), claim);

    private IEnumerable<string> Files() => Directory.GetFiles(Path, "*", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal);

    private sealed record NoSuchPlace() : Problem(new Phrase("no such place", "zo'n plaats is er niet"));
}
