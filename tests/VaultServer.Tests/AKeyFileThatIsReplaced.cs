using System.Security.Cryptography;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A key file is all that opens the data of a body: whatever happens while it is replaced, a whole one is there.</summary>
public sealed class AKeyFileThatIsReplaced : IDisposable
{
    private const string Body = ServedVault.Body;
    private const string Passphrase = ServedVault.Passphrase;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");
    private readonly string file;
    private readonly string former;

    public AKeyFileThatIsReplaced()
    {
        using var ring = KeyRing.Fresh(Body, TimeProvider.System.GetUtcNow(), RandomNumberGenerator.Fill).Value;
        (file, former) = (new KeyFiles(folder.FullName).FileOf(Body), KnownKeys.Seal(ring).ToText());
        File.WriteAllText(file, former);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A name that the folder does not have on disk leads to the former file again, whose bytes are written over.</summary>
    [Fact]
    public void Is_whole_after_a_loss_of_power_at_any_call_on_the_disk()
    {
        var versions = new List<int>();
        for (var at = 1; at < 20 && versions.LastOrDefault(1) != 0; at++)
        {
            File.WriteAllText(file, former);
            File.Delete($"{file}.new");
            var disk = new FailingPower(at);
            var isDone = Rotates(new KeyFiles(folder.FullName, disk));
            disk.Restart();

            var read = KeyFile.Read(File.ReadAllText(file));
            Assert.True(read.Holds, $"the power went at call {at}, and no key file is left");
            using var ring = new KeyFiles(folder.FullName).Unlock(Body, Passphrase).Value;
            Assert.True(!isDone || ring.Current.Name.Version == 2);
            versions.Add(isDone ? 0 : ring.Current.Name.Version);
        }

        // Written, forced, named, the name forced: from then on it is the new one; the former is written over, and that forced.
        Assert.Equal([1, 1, 1, 1, 2, 2, 0], versions);
    }

    /// <summary>Keys that nobody has anymore would be wanted by it, if those of officers were on the disk later than it is.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Wants_only_keys_of_officers_that_are_there_whatever_call_on_the_disk_fails(bool isPowerLost)
    {
        var ends = new List<string>();
        for (var at = 1; at < 100 && ends.LastOrDefault() != "done"; at++)
        {
            File.WriteAllText(file, former);
            var handed = Path.Combine(folder.FullName, $"{at}", "officers");
            var disk = new FailingPower(at, isPowerLost);
            var isDone = SetsOfficers(new KeyFiles(folder.FullName, disk), new OfficerKeyFiles(disk), handed);
            disk.Restart();

            string[] left = Directory.Exists(handed) ? Directory.GetFiles(handed) : [];
            var wants = KeyFile.Read(File.ReadAllText(file)).Value.Officers is not null;
            var brought = !wants ? Passphrase
                : new Unlocking { OfficerKeys = [.. left.Select(key => OfficerKey.Read(File.ReadAllText(key)).Value)] };
            using var ring = new KeyFiles(folder.FullName).Unlock(Body, brought).Value;
            Assert.True(wants || isPowerLost || left.Length == 0, $"keys that open nothing stay: call {at}");
            ends.Add(isDone ? "done" : wants ? "officers" : "passphrase");
        }

        Assert.Equal(["passphrase", "officers", "done"], ends.Distinct());
    }

    [Fact]
    public void Is_told_to_be_in_use_only_when_it_is()
    {
        using (new FileStream($"{folder}/lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.IsType<KeysAreBeingChanged>(new KeyFiles(folder.FullName).Rotate(Body, Passphrase, TimeProvider.System.GetUtcNow()).Problem);
            Assert.IsType<KeysAreBeingChanged>(new KeyFiles(folder.FullName).Add("org:ander", Passphrase, TimeProvider.System.GetUtcNow()).Problem);
        }

        // A lock that leads to itself cannot be opened, and nobody has it.
        File.Delete($"{folder}/lock");
        File.CreateSymbolicLink($"{folder}/lock", "lock");
        Assert.ThrowsAny<IOException>(() => new KeyFiles(folder.FullName).Rotate(Body, Passphrase, TimeProvider.System.GetUtcNow()));
        File.Delete($"{folder}/lock");
    }

    [Fact]
    public void Is_taken_back_with_none_of_the_keys_of_officers_that_were_there_already()
    {
        var (present, fresh) = (Path.Combine(folder.FullName, "ciso.key"), Path.Combine(folder.FullName, "archivaris.key"));
        File.WriteAllText(present, "van een ander");
        var files = new OfficerKeyFiles();
        var set = new KeyFiles(folder.FullName).SetOfficers(
            Body, Passphrase, new WantedOfficers(["ciso", "archivaris"], 2, KeepsPassphrase: true),
            made =>
            {
                files.Write(made[1], fresh);
                Assert.Throws<IOException>(() => files.Write(made[0], present));
                return null;
            });
        Assert.True(set.Holds);
        files.TakeBack();
        Assert.Equal("van een ander", File.ReadAllText(present));
        Assert.False(File.Exists(fresh));
    }

    private static bool SetsOfficers(KeyFiles keys, OfficerKeyFiles files, string handed)
    {
        try
        {
            var set = keys.SetOfficers(
                Body, Passphrase, new WantedOfficers(["ciso", "archivaris"], 2, KeepsPassphrase: false),
                made =>
                {
                    made.ToList().ForEach(key => files.Write(key, Path.Combine(handed, $"{key.Officer.Name}.key")));
                    return null;
                },
                files.TakeBack);
            Assert.True(set.Holds);
            return keys.Undone.Count == 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Rotates(KeyFiles keys)
    {
        try
        {
            keys.Rotate(Body, Passphrase, TimeProvider.System.GetUtcNow()).Value.Dispose();
            return keys.Undone.Count == 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
