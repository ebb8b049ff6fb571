using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sluiswachter.VaultEngines;

/// <summary>The calls on files by which something is kept for good, one by one, so that a test can break each of them.</summary>
/// <remarks>What fails, fails with an <see cref="IOException"/>.</remarks>
public partial class FileSystem
{
    /// <summary>EINTR.</summary>
    private const int Interrupted = 4;

    /// <summary>EINVAL.</summary>
    private const int InvalidArgument = 22;

    /// <summary>O_DIRECT of Linux, which differs between processors; 0 where it is not known.</summary>
    private static readonly int DirectFlag = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 0x4000,
        Architecture.Arm64 => 0x10000,
        _ => 0,
    };

    /// <summary>Makes a folder; one that is there is fine.</summary>
    public virtual void MakeFolder(string path) => Try(() => Directory.CreateDirectory(path));

    /// <summary>Waits until nobody else holds a folder, and holds it until what is returned is disposed, or the process ends.</summary>
    /// <remarks>A file system that cannot do it goes on as it did: who comes at the same moment may be refused.</remarks>
    public virtual IDisposable LockFolder(string path)
    {
        const int alone = 2;
        var folder = Handle(path);
        while (!folder.IsInvalid && Lock(folder, alone) != 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
            // A signal came; waits on.
        }

        return folder;
    }

    /// <summary>Whether a file could not be opened because somebody holds it, rather than for its rights or its disk.</summary>
    /// <remarks>EAGAIN of Linux and of macOS, and the sharing violation of Windows.</remarks>
    public static bool IsHeld(Exception failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>Makes a file that is not there yet.</summary>
    public virtual SafeFileHandle Create(string path) =>
        Try(() => File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write));

    /// <summary>Writes bytes at an offset.</summary>
    public virtual void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // So the framework calls a file that may grow no further (EFBIG).
            throw new IOException(e.Message, e);
        }
        catch (IOException e) when (e.HResult == InvalidArgument && PassCache(file, passes: false))
        {
            // Past the system's memory this disk takes other pieces than ours, or none.
            RandomAccess.Write(file, bytes, offset);
        }
    }

    /// <summary>Has writes pass the system's memory, from whole pages at whole pages; or no longer.</summary>
    /// <returns>Whether it is so now; a file system that cannot do it goes on as it did: nothing is lost but time.</returns>
    public virtual bool PassCache(SafeFileHandle file, bool passes)
    {
        const int getFlags = 3;
        const int setFlags = 4;
        var flags = Control(file, getFlags, 0);
        return flags >= 0 && DirectFlag != 0 && Control(file, setFlags, passes ? flags | DirectFlag : flags & ~DirectFlag) == 0;
    }

    /// <summary>Has the disk begin with what was written, without waiting for it: less is left for <see cref="Sync"/>.</summary>
    public virtual void BeginSync(SafeFileHandle file, long offset, long length)
    {
        // SYNC_FILE_RANGE_WRITE of Linux. A file system that cannot do it writes when it is forced to: nothing is lost but time.
        const uint beginsWriting = 2;
        _ = SyncFileRange(file, offset, length, beginsWriting);
    }

    /// <summary>Forces what was written to a file to the disk.</summary>
    public virtual void Sync(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    /// <summary>Forces the names in a folder to the disk.</summary>
    public virtual void SyncFolder(string path)
    {
        using var folder = Handle(path);
        if (folder.IsInvalid || SyncFolder(folder) != 0)
        {
            throw new IOException($"{path} cannot be forced to disk: error {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>Gives a file another name, at once.</summary>
    public virtual void Rename(string from, string to) => Try(() =>
    {
        File.Move(from, to, overwrite: true);
        return true;
    });

    /// <summary>Removes a file; one that is not there is removed already.</summary>
    public virtual void Remove(string path) => TryWhereItIs(() =>
    {
        File.Delete(path);
        return true;
    });

    /// <summary>Opens a file for reading; null when there is none.</summary>
    public virtual SafeFileHandle? Open(string path) => TryWhereItIs(() => File.OpenHandle(path));

    /// <summary>Reads bytes from an offset; fewer only at the end.</summary>
    public virtual int Read(SafeFileHandle file, Span<byte> bytes, long offset) => RandomAccess.Read(file, bytes, offset);

    /// <summary>The folders in a folder.</summary>
    public virtual IEnumerable<string> Folders(string folder) => Each(() => Directory.EnumerateDirectories(folder));

    /// <summary>The files in a folder, not those below it.</summary>
    public virtual IEnumerable<FileInfo> List(string folder) => Each(() => new DirectoryInfo(folder).EnumerateFiles());

    /// <summary>Things that are looked up one by one.</summary>
    protected static IEnumerable<T> Each<T>(Func<IEnumerable<T>> all)
    {
        using var one = Try(() => all().GetEnumerator());
        while (Try(one.MoveNext))
        {
            yield return one.Current;
        }
    }

    private static SafeFileHandle Handle(string folder)
    {
        const int readOnlyAndNotInherited = 0x80000;
        return new SafeFileHandle(OpenFolder(folder, readOnlyAndNotInherited), ownsHandle: true);
    }

    /// <summary>What may not be done fails as what cannot be done: those who store tell no difference.</summary>
    private static T Try<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static T? TryWhereItIs<T>(Func<T> call)
    {
        try
        {
            return Try(call);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, int flags);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncFolder(SafeFileHandle folder);
}
