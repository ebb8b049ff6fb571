using Sluiswachter.Model;

namespace Sluiswachter.VaultEngines;

/// <summary>Where sealed streams are kept in an S3 service: a bucket, and what the names of objects begin with.</summary>
/// <remarks>As text <c>https://host/bucket</c> or <c>https://host/bucket/prefix</c>: path-style, whatever the service.</remarks>
public sealed record BlobsAddress
{
    private BlobsAddress(Uri bucket, string prefix) => (Bucket, Prefix) = (bucket, prefix);

    /// <summary>The address of the bucket.</summary>
    public Uri Bucket { get; }

    /// <summary>What the names of objects begin with; empty, or ending in a slash.</summary>
    public string Prefix { get; }

    /// <summary>Reads an address.</summary>
    public static Result<BlobsAddress> Of(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") ||
            address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0 ||
            address.AbsolutePath.Trim('/').Split('/', 2) is not [{ Length: > 0 } bucket, ..] parts)
        {
            return new MalformedBlobsAddress(text);
        }

        var prefix = parts is [_, { Length: > 0 } rest] ? rest + "/" : "";
        return !prefix.All(S3Blobs.MayBeInPrefix) || !bucket.All(S3Blobs.MayBeInPrefix)
            ? new MalformedBlobsAddress(text)
            : new BlobsAddress(new Uri(address, "/" + bucket), prefix);
    }

    /// <inheritdoc/>
    public override string ToString() => Prefix.Length == 0 ? Bucket.AbsoluteUri : $"{Bucket.AbsoluteUri}/{Prefix.TrimEnd('/')}";
}

/// <summary>A text that is no address of a bucket; it is not repeated when it may hold a secret.</summary>
public sealed record MalformedBlobsAddress(string Text) : Problem(new Phrase(
    $"{Shown(Text) ?? "this"} is no address of a bucket: expected https://host/bucket or https://host/bucket/prefix, of letters, digits, '-', '_' and '.', without name, password or query",
    $"{Shown(Text) ?? "dit"} is geen adres van een bucket: verwacht https://host/bucket of https://host/bucket/voorvoegsel, van letters, cijfers, '-', '_' en '.', zonder naam, wachtwoord of query"))
{
    private static string? Shown(string text) => text.AsSpan().ContainsAny('@', '?') ? null : Quote(text);
}

/// <summary>An S3 engine that cannot be used.</summary>
/// <param name="Address">The bucket and prefix.</param>
/// <param name="Why">Why not.</param>
public sealed record BlobsRefused(string Address, Phrase Why) : Problem(new Phrase(
    $"the S3 engine {Quote(Address)} cannot be used: {Why.English}",
    $"de S3-dienst {Quote(Address)} is niet te gebruiken: {Why.Dutch}"));

/// <summary>A place for blobs in which something is already.</summary>
/// <param name="Address">The bucket and prefix.</param>
public sealed record BlobsNotEmpty(string Address) : Problem(new Phrase(
    $"there is something in {Quote(Address)} already: name a bucket or prefix in which nothing is, for one vault alone",
    $"er staat al iets in {Quote(Address)}: noem een bucket of voorvoegsel waar niets in staat, voor één kluis alleen"));
