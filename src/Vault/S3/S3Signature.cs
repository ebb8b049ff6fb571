using System.Globalization;
using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>Signature Version 4, in the Authorization header or in the query of a presigned URL: verifying and making.</summary>
/// <remarks>
/// Source: AWS, "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API Reference. The clock is a parameter; a
/// header's time may lie 15 minutes off, a presigned URL holds from 1 second to 7 days. The host and every x-amz header
/// must be signed, and so must the house's own (x-sluis), for they too decide what a request does. Comparison takes constant time.
/// </remarks>
public static class S3Signature
{
    /// <summary>The name of the algorithm.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>What stands for the hash of a body that is not signed.</summary>
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>What stands for the hash of a body of signed chunks.</summary>
    public const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    /// <summary>What stands for the hash of a body of signed chunks with a signed trailer.</summary>
    public const string SignedChunksWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

    /// <summary>What stands for the hash of a body of unsigned chunks with a trailer.</summary>
    public const string UnsignedChunksWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    /// <summary>The hash of the empty body, as hexadecimal text.</summary>
    public const string EmptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>What the names of the house's own headers begin with.</summary>
    internal const string OwnHeaders = "x-sluis-";

    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LongestPresigned = TimeSpan.FromDays(7);

    /// <summary>Verifies a signature in the Authorization header.</summary>
    internal static S3Result<S3Signed> VerifyHeader(S3HttpRequest request, DateTimeOffset now, Func<string, string?> secretOf)
    {
        if (!S3Claim.OfHeader(request.Headers["Authorization"] ?? "").Is(out var claim, out var refusal))
        {
            return refusal;
        }

        if (TimeOf(request.Headers["x-amz-date"] ?? request.Headers["Date"] ?? "") is not { } time)
        {
            return new S3Refusal(S3Error.AccessDenied, "A signed request needs a valid Date or x-amz-date header.");
        }

        if ((now - time).Duration() > Skew)
        {
            return S3Error.RequestTimeTooSkewed;
        }

        return request.Headers["x-amz-content-sha256"] is { } payload
            ? Verify(request, claim, time, now, payload, secretOf, "REST-HEADER", withoutParameter: null)
            : new S3Refusal(S3Error.InvalidRequest, "A signed request needs the header x-amz-content-sha256.");
    }

    /// <summary>Verifies a signature in the query: a presigned URL.</summary>
    internal static S3Result<S3Signed> VerifyQuery(S3HttpRequest request, DateTimeOffset now, Func<string, string?> secretOf)
    {
        var query = request.Parameters;
        if (!S3Claim.OfQuery(query).Is(out var claim, out var refusal))
        {
            return refusal;
        }

        if (S3Time.ReadBasic(query["X-Amz-Date"] ?? "") is not { } time)
        {
            return new S3Refusal(S3Error.AuthorizationQueryParametersError, "X-Amz-Date must be in the form yyyyMMddTHHmmssZ.");
        }

        if (!long.TryParse(query["X-Amz-Expires"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return new S3Refusal(S3Error.AuthorizationQueryParametersError, "X-Amz-Expires must be a number of seconds.");
        }

        if (seconds < 1 || seconds > LongestPresigned.TotalSeconds)
        {
            return new S3Refusal(S3Error.AccessDenied, "X-Amz-Expires must lie between 1 second and 7 days.");
        }

        if (time - now > Skew)
        {
            return new S3Refusal(S3Error.AccessDenied, "The request is not valid yet.");
        }

        var payload = request.Argument("x-amz-content-sha256") ?? UnsignedPayload;
        return now - time > TimeSpan.FromSeconds(seconds)
            ? new S3Refusal(S3Error.AccessDenied, "The request has expired.")
            : Verify(request, claim, time, now, payload, secretOf, "REST-QUERY-STRING", "X-Amz-Signature");
    }

    /// <summary>A request with the headers that sign it: date, hash of the body and Authorization.</summary>
    /// <param name="request">The request; its query and headers are final, but for those set here.</param>
    /// <param name="credential">Who signs.</param>
    /// <param name="now">The time of signing.</param>
    /// <param name="payload">The SHA-256 of the body in hexadecimal digits, or one of the constants of this type.</param>
    public static S3HttpRequest Sign(
        S3HttpRequest request, S3Credential credential, DateTimeOffset now, string payload = UnsignedPayload)
    {
        var time = S3Time.Basic(now);
        var dated = request with { Headers = request.Headers.With("x-amz-date", time).With("x-amz-content-sha256", payload) };
        var names = dated.Headers.Names.Select(name => name.ToLowerInvariant())
            .Where(name => name is "content-type" or "content-md5" or "range" || MustBeSigned(name))
            .Append("host").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var key = S3SigningKey.Of(credential.Secret, time[..8], credential.Region);
        var signature = SignatureOf(dated, names, payload, key, time);
        return dated with
        {
            Headers = dated.Headers.With(
                "Authorization",
                $"{Algorithm} Credential={credential.AccessKeyId}/{key.Scope},SignedHeaders={string.Join(';', names)},Signature={signature}"),
        };
    }

    /// <summary>A request that anyone may send for a while: the signature is part of its query.</summary>
    public static S3HttpRequest Presign(S3HttpRequest request, S3Credential credential, DateTimeOffset now, TimeSpan validFor)
    {
        var time = S3Time.Basic(now);
        var key = S3SigningKey.Of(credential.Secret, time[..8], credential.Region);
        var names = request.Headers.Names.Select(name => name.ToLowerInvariant())
            .Append("host").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var query = string.Join('&', new[]
        {
            request.Query,
            $"X-Amz-Algorithm={Algorithm}",
            $"X-Amz-Credential={PercentEncoding.Encode($"{credential.AccessKeyId}/{key.Scope}")}",
            $"X-Amz-Date={time}",
            $"X-Amz-Expires={(long)validFor.TotalSeconds}",
            $"X-Amz-SignedHeaders={PercentEncoding.Encode(string.Join(';', names))}",
        }.Where(part => part.Length > 0));
        var unsigned = request with { Query = query };
        return unsigned with { Query = $"{query}&X-Amz-Signature={SignatureOf(unsigned, names, UnsignedPayload, key, time)}" };
    }

    private static string SignatureOf(
        S3HttpRequest request, IReadOnlyList<string> names, string payload, S3SigningKey key, string time) =>
        CanonicalRequest.Of(request, names, payload) is { } canonical
            ? key.Sign(CanonicalRequest.ToSign(canonical, time, key.Scope))
            : throw new ArgumentException("path and query of a request to sign must be percent-encoded", nameof(request));

    private static S3Result<S3Signed> Verify(
        S3HttpRequest request,
        S3Claim claim,
        DateTimeOffset time,
        DateTimeOffset now,
        string payload,
        Func<string, string?> secretOf,
        string authType,
        string? withoutParameter)
    {
        var stamp = S3Time.Basic(time);
        if (claim.Day != stamp[..8])
        {
            return new S3Refusal(S3Error.SignatureDoesNotMatch, "The day of the credential is not the day of the request.");
        }

        if (UnsignedHeader(request, claim.SignedHeaders) is { } forgotten)
        {
            return new S3Refusal(S3Error.AccessDenied, $"The header {forgotten} is present and not signed.");
        }

        if (TieOf(payload) is not { } tie)
        {
            return new S3Refusal(
                S3Error.InvalidArgument,
                $"x-amz-content-sha256 must be {UnsignedPayload}, one of the STREAMING values, or a SHA-256 in hexadecimal digits.");
        }

        if (secretOf(claim.AccessKeyId) is not { } secret)
        {
            return S3Error.InvalidAccessKeyId;
        }

        if (CanonicalRequest.Of(request, claim.SignedHeaders, payload, withoutParameter) is not { } canonical)
        {
            return S3Error.InvalidURI;
        }

        var key = S3SigningKey.Of(secret, claim.Day, claim.Region);
        if (!key.Accepts(CanonicalRequest.ToSign(canonical, stamp, key.Scope), claim.Signature))
        {
            return S3Error.SignatureDoesNotMatch;
        }

        var hasChain = tie is S3BodyTie.SignedChunks or S3BodyTie.SignedChunksWithTrailer;
        return new S3Signed(
            claim.AccessKeyId,
            tie,
            tie == S3BodyTie.Hash ? Convert.FromHexString(payload) : null,
            hasChain ? new S3ChunkChain(key, stamp, claim.Signature) : null,
            authType,
            Algorithm,
            now - time);
    }

    private static bool MustBeSigned(string header) =>
        header.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || header.StartsWith(OwnHeaders, StringComparison.OrdinalIgnoreCase);

    internal static DateTimeOffset? TimeOf(string text) => S3Time.ReadBasic(text) ?? S3Time.ReadHttp(text);

    private static string? UnsignedHeader(S3HttpRequest request, IReadOnlyList<string> signed) =>
        signed.Contains("host", StringComparer.Ordinal)
            ? request.Headers.Names.FirstOrDefault(name =>
                MustBeSigned(name) && !signed.Contains(name, StringComparer.OrdinalIgnoreCase))
            : "host";

    private static S3BodyTie? TieOf(string payload) => payload switch
    {
        UnsignedPayload => S3BodyTie.Unsigned,
        SignedChunks => S3BodyTie.SignedChunks,
        SignedChunksWithTrailer => S3BodyTie.SignedChunksWithTrailer,
        UnsignedChunksWithTrailer => S3BodyTie.UnsignedChunksWithTrailer,
        { Length: 2 * SHA256.HashSizeInBytes } when payload.All(char.IsAsciiHexDigit) => S3BodyTie.Hash,
        _ => null,
    };
}
