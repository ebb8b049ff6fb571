using Microsoft.Win32.SafeHandles;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
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
        new KeyFiles(folder.FullName).Add(Body, Passphrase, TimeProvider.System.GetUtcNow()).Value.Dispose();
        file = Directory.GetFiles(folder.FullName, "*.json").Single();
        former = File.ReadAllText(file);
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

    private static bool Rotates(KeyFiles keys)
    {
        try
        {
            keys.Rotate(Body, Passphrase, TimeProvider.System.GetUtcNow()).Value.Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>A disk whose power goes at some call; names that were not forced to it by then are as before.</summary>
    private sealed class FailingPower(int at) : FileSystem
    {
        private readonly Stack<(string From, string To)> renamed = [];
        private int calls;

        public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            Pass();
            base.Write(file, bytes, offset);
        }

        public override void Sync(SafeFileHandle file)
        {
            Pass();
            base.Sync(file);
        }

        public override void Rename(string from, string to)
        {
            Pass();
            File.Move(to, $"{to}.before", overwrite: true);
            base.Rename(from, to);
            renamed.Push((from, to));
        }

        public override void SyncFolder(string path)
        {
            Pass();
            base.SyncFolder(path);
            renamed.Clear();
        }

        public void Restart()
        {
            while (renamed.TryPop(out var name))
            {
                File.Move(name.To, name.From, overwrite: true);
                File.Move($"{name.To}.before", name.To);
            }
        }

        private void Pass()
        {
            if (++calls >= at)
            {
                throw new IOException("the power is off");
            }
        }
    }
}
