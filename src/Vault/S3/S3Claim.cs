namespace Sluiswachter.Vault;

/// <summary>What a request says of its Signature Version 4, before anything is verified.</summary>
/// <param name="AccessKeyId">Who says to have signed.</param>
/// <param name="Day">The day of the scope, <c>yyyyMMdd</c>.</param>
/// <param name="Region">The region of the scope.</param>
/// <param name="SignedHeaders">The names of the signed headers, lower case, in the order given.</param>
/// <param name="Signature">The signature.</param>
internal sealed record S3Claim(string AccessKeyId, string Day, string Region, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const int MostHeaders = 200;

    /// <summary>Reads the Authorization header.</summary>
    public static S3Result<S3Claim> OfHeader(string header)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        const StringSplitOptions trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var part in header[S3Signature.Algorithm.Length..].Split(',', trimmed))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                return S3Error.AuthorizationHeaderMalformed;
            }
        }

        return Of(
            S3Error.AuthorizationHeaderMalformed,
            parts.GetValueOrDefault("Credential"),
            parts.GetValueOrDefault("SignedHeaders"),
            parts.GetValueOrDefault("Signature"));
    }

    /// <summary>Reads the query of a presigned URL.</summary>
    public static S3Result<S3Claim> OfQuery(S3Query query) =>
        query["X-Amz-Algorithm"] == S3Signature.Algorithm
            ? Of(S3Error.AuthorizationQueryParametersError, query["X-Amz-Credential"], query["X-Amz-SignedHeaders"], query["X-Amz-Signature"])
            : new S3Refusal(S3Error.AuthorizationQueryParametersError, $"X-Amz-Algorithm must be {S3Signature.Algorithm}.");

    /// <summary>Reads the three parts; what is missing or malformed is refused with the error of the place where it stood.</summary>
    public static S3Result<S3Claim> Of(S3Error error, string? credential, string? signedHeaders, string? signature)
    {
        if (credential is null || signedHeaders is null || signature is null)
        {
            return new S3Refusal(error, "A credential, the names of the signed headers and a signature are needed.");
        }

        // An access key id may hold slashes; the scope is what follows the last four.
        var parts = credential.Split('/');
        if (parts.Length < 5 || parts[^5].Length == 0 || parts[^4] is not { Length: 8 } || !parts[^4].All(char.IsAsciiDigit))
        {
            return new S3Refusal(error, "The credential must be ACCESS-KEY/yyyyMMdd/REGION/s3/aws4_request.");
        }

        if (parts[^2] != S3SigningKey.Service || parts[^1] != S3SigningKey.Terminator)
        {
            return new S3Refusal(error, "The credential is not for the service s3 with aws4_request.");
        }

        var names = signedHeaders.Split(';');
        return names.Length > MostHeaders || Array.Exists(names, name => name.Length == 0 || name.Any(char.IsAsciiLetterUpper))
            ? new S3Refusal(error, "The names of the signed headers must be in lower case with semicolons between them.")
            : new S3Claim(string.Join('/', parts[..^4]), parts[^4], parts[^3], names, signature);
    }
}
