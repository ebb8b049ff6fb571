namespace Sluiswachter.Vault;

/// <summary>The file of a browser's form as it streams in, up to the boundary that ends it.</summary>
/// <remarks>
/// How long it is shows at the end only; whoever reads must keep nothing before that (a read of 0 bytes). A form that
/// breaks off, or a file outside the limits of its policy, is an <see cref="S3RefusalException"/>.
/// </remarks>
public sealed class PostFile : IncomingBody
{
    private const int BufferSize = 16 * 1024;

    private readonly byte[] delimiter;
    private readonly byte[] buffer;
    private int start;
    private int end;
    private long taken;
    private bool isDone;

    internal PostFile(Stream source, byte[] delimiter, ReadOnlySpan<byte> begun)
        : base(source)
    {
        this.delimiter = delimiter;
        buffer = new byte[Math.Max(BufferSize, begun.Length + delimiter.Length)];
        begun.CopyTo(buffer);
        end = begun.Length;
    }

    /// <summary>The least and the most bytes that the file may have; set by who verified the policy.</summary>
    public (long Least, long Most) Limits { get; set; } = (0, long.MaxValue);

    /// <summary>Not known before the end.</summary>
    public override long Length => throw new NotSupportedException();

    private protected override int? Next(Span<byte> target)
    {
        if (isDone)
        {
            return 0;
        }

        var ready = buffer.AsSpan(start, end - start);
        var found = ready.IndexOf(delimiter);

        // Without the boundary, its beginning may still hide in the last bytes.
        var sure = found >= 0 ? found : ready.Length - delimiter.Length + 1;
        if (sure > 0)
        {
            var count = Math.Min(sure, target.Length);
            ready[..count].CopyTo(target);
            start += count;
            return Counted(count);
        }

        if (found < 0)
        {
            return null;
        }

        isDone = true;
        return taken < Limits.Least ? throw new S3RefusalException(S3Error.EntityTooSmall) : 0;
    }

    private protected override Memory<byte> Wanted(Memory<byte> target)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        return buffer.AsMemory(end);
    }

    private protected override int? Arrived(int count, Span<byte> target)
    {
        end += count;
        return null;
    }

    private protected override void SourceEnded() => throw new S3RefusalException(S3Error.IncompleteBody);

    private int Counted(int count)
    {
        taken += count;
        return taken > Limits.Most ? throw new S3RefusalException(S3Error.EntityTooLarge) : count;
    }
}
