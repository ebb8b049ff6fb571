using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sluiswachter.Vault;

/// <summary>The body of an aws-chunked upload, decoded as it streams: chunk headers taken off, signatures verified.</summary>
/// <remarks>
/// Source: AWS, "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks" and its
/// sequel on trailing headers. Memory is one buffer, whatever the size of a chunk: bytes are handed on as they come, and
/// a chunk whose signature is wrong is found at its end. Whoever reads must therefore keep nothing before the end (a read
/// of 0 bytes) was reached; every fault before it is an <see cref="S3RefusalException"/>. The source is not disposed.
/// </remarks>
public sealed class ChunkedBody : IncomingBody
{
    private const int LongestHeader = 1024;
    private const int MostTrailerBytes = 8 * 1024;
    private const int BufferSize = 16 * 1024;

    private readonly S3ChunkChain? chain;
    private readonly bool hasTrailer;
    private readonly long decodedLength;
    private readonly HashSet<string> announced;
    private readonly Dictionary<string, string> trailers = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder signedTrailer = new();
    private readonly IncrementalHash? chunkHash;
    private readonly byte[] buffer = new byte[BufferSize];

    private Part part = Part.Header;
    private string previous = "";
    private string claimed = "";
    private string? trailerSignature;
    private long left;
    private long decoded;
    private int trailerBytes;
    private int start;
    private int end;
    private bool isLastChunk;

    private ChunkedBody(Stream source, S3Signed signed, long decodedLength, HashSet<string> announced)
        : base(source)
    {
        chain = signed.Chain;
        previous = chain?.Seed ?? "";
        chunkHash = chain is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hasTrailer = signed.Body is S3BodyTie.SignedChunksWithTrailer or S3BodyTie.UnsignedChunksWithTrailer;
        this.decodedLength = decodedLength;
        this.announced = announced;
    }

    private enum Part
    {
        Header = 1,
        Data,
        EndOfData,
        Trailer,
        Done,
    }

    /// <summary>The trailing headers, once the end was reached: names of any case.</summary>
    public IReadOnlyDictionary<string, string> Trailers => trailers;

    /// <summary>The length of the decoded body in bytes, as announced; a body that differs is refused.</summary>
    public override long Length => decodedLength;

    /// <summary>The decoded body of a request that was verified.</summary>
    /// <param name="request">The request: its <c>x-amz-decoded-content-length</c> and <c>x-amz-trailer</c> are read.</param>
    /// <param name="signed">How its chunks are signed.</param>
    /// <param name="source">The body as received.</param>
    public static S3Result<ChunkedBody> Of(S3HttpRequest request, S3Signed signed, Stream source)
    {
        if (request.Headers["x-amz-decoded-content-length"] is not { } text)
        {
            return S3Error.MissingContentLength;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return new S3Refusal(S3Error.InvalidArgument, "x-amz-decoded-content-length must be a number of bytes.");
        }

        const StringSplitOptions trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var names = (request.Headers["x-amz-trailer"] ?? "").Split(',', trimmed);
        return new ChunkedBody(source, signed, length, names.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        chunkHash?.Dispose();
        base.Dispose(disposing);
    }

    private protected override Memory<byte> Wanted(Memory<byte> target)
    {
        // Within a chunk, what comes can go straight to the reader.
        if (part == Part.Data && start == end)
        {
            return target[..(int)Math.Min(target.Length, left)];
        }

        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        return buffer.AsMemory(end);
    }

    private protected override int? Arrived(int count, Span<byte> target)
    {
        if (part == Part.Data && start == end)
        {
            return Taken(target[..count]);
        }

        end += count;
        return null;
    }

    private protected override int? Next(Span<byte> target)
    {
        while (true)
        {
            switch (part)
            {
                case Part.Header when Line(LongestHeader) is { } line:
                    BeginChunk(line);
                    break;
                case Part.Data when end > start:
                    var count = (int)Math.Min(Math.Min(left, end - start), target.Length);
                    buffer.AsSpan(start, count).CopyTo(target);
                    start += count;
                    return Taken(target[..count]);
                case Part.EndOfData when end - start >= 2:
                    EndChunk();
                    break;
                case Part.Trailer when Line(MostTrailerBytes) is { } line:
                    ReadTrailer(line);
                    break;
                case Part.Done:
                    return 0;
                default:
                    return null;
            }
        }
    }

    private protected override void SourceEnded()
    {
        if (part != Part.Trailer)
        {
            throw Refuse(S3Error.IncompleteBody);
        }

        // A last line without its line end still counts.
        if (end > start)
        {
            var line = Encoding.UTF8.GetString(buffer.AsSpan(start, end - start));
            start = end;
            ReadTrailer(line);
        }

        Finish();
        part = Part.Done;
    }

    private static S3RefusalException Refuse(S3Error error, string? detail = null) => new(new S3Refusal(error, detail));

    /// <summary>The next line without its end; null when it has not arrived as a whole.</summary>
    private string? Line(int longest)
    {
        var found = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
        if ((found < 0 ? end - start : found) > longest)
        {
            throw Refuse(S3Error.InvalidRequest, "A line between the chunks of the body is too long.");
        }

        if (found < 0)
        {
            return null;
        }

        var line = Encoding.UTF8.GetString(buffer.AsSpan(start, found)).TrimEnd('\r');
        start += found + 1;
        return line;
    }

    private void BeginChunk(string line)
    {
        const string extension = "chunk-signature=";
        var parts = line.Split(';');
        claimed = parts.Length == 2 && parts[1].StartsWith(extension, StringComparison.Ordinal) ? parts[1][extension.Length..] : "";
        if (!long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out left) || left < 0 ||
            (chain is not null && claimed.Length == 0))
        {
            throw Refuse(S3Error.InvalidRequest, "A chunk header of the body is not well-formed.");
        }

        decoded += left;
        if (decoded > decodedLength || decoded < 0)
        {
            throw Refuse(S3Error.IncompleteBody, "The chunks hold more bytes than x-amz-decoded-content-length announced.");
        }

        isLastChunk = left == 0;
        if (!isLastChunk)
        {
            part = Part.Data;
            return;
        }

        VerifyChunk();
        part = Part.Trailer;
    }

    private int Taken(ReadOnlySpan<byte> data)
    {
        chunkHash?.AppendData(data);
        left -= data.Length;
        if (left == 0)
        {
            part = Part.EndOfData;
        }

        return data.Length;
    }

    private void EndChunk()
    {
        if (buffer[start] != '\r' || buffer[start + 1] != '\n')
        {
            throw Refuse(S3Error.InvalidRequest, "A chunk of the body does not end where its header says.");
        }

        start += 2;
        VerifyChunk();
        part = Part.Header;
    }

    private void VerifyChunk()
    {
        if (chain is null)
        {
            return;
        }

        var hash = Convert.ToHexStringLower(chunkHash!.GetHashAndReset());
        Verify("PAYLOAD", $"{S3Signature.EmptyPayload}\n{hash}", claimed);
        previous = claimed;
    }

    private void Verify(string kind, string hashes, string signature)
    {
        var text = $"{S3Signature.Algorithm}-{kind}\n{chain!.Time}\n{chain.Key.Scope}\n{previous}\n{hashes}";
        if (!chain.Key.Accepts(text, signature))
        {
            throw Refuse(S3Error.SignatureDoesNotMatch);
        }
    }

    private void ReadTrailer(string line)
    {
        trailerBytes += line.Length + 1;
        if (trailerBytes > MostTrailerBytes)
        {
            throw Refuse(S3Error.MalformedTrailerError);
        }

        var text = line.Trim();
        if (text.Length == 0)
        {
            return;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon > 0 ? (text[..colon].Trim().ToLowerInvariant(), text[(colon + 1)..].Trim()) : ("", "");
        if (name == "x-amz-trailer-signature" && chain is not null && trailerSignature is null)
        {
            trailerSignature = value;
            return;
        }

        if (!hasTrailer || trailerSignature is not null || !announced.Contains(name) || !trailers.TryAdd(name, value))
        {
            throw Refuse(S3Error.MalformedTrailerError);
        }

        signedTrailer.Append(name).Append(':').Append(value).Append('\n');
    }

    private void Finish()
    {
        if (decoded != decodedLength)
        {
            throw Refuse(S3Error.IncompleteBody);
        }

        if (trailers.Count != announced.Count)
        {
            throw Refuse(S3Error.MalformedTrailerError);
        }

        if (chain is not null && hasTrailer)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signedTrailer.ToString())));
            Verify("TRAILER", hash, trailerSignature ?? "");
        }
    }
}
