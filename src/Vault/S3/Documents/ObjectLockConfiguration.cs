namespace Sluiswachter.Vault;

/// <summary>The object lock of a bucket that has one.</summary>
/// <param name="Default">What holds for new versions, or null.</param>
public sealed record ObjectLockConfiguration(DefaultRetention? Default)
{
    private const int MostDays = 36500;
    private const int MostYears = 100;

    private static readonly S3Shape Shape = new(
        "ObjectLockConfiguration: ObjectLockEnabled Rule", "Rule: DefaultRetention", "DefaultRetention: Mode Days Years");

    /// <summary>Reads a document.</summary>
    public static S3Result<ObjectLockConfiguration> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "ObjectLockConfiguration", Shape).Then<ObjectLockConfiguration>(root =>
        {
            if (root.TextOf("ObjectLockEnabled") != "Enabled")
            {
                return S3Error.MalformedXML;
            }

            if (root["Rule"] is not { } rule)
            {
                return new ObjectLockConfiguration(Default: null);
            }

            return rule["DefaultRetention"] is { } retention
                ? ReadDefault(retention).Then<ObjectLockConfiguration>(found => new ObjectLockConfiguration(found))
                : S3Error.MalformedXML;
        });

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("ObjectLockConfiguration", root =>
    {
        root.Text("ObjectLockEnabled", "Enabled");
        if (Default is { } retention)
        {
            root.Group("Rule", rule => rule.Group("DefaultRetention", kept => kept
                .Text("Mode", Retention.NameOf(retention.Mode))
                .Maybe("Days", retention.Days)
                .Maybe("Years", retention.Years)));
        }
    });

    private static S3Result<DefaultRetention> ReadDefault(S3Element retention)
    {
        var malformed = false;
        var days = retention.Number("Days", ref malformed);
        var years = retention.Number("Years", ref malformed);
        if (malformed || Retention.ModeOf(retention.TextOf("Mode")) is not { } mode || days is null == years is null)
        {
            return S3Error.MalformedXML;
        }

        return days is < 1 or > MostDays || years is < 1 or > MostYears
            ? S3Error.InvalidRetentionPeriod
            : new DefaultRetention(mode, days, years);
    }
}

/// <summary>How long new versions in a bucket are kept when nobody says otherwise: days or years, never both.</summary>
/// <param name="Mode">How firmly.</param>
/// <param name="Days">Days, from 1; null when years are given.</param>
/// <param name="Years">Years, from 1; null when days are given.</param>
public sealed record DefaultRetention(RetentionMode Mode, int? Days, int? Years)
{
    /// <summary>The time until which a version made now is kept.</summary>
    public DateTimeOffset From(DateTimeOffset now) => Years is { } years ? now.AddYears(years) : now.AddDays(Days ?? 0);
}
