using System.Text;

namespace Sluiswachter.Cli;

/// <summary>A file for its owner's eyes that is written aside, and comes in its place when it is whole and on the disk.</summary>
/// <remarks>What is disposed of before it is in its place leaves nothing behind.</remarks>
internal sealed class PrivateFile : IDisposable
{
    private readonly string path;
    private readonly string aside;
    private readonly FileStream stream;

    private PrivateFile(string path, string aside, FileStream stream)
    {
        (this.path, this.aside, this.stream) = (path, aside, stream);
        Text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>Where its text is written.</summary>
    public StreamWriter Text { get; }

    /// <summary>Begins to write a file.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static PrivateFile Begin(string path)
    {
        var beside = path + ".new";
        // What a former one left behind may be for other eyes too.
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new PrivateFile(path, beside, new FileStream(beside, options));
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
        // Not the writer, which would write what it holds: a full disk is told once.
        stream.Dispose();
        File.Delete(aside);
    }
}
