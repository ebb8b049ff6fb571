using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sluiswachter.Vault;

/// <summary>Signature Version 2, in the Authorization header or in the query: older tools still sign so.</summary>
/// <remarks>
/// Source: AWS, "Signing and authenticating REST requests" (Amazon S3 User Guide). HMAC-SHA1 over method, Content-MD5,
/// Content-Type, date, x-amz headers and resource. The body is tied by Content-MD5 only.
/// </remarks>
public static class S3SignatureV2
{
    /// <summary>The name of the scheme in the Authorization header.</summary>
    public const string Scheme = "AWS";

    /// <summary>
    /// The parameters that name a resource and therefore are signed, all that choose an operation among them; others are not.
    /// </summary>
    private static readonly HashSet<string> Subresources = new(S3Route.Selectors, StringComparer.Ordinal)
    {
        "analytics", "defaultObjectAcl", "inventory", "metrics", "partNumber", "response-cache-control", "response-content-disposition",
        "response-content-encoding", "response-content-language", "response-content-type", "response-expires", "select-type",
        "storageClass", "versionId",
    };

    /// <summary>Verifies a signature in the Authorization header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="hostBucket">The bucket that the host names; null in path style.</param>
    /// <param name="now">The time.</param>
    /// <param name="secretOf">The secret of an access key id, or null.</param>
    internal static S3Result<S3Signed> VerifyHeader(
        S3HttpRequest request, string? hostBucket, DateTimeOffset now, Func<string, string?> secretOf)
    {
        var claim = (request.Headers["Authorization"] ?? "")[(Scheme.Length + 1)..].Trim();
        var colon = claim.LastIndexOf(':');
        if (colon <= 0)
        {
            return new S3Refusal(S3Error.InvalidArgument, "The Authorization header must be AWS ACCESS-KEY:SIGNATURE.");
        }

        var amazonDate = request.Headers["x-amz-date"];
        var written = amazonDate ?? request.Headers["Date"] ?? "";
        if (S3Signature.TimeOf(written.Trim()) is not { } time || time < DateTimeOffset.UnixEpoch)
        {
            return new S3Refusal(S3Error.AccessDenied, "A signed request needs a valid Date or x-amz-date header.");
        }

        if ((now - time).Duration() > S3Signature.Skew)
        {
            return S3Error.RequestTimeTooSkewed;
        }

        var date = amazonDate is null ? written : "";
        return Verify(request, hostBucket, date, claim[..colon], claim[(colon + 1)..], secretOf, "REST-HEADER", now - time);
    }

    /// <summary>Verifies a signature in the query: a presigned URL with the time at which it expires.</summary>
    internal static S3Result<S3Signed> VerifyQuery(
        S3HttpRequest request, string? hostBucket, DateTimeOffset now, Func<string, string?> secretOf)
    {
        var query = request.Parameters;
        if (query["Signature"] is not { } signature || query["AWSAccessKeyId"] is not { } accessKeyId ||
            query["Expires"] is not { } expires)
        {
            return new S3Refusal(S3Error.AccessDenied, "A presigned URL needs AWSAccessKeyId, Expires and Signature.");
        }

        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return new S3Refusal(S3Error.AccessDenied, "Expires must be a number of seconds since 1970.");
        }

        return now.ToUnixTimeSeconds() > seconds
            ? new S3Refusal(S3Error.AccessDenied, "The request has expired.")
            : Verify(request, hostBucket, expires, accessKeyId, signature, secretOf, "REST-QUERY-STRING", age: default);
    }

    /// <summary>A request with the Authorization header that signs it; its Date or x-amz-date header must be set.</summary>
    public static S3HttpRequest Sign(S3HttpRequest request, S3Credential credential, string? hostBucket = null)
    {
        var date = request.Headers["x-amz-date"] is null ? request.Headers["Date"] ?? "" : "";
        var signature = SignatureOf(credential.Secret, ToSign(request, hostBucket, date));
        return request with { Headers = request.Headers.With("Authorization", $"{Scheme} {credential.AccessKeyId}:{signature}") };
    }

    /// <summary>The signature of a text: HMAC-SHA1 in base64.</summary>
    internal static string SignatureOf(string secret, string text) =>
#pragma warning disable CA5350 // The scheme is HMAC-SHA1; HMAC does not need collision resistance.
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350

    private static S3Result<S3Signed> Verify(
        S3HttpRequest request,
        string? hostBucket,
        string date,
        string accessKeyId,
        string signature,
        Func<string, string?> secretOf,
        string authType,
        TimeSpan age)
    {
        if (request.Headers.Names.FirstOrDefault(IsOwn) is { } own)
        {
            return new S3Refusal(S3Error.AccessDenied, $"The header {own} is present, and signature version 2 does not sign it; use version 4.");
        }

        if (secretOf(accessKeyId) is not { } secret)
        {
            return S3Error.InvalidAccessKeyId;
        }

        bool IsFor(S3HttpRequest spelled) => S3SigningKey.SameText(SignatureOf(secret, ToSign(spelled, hostBucket, date)), signature);

        // Some tools send a bucket's path without its last slash and sign it with one.
        var isBucket = request.Path.LastIndexOf('/') == 0;
        return IsFor(request) || (isBucket && IsFor(request with { Path = request.Path + "/" }))
            ? S3Signed.ByBodyAlone(request, new S3Signed(accessKeyId, AuthType: authType, Version: Scheme, Age: age))
            : S3Error.SignatureDoesNotMatch;
    }

    private static bool IsOwn(string header) => header.StartsWith(S3Signature.OwnHeaders, StringComparison.OrdinalIgnoreCase);

    private static string ToSign(S3HttpRequest request, string? hostBucket, string date)
    {
        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(request.Headers["Content-MD5"]?.Trim()).Append('\n')
            .Append(request.Headers["Content-Type"]?.Trim()).Append('\n')
            .Append(date).Append('\n');
        foreach (var name in request.Headers.Names
            .Select(name => name.ToLowerInvariant())
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            text.Append(name).Append(':').AppendJoin(',', request.Headers.Values(name).Select(value => value.Trim())).Append('\n');
        }

        if (hostBucket is not null)
        {
            text.Append('/').Append(hostBucket);
        }

        text.Append(request.Path);
        var before = '?';
        foreach (var (name, value) in request.Parameters.All
            .Where(parameter => Subresources.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            text.Append(before).Append(name).Append(value.Length == 0 ? "" : "=").Append(value);
            before = '&';
        }

        return text.ToString();
    }
}
