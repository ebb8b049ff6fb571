using System.Globalization;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.S3;

/// <summary>What is answered to a request.</summary>
internal sealed class S3Answer
{
    private const string Markup = "application/xml";

    private readonly List<(string Name, string Value)> headers = [];

    private S3Answer(int status) => Status = status;

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <summary>How the log tells it.</summary>
    public string Outcome { get; private init; } = "ok";

    /// <summary>The headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers => headers;

    /// <summary>The document, when there is one.</summary>
    public ReadOnlyMemory<byte> Document { get; private init; }

    /// <summary>Writes what is too long for memory; null when the document is all.</summary>
    public Func<Stream, CancellationToken, Task>? Body { get; private init; }

    /// <summary>How many bytes follow; null when nothing is said of it, as with 204 and 304.</summary>
    public long? Length { get; private init; }

    /// <summary>An answer without a body.</summary>
    public static S3Answer Of(int status) => new(status) { Length = status is 204 or 304 ? null : 0 };

    /// <summary>A document in XML.</summary>
    public static S3Answer Xml(byte[] document, int status = 200) => Of(document, Markup, status);

    /// <summary>The document that tells a refusal.</summary>
    public static S3Answer Of(S3Refusal refusal, S3HttpRequest request, string requestId) =>
        Of(new ErrorDocument(refusal, request.Path, requestId).Write(), Markup, refusal.Error.Status(), refusal.Outcome);

    /// <summary>A document of some type.</summary>
    public static S3Answer Of(byte[] document, string type, int status = 200, string outcome = "ok") =>
        new S3Answer(status) { Document = document, Length = document.Length, Outcome = outcome }.With("Content-Type", type);

    /// <summary>An object, or a range of it.</summary>
    public static S3Answer Stream(int status, long length, Func<Stream, CancellationToken, Task>? body) =>
        new(status) { Body = body, Length = length };

    /// <summary>The answer with a header more; none when the value is null.</summary>
    public S3Answer With(string name, string? value)
    {
        if (value is not null)
        {
            headers.Add((name, value));
        }

        return this;
    }

    /// <summary>The answer with a number as a header more.</summary>
    public S3Answer With(string name, long value) => With(name, value.ToString(CultureInfo.InvariantCulture));
}
