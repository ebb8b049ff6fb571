namespace Sluiswachter.Vault;

/// <summary>The document of an error: what S3 answers in place of what was asked.</summary>
/// <param name="Refusal">Why.</param>
/// <param name="Resource">The path that was asked, as received.</param>
/// <param name="RequestId">The name of the request in the log.</param>
public sealed record ErrorDocument(S3Refusal Refusal, string Resource, string RequestId)
{
    /// <summary>The document; errors have no namespace.</summary>
    public byte[] Write() => S3Writer.Document(
        "Error",
        error => error
            .Text("Code", Refusal.Error.Code())
            .Text("Message", Refusal.Message)
            .Text("Resource", Resource)
            .Text("RequestId", RequestId),
        space: "");
}
