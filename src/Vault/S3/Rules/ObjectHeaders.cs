namespace Sluiswachter.Vault;

/// <summary>What HTTP tells of an object beside its bytes, as it was given when the object was put.</summary>
/// <param name="ContentType">What kind of bytes it has.</param>
public sealed record ObjectHeaders(string ContentType = ObjectHeaders.PlainBytes)
{
    /// <summary>The content type of an object that was put without one.</summary>
    public const string PlainBytes = "binary/octet-stream";

    /// <summary>How long it may be kept by caches.</summary>
    public string? CacheControl { get; init; }

    /// <summary>Under which name it is to be saved.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>How its bytes are packed.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>In which language it is.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>When caches must forget it, as it was written.</summary>
    public string? Expires { get; init; }

    /// <summary>The headers of an answer.</summary>
    public IEnumerable<(string Name, string Value)> All =>
        from header in ((string Name, string? Value)[])
        [
            ("Content-Type", ContentType), ("Cache-Control", CacheControl), ("Content-Disposition", ContentDisposition),
            ("Content-Encoding", ContentEncoding), ("Content-Language", ContentLanguage), ("Expires", Expires),
        ]
        where header.Value is not null
        select (header.Name, header.Value);

    /// <summary>Reads them from a request that puts an object.</summary>
    /// <param name="header">The value of a header by its name in small letters; null when there is none.</param>
    public static ObjectHeaders Read(Func<string, string?> header) => new(Given(header("content-type")) ?? PlainBytes)
    {
        CacheControl = Given(header("cache-control")),
        ContentDisposition = Given(header("content-disposition")),
        ContentEncoding = WithoutChunks(header("content-encoding")),
        ContentLanguage = Given(header("content-language")),
        Expires = Given(header("expires")),
    };

    /// <summary>The headers as the request wants them instead (<c>response-content-type</c> and so on).</summary>
    /// <remarks>
    /// Only for who signs: a link that anybody could make would turn any readable object into a page of this server.
    /// </remarks>
    /// <param name="query">The value of a query parameter, decoded; null when there is none.</param>
    /// <param name="isSigned">Whether the request is signed.</param>
    public S3Result<ObjectHeaders> Instead(Func<string, string?> query, bool isSigned)
    {
        string?[] wanted =
        [
            .. ((string[])["content-type", "cache-control", "content-disposition", "content-encoding", "content-language", "expires"])
                .Select(name => query($"response-{name}")),
        ];
        if (wanted.All(value => value is null))
        {
            return this;
        }

        if (!isSigned)
        {
            return new S3Refusal(S3Error.InvalidRequest, "Headers of the answer can be set by signed requests only.");
        }

        if (wanted.Any(value => value is not null && value.Any(sign => char.IsControl(sign) || sign > '\u00ff')))
        {
            return new S3Refusal(S3Error.InvalidArgument, "A header of the answer has characters that no header can hold.");
        }

        return new ObjectHeaders(wanted[0] ?? ContentType)
        {
            CacheControl = wanted[1] ?? CacheControl,
            ContentDisposition = wanted[2] ?? ContentDisposition,
            ContentEncoding = wanted[3] ?? ContentEncoding,
            ContentLanguage = wanted[4] ?? ContentLanguage,
            Expires = wanted[5] ?? Expires,
        };
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    // How the body travelled is no property of the object.
    private static string? WithoutChunks(string? value) =>
        Given(value) is null ? null : Given(string.Join(',', value!
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(coding => !coding.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase))));
}
