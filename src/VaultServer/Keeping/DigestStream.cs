using System.Security.Cryptography;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Works out, while a stream is read once, its length, its MD5 and some checksums.</summary>
internal sealed class DigestStream : ReadOnceStream
{
    private readonly Stream from;
    // S3's entity tag is an MD5: it names content, and protects nothing. What protects is the seal.
    private readonly IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly Dictionary<ChecksumAlgorithm, Checksum> checksums;

    /// <summary>Reads a stream, which it does not own.</summary>
    public DigestStream(Stream from, IEnumerable<ChecksumAlgorithm> algorithms)
    {
        this.from = from;
        checksums = algorithms.Distinct().ToDictionary(a => a, Checksum.Of);
    }

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>What was read, once it has been read to its end.</summary>
    public Digest Finish() => new(
        Count, md5.GetHashAndReset(), checksums.ToDictionary(c => c.Key, c => c.Value.Finish()));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await from.ReadAsync(buffer, cancellationToken);
        Take(buffer.Span[..count]);
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            md5.Dispose();
            foreach (var checksum in checksums.Values)
            {
                checksum.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        md5.AppendData(bytes);
        foreach (var checksum in checksums.Values)
        {
            checksum.Append(bytes);
        }

        Count += bytes.Length;
    }
}

/// <summary>What bytes came to.</summary>
/// <param name="Length">How many.</param>
/// <param name="Md5">Their MD5.</param>
/// <param name="Checksums">Checksums, by algorithm.</param>
internal sealed record Digest(long Length, byte[] Md5, IReadOnlyDictionary<ChecksumAlgorithm, byte[]> Checksums)
{
    /// <summary>The checksums as S3 writes them.</summary>
    public Dictionary<ChecksumAlgorithm, string> Texts => Checksums.ToDictionary(c => c.Key, c => Convert.ToBase64String(c.Value));
}
