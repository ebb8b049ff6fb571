using System.Security.Cryptography;
using System.Text;

namespace Sluiswachter.Cli;

/// <summary>A file for its owner's eyes that is written aside, and comes in its place when it is whole and on the disk.</summary>
/// <remarks>What is disposed of before it is in its place leaves nothing behind.</remarks>
internal sealed class PrivateFile : IDisposable
{
    private const int TextBuffer = 1 << 16;

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

    /// <summary>Begins to write a file.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static PrivateFile Begin(string path)
    {
        RemoveLeft(path);

        // A name of its own: another that writes the same file at the same time keeps its own, and both come in place whole.
        var beside = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.new";
        // Without a buffer of the stream there is nothing that letting go of it could still have to write to a full disk.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new PrivateFile(path, beside, new FileStream(beside, options));
    }

    /// <summary>Removes what a program that was killed left beside the file; who writes there now holds theirs.</summary>
    private static void RemoveLeft(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Open, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.DeleteOnClose,
        };
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, $"{Path.GetFileName(path)}.*.new"))
        {
            try
            {
                new FileStream(left, options).Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is being written, or is not ours.
            }
        }
    }

    /// <summary>Forces what was written to the disk; nothing is written after it.</summary>
    public void Finish()
    {
        Text.Flush();
        stream.Flush(flushToDisk: true);
        Text.Dispose();
    }

    /// <summary>Puts it in its place, once it is finished.</summary>
    /// <param name="replaces">Whether a file that is there gives way; else that is an <see cref="IOException"/>.</param>
    public void Place(bool replaces) => File.Move(aside, path, replaces);

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
