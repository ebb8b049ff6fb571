using System.Security.Cryptography;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.S3;

/// <summary>A key that came with a request (SSE-C), and the MD5 of it that says which; wiped when the answer has been given.</summary>
internal sealed record GivenKey(CustomerKey Key, string Md5)
{
    /// <summary>What precedes the three headers of a key for the object itself.</summary>
    public const string Headers = "x-amz-server-side-encryption-customer-";

    /// <summary>What precedes the three headers of a key for what is copied.</summary>
    public const string SourceHeaders = "x-amz-copy-source-server-side-encryption-customer-";

    /// <summary>Reads the headers; null when there are none.</summary>
    public static S3Result<GivenKey?> Of(S3Call call, string prefix = Headers)
    {
        var (algorithm, key, md5) = (call.Header(prefix + "algorithm"), call.Header(prefix + "key"), call.Header(prefix + "key-MD5"));
        if (algorithm is null && key is null && md5 is null)
        {
            return S3Result<GivenKey?>.Of(null);
        }

        if (algorithm is null || key is null || md5 is null)
        {
            return new S3Refusal(S3Error.InvalidArgument, "A key of the customer comes with its algorithm and its MD5.");
        }

        if (algorithm != "AES256")
        {
            return S3Error.InvalidEncryptionAlgorithmError;
        }

        var bytes = new byte[32];
        if (!Convert.TryFromBase64String(key, bytes, out var length) || length != bytes.Length)
        {
            return new S3Refusal(S3Error.InvalidArgument, "The key of the customer must be 256 bits in base64.");
        }

#pragma warning disable CA5351 // S3 names a customer's key by its MD5.
        if (Convert.ToBase64String(MD5.HashData(bytes)) != md5)
#pragma warning restore CA5351
        {
            return new S3Refusal(S3Error.InvalidArgument, "The MD5 of the key of the customer does not match.");
        }

        var given = new GivenKey(new CustomerKey(bytes), md5);
        CryptographicOperations.ZeroMemory(bytes);
        call.Wire.Hold(given.Key);
        return given;
    }

    /// <summary>Why an object cannot be opened with what was given; null when it can.</summary>
    public static S3Refusal? Refusal(ObjectAttributes attributes, GivenKey? given) => (attributes.CustomerKeyMd5, given) switch
    {
        (null, null) => null,
        (null, _) => new S3Refusal(S3Error.InvalidRequest, "The object is not encrypted with a key of the customer."),
        (_, null) => new S3Refusal(S3Error.InvalidRequest, "The object opens with a key of the customer, which must be given."),
        var (needed, got) => needed == got.Md5 ? null : new S3Refusal(S3Error.InvalidRequest, "It is another key of the customer that opens the object."),
    };
}
