namespace Sluiswachter.Vault;

/// <summary>Finds how a request says who it is from, and verifies it.</summary>
public static class S3Authentication
{
    /// <summary>Who signed, and how the body must be checked; without any signature the request is anonymous.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The time.</param>
    /// <param name="secretOf">The secret of an access key id; null when the key is not known.</param>
    /// <param name="hostBucket">The bucket that the host names (see S3Hosting); null in path style.</param>
    public static S3Result<S3Signed> Verify(
        S3HttpRequest request, DateTimeOffset now, Func<string, string?> secretOf, string? hostBucket = null)
    {
        if (S3Query.Of(request.Query).Refusal is { } refusal)
        {
            return refusal;
        }

        var query = request.Parameters;
        var isPresigned = query.Has("X-Amz-Algorithm") || query.Has("X-Amz-Signature") || query.Has("X-Amz-Credential");
        var isPresignedV2 = query.Has("Signature") && query.Has("AWSAccessKeyId");
        if (request.Headers["Authorization"] is { } header)
        {
            return isPresigned || isPresignedV2
                ? new S3Refusal(S3Error.InvalidArgument, "A request is signed in its header or in its query, not in both.")
                : VerifyHeader(header, request, now, secretOf, hostBucket);
        }

        return isPresigned ? S3Signature.VerifyQuery(request, now, secretOf)
            : isPresignedV2 ? S3SignatureV2.VerifyQuery(request, hostBucket, now, secretOf)
            : S3Signed.ByBodyAlone(request, new S3Signed(null));
    }

    private static S3Result<S3Signed> VerifyHeader(
        string header, S3HttpRequest request, DateTimeOffset now, Func<string, string?> secretOf, string? hostBucket)
    {
        if (header.StartsWith(S3Signature.Algorithm + " ", StringComparison.Ordinal))
        {
            return S3Signature.VerifyHeader(request, now, secretOf);
        }

        if (header.StartsWith(S3SignatureV2.Scheme + " ", StringComparison.Ordinal))
        {
            return S3SignatureV2.VerifyHeader(request, hostBucket, now, secretOf);
        }

        return header.Trim().Length == 0
            ? new S3Refusal(S3Error.AccessDenied, "The Authorization header is empty.")
            : new S3Refusal(S3Error.InvalidArgument, "The way of signing is not known; AWS4-HMAC-SHA256 is.");
    }
}
