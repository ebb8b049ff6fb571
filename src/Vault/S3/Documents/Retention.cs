namespace Sluiswachter.Vault;

/// <summary>Until when a version of an object is kept, and how firmly.</summary>
/// <param name="Mode">How firmly.</param>
/// <param name="Until">The time until which it is kept.</param>
/// <remarks>Whether the time lies in the future is for who knows the clock.</remarks>
public sealed record Retention(RetentionMode Mode, DateTimeOffset Until)
{
    /// <summary>Reads a document; an empty one takes the retention away and gives null.</summary>
    public static S3Result<Retention?> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "Retention").Then(root => root.Children.Count == 0
            ? S3Result<Retention?>.Of(null)
            : S3Time.ReadIso(root.TextOf("RetainUntilDate")?.Trim() ?? "") is { } until && ModeOf(root.TextOf("Mode")) is { } mode
                ? S3Result<Retention?>.Of(new Retention(mode, until))
                : S3Error.MalformedXML);

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("Retention", root => root.Text("Mode", NameOf(Mode)).Maybe("RetainUntilDate", Until));

    /// <summary>The mode of a name, as in documents and headers; null when it is none.</summary>
    public static RetentionMode? ModeOf(string? name) => name switch
    {
        "GOVERNANCE" => RetentionMode.Governance,
        "COMPLIANCE" => RetentionMode.Compliance,
        _ => null,
    };

    /// <summary>The name of a mode, as in documents and headers.</summary>
    public static string NameOf(RetentionMode mode) => mode == RetentionMode.Governance ? "GOVERNANCE" : "COMPLIANCE";
}

/// <summary>How firmly a version is kept.</summary>
public enum RetentionMode
{
    /// <summary>Whoever has the permission to bypass may shorten or delete.</summary>
    Governance = 1,

    /// <summary>Nobody may, before the time has passed.</summary>
    Compliance,
}

/// <summary>Whether a version is kept because of a case at law, however long that takes.</summary>
/// <param name="IsOn">True while it is kept.</param>
public sealed record LegalHold(bool IsOn)
{
    /// <summary>Reads a document.</summary>
    public static S3Result<LegalHold> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "LegalHold").Then<LegalHold>(root => root.TextOf("Status") switch
        {
            "ON" => new LegalHold(true),
            "OFF" => new LegalHold(false),
            _ => S3Error.MalformedXML,
        });

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("LegalHold", root => root.Text("Status", IsOn ? "ON" : "OFF"));
}
