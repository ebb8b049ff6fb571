using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.App;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>A file for its owner's eyes that is written aside, and comes in its place when it is whole and on the disk.</summary>
/// <remarks>
/// Until then it is NAME.SIGNS.new beside that place, with 16 signs of its own: another that writes the same file at the same time
/// keeps its own, and both come in place whole. What is disposed of before it is in its place leaves nothing behind; what a
/// program that was killed leaves goes when the same file is written again a week later.
/// </remarks>
internal sealed class PrivateFile : IDisposable
{
    private const int TextBuffer = 1 << 16;
    private const int Signs = 16;
    private const string Ending = ".new";
    private static readonly SearchValues<char> Sign = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// Before that it may be a file that is being written: on some network disks no lock tells, and of one that was only just made
    /// none tells yet. Longer than it takes to bring over buckets, whose list is written all the while.
    /// </summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(7);

    private readonly string path;
    private readonly string aside;
    private readonly FileStream stream;

    private PrivateFile(string path, string aside, FileStream stream)
    {
        (this.path, this.aside, this.stream) = (path, aside, stream);
        Text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), TextBuffer);
    }

    /// <summary>Where its text is written.</summary>
    public StreamWriter Text { get; }

    /// <summary>Begins to write a file, or tells why it cannot be written there.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <param name="clock">What time it is.</param>
    public static Result<PrivateFile> Begin(string path, TimeProvider clock) =>
        Directory.Exists(path) ? new CannotWrite(path, MachineReason.IsAFolder) : NotWritten.Unless(path, () =>
        {
            RemoveLeft(path, clock.GetUtcNow() - Forgotten);
            var beside = $"{path}.{RandomNumberGenerator.GetHexString(Signs, lowercase: true)}{Ending}";
            // Without a buffer of the stream there is nothing that letting go of it could still have to write to a full disk.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return Result<PrivateFile>.Of(new PrivateFile(path, beside, new FileStream(beside, options)));
        });

    /// <summary>Removes what a program that was killed left beside the file; who writes there now holds theirs.</summary>
    private static void RemoveLeft(string path, DateTimeOffset before)
    {
        var whole = Path.GetFullPath(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.Open, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.DeleteOnClose,
        };
        foreach (var left in new DirectoryInfo(Path.GetDirectoryName(whole)!).EnumerateFiles($"*{Ending}")
            .Where(file => IsOurs(file.Name, Path.GetFileName(whole)) && file.LastWriteTimeUtc < before.UtcDateTime))
        {
            try
            {
                new FileStream(left.FullName, options).Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is being written, or is not ours.
            }
        }
    }

    /// <summary>Whether a file has a name that is given only here; the name that it begins with is no pattern.</summary>
    private static bool IsOurs(string beside, string name) =>
        name.Length > 0 && beside.Length == name.Length + 1 + Signs + Ending.Length &&
        beside.StartsWith(name + ".", StringComparison.Ordinal) && beside.EndsWith(Ending, StringComparison.Ordinal) &&
        beside.AsSpan(name.Length + 1, Signs).IndexOfAnyExcept(Sign) < 0;

    /// <summary>Forces what was written to the disk; nothing is written after it.</summary>
    public void Finish()
    {
        Text.Flush();
        stream.Flush(flushToDisk: true);
        Text.Dispose();
    }

    /// <summary>Puts it in its place, once it is finished; returns why it cannot be there, or null.</summary>
    /// <param name="replaces">Whether a file that is there gives way.</param>
    public Problem? Place(bool replaces) => NotWritten.Unless<string>(path, () =>
    {
        // Looked at beforehand only for the words: the move itself replaces nothing that comes there meanwhile.
        if (!replaces && Path.Exists(path))
        {
            return new AlreadyThere(path);
        }

        File.Move(aside, path, replaces);
        return path;
    }).Problem;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // Not the writer, which would write what it holds: a full disk is told once.
            stream.Dispose();
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
