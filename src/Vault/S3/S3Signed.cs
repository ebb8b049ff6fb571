namespace Sluiswachter.Vault;

/// <summary>A request whose signature was verified, or that came without one.</summary>
/// <param name="AccessKeyId">Who signed; null for an anonymous request.</param>
/// <param name="Body">How the body must be checked.</param>
/// <param name="Sha256">The hash of the body, 32 bytes, when it is tied by hash.</param>
/// <param name="Chain">What the signatures of chunks begin with, when chunks are signed.</param>
/// <param name="AuthType">The way of signing, as policies name it: <c>REST-HEADER</c>, <c>REST-QUERY-STRING</c> or <c>POST</c>.</param>
/// <param name="Version">The version of the signature: <c>AWS4-HMAC-SHA256</c> or <c>AWS</c>; null for an anonymous request.</param>
/// <param name="Age">How long ago the request was signed.</param>
public sealed record S3Signed(
    string? AccessKeyId,
    S3BodyTie Body = S3BodyTie.Unsigned,
    byte[]? Sha256 = null,
    S3ChunkChain? Chain = null,
    string? AuthType = null,
    string? Version = null,
    TimeSpan Age = default)
{
    /// <summary>True when the body comes as aws-chunked and needs decoding.</summary>
    public bool IsChunked =>
        Body is S3BodyTie.SignedChunks or S3BodyTie.SignedChunksWithTrailer or S3BodyTie.UnsignedChunksWithTrailer;

    /// <summary>A request whose signature says nothing of its body may still say how the body is wrapped.</summary>
    internal static S3Result<S3Signed> ByBodyAlone(S3HttpRequest request, S3Signed signed) =>
        request.Headers["x-amz-content-sha256"] switch
    {
        S3Signature.UnsignedChunksWithTrailer => signed with { Body = S3BodyTie.UnsignedChunksWithTrailer },
        S3Signature.SignedChunks or S3Signature.SignedChunksWithTrailer =>
            new S3Refusal(S3Error.InvalidRequest, "Signed chunks need a request that is signed with AWS4-HMAC-SHA256."),
        _ => signed,
    };
}

/// <summary>How the body of a request is tied to its signature.</summary>
public enum S3BodyTie
{
    /// <summary>Not at all: the body may be anything.</summary>
    Unsigned = 1,

    /// <summary>The SHA-256 of the body is part of what was signed.</summary>
    Hash,

    /// <summary>aws-chunked, each chunk signed.</summary>
    SignedChunks,

    /// <summary>aws-chunked, each chunk and the trailer signed.</summary>
    SignedChunksWithTrailer,

    /// <summary>aws-chunked with a trailer, nothing signed.</summary>
    UnsignedChunksWithTrailer,
}

/// <summary>The beginning of a chain of chunk signatures.</summary>
/// <param name="Key">What signs.</param>
/// <param name="Time">The time of the request, as in its signature.</param>
/// <param name="Seed">The signature of the head of the request.</param>
public sealed record S3ChunkChain(S3SigningKey Key, string Time, string Seed);
