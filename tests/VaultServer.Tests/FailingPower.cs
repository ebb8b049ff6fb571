using Microsoft.Win32.SafeHandles;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A disk that fails at some call: whose power goes then, or that does this one thing wrong.</summary>
/// <remarks>When the power went, names that were not forced to the disk are as before, and bytes that were not are gone.</remarks>
internal sealed class FailingPower(int at, bool isLost = true) : FileSystem
{
    private readonly Stack<(string From, string To, bool HadFormer)> renamed = [];
    private readonly List<string> folders = [];
    private readonly Dictionary<SafeFileHandle, string> unforced = [];
    private int calls;

    public override void MakeFolder(string path)
    {
        Pass();
        base.MakeFolder(path);
        folders.Add(path);
    }

    public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        Pass();
        base.Write(file, bytes, offset);
        unforced[file] = File.ResolveLinkTarget($"/proc/self/fd/{file.DangerousGetHandle()}", returnFinalTarget: false)!.FullName;
    }

    public override void Sync(SafeFileHandle file)
    {
        Pass();
        base.Sync(file);
        unforced.Remove(file);
    }

    public override void Rename(string from, string to)
    {
        Pass();
        Assert.DoesNotContain(from, unforced.Values);
        var hadFormer = File.Exists(to);
        if (hadFormer)
        {
            File.Move(to, $"{to}.before", overwrite: true);
        }

        base.Rename(from, to);
        renamed.Push((from, to, hadFormer));
    }

    public override void SyncFolder(string path)
    {
        Pass();
        base.SyncFolder(path);
        var kept = renamed.Where(name => Path.GetDirectoryName(name.To) != path).Reverse().ToList();
        renamed.Clear();
        kept.ForEach(renamed.Push);
        folders.RemoveAll(made => Path.GetDirectoryName(made) == path);
    }

    public override void Remove(string path)
    {
        Pass();
        base.Remove(path);
    }

    /// <summary>Has the disk as it is found when the power is there again.</summary>
    public void Restart()
    {
        if (!isLost || calls < at)
        {
            return;
        }

        foreach (var file in unforced.Values.Where(File.Exists))
        {
            File.WriteAllBytes(file, []);
        }

        while (renamed.TryPop(out var name))
        {
            File.Move(name.To, name.From, overwrite: true);
            if (name.HadFormer)
            {
                File.Move($"{name.To}.before", name.To);
            }
        }

        folders.Where(Directory.Exists).ToList().ForEach(made => Directory.Delete(made, recursive: true));
    }

    private void Pass()
    {
        if (++calls == at || (isLost && calls > at))
        {
            throw new IOException("the power is off");
        }
    }
}
