using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>A body that is hashed as it streams, and refused at its end when it is not the one that was announced.</summary>
/// <remarks>
/// Length, Content-MD5 and x-amz-content-sha256 are checked, each where it was announced. Whoever reads must keep nothing
/// before the end was reached. The source is not disposed.
/// </remarks>
public sealed class CheckedBody : IncomingBody
{
    private readonly long? length;
    private readonly byte[]? expectedMd5;
    private readonly byte[]? expectedSha256;
    private readonly IncrementalHash? sha256;
    private readonly IncrementalHash? md5;
    private long taken;
    private bool isWhole;

    /// <summary>The body of a request.</summary>
    /// <param name="source">The body, without chunk headers.</param>
    /// <param name="length">Its length in bytes; null when the source knows where it ends, as the file of a form does.</param>
    /// <param name="md5">What Content-MD5 announced, or null.</param>
    /// <param name="sha256">What the signature tied the body to, or null.</param>
    public CheckedBody(Stream source, long? length, byte[]? md5 = null, byte[]? sha256 = null)
        : base(source)
    {
        this.length = length;
        expectedMd5 = md5;
#pragma warning disable CA5351 // S3 asks for MD5 in Content-MD5; nobody's safety rests on it.
        this.md5 = md5 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        expectedSha256 = sha256;
        this.sha256 = sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    /// <inheritdoc/>
    public override long Length => length ?? throw new NotSupportedException();

    /// <summary>Reads a Content-MD5 header; null when there is none.</summary>
    public static S3Result<byte[]?> ReadContentMd5(string? header)
    {
        if (header is null)
        {
            return S3Result<byte[]?>.Of(null);
        }

        var digest = new byte[MD5.HashSizeInBytes];
        return header.Length == 24 && Convert.TryFromBase64String(header, digest, out var written) && written == digest.Length
            ? S3Result<byte[]?>.Of(digest)
            : S3Error.InvalidDigest;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        md5?.Dispose();
        sha256?.Dispose();
        base.Dispose(disposing);
    }

    private protected override int? Next(Span<byte> target) => isWhole ? 0 : null;

    private protected override Memory<byte> Wanted(Memory<byte> target) => target;

    private protected override int? Arrived(int count, Span<byte> target)
    {
        taken += count;
        if (taken > length)
        {
            throw new S3RefusalException(S3Error.IncompleteBody);
        }

        md5?.AppendData(target[..count]);
        sha256?.AppendData(target[..count]);
        return count;
    }

    private protected override void SourceEnded()
    {
        if (length is not null && taken != length)
        {
            throw new S3RefusalException(S3Error.IncompleteBody);
        }

        if (expectedMd5 is not null && !md5!.GetHashAndReset().AsSpan().SequenceEqual(expectedMd5))
        {
            throw new S3RefusalException(S3Error.BadDigest);
        }

        if (expectedSha256 is not null && !sha256!.GetHashAndReset().AsSpan().SequenceEqual(expectedSha256))
        {
            throw new S3RefusalException(S3Error.XAmzContentSHA256Mismatch);
        }

        isWhole = true;
    }
}
