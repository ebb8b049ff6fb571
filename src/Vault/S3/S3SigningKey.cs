using System.Security.Cryptography;
using System.Text;

namespace Sluiswachter.Vault;

/// <summary>A key for the signatures of one day in one region, with the scope that it is for.</summary>
/// <remarks>
/// Source: AWS, "Create a signed AWS API request", steps 3 and 4: HMAC-SHA256 over day, region, service and terminator in
/// turn. Whoever holds it can sign for that day and region, and nothing else.
/// </remarks>
public sealed class S3SigningKey
{
    internal const string Service = "s3";
    internal const string Terminator = "aws4_request";

    private readonly byte[] key;

    private S3SigningKey(byte[] key, string scope) => (this.key, Scope) = (key, scope);

    /// <summary>The scope: day, region, service and terminator, with slashes.</summary>
    public string Scope { get; }

    /// <summary>Derives the key for a day (<c>yyyyMMdd</c>) and region.</summary>
    public static S3SigningKey Of(string secret, string day, string region)
    {
        var derived = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in (ReadOnlySpan<string>)[day, region, Service, Terminator])
        {
            derived = HMACSHA256.HashData(derived, Encoding.UTF8.GetBytes(part));
        }

        return new S3SigningKey(derived, $"{day}/{region}/{Service}/{Terminator}");
    }

    /// <summary>The signature of a text: 64 hexadecimal digits in lower case.</summary>
    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a signature is the right one, in time that does not depend on where it differs.</summary>
    public bool Accepts(string text, string signature) => SameText(Sign(text), signature);

    internal static bool SameText(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}

/// <summary>Who signs, and with what.</summary>
/// <param name="AccessKeyId">The public name of the key.</param>
/// <param name="Secret">The secret.</param>
/// <param name="Region">The region that the signature is for.</param>
public sealed record S3Credential(string AccessKeyId, string Secret, string Region = "us-east-1")
{
    /// <inheritdoc/>
    public override string ToString() => AccessKeyId;
}
