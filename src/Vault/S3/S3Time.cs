using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>The three ways in which S3 writes a time; all are UTC.</summary>
/// <remarks>Reading is strict in form and lenient in one thing: a wrong name of the weekday is not looked at.</remarks>
public static class S3Time
{
    private static readonly string[] IsoForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd",
    ];

    private static readonly string[] HttpForms =
        [.. new[] { "GMT", "UTC", "+0000", "-0000" }.Select(zone => $"dd MMM yyyy HH:mm:ss '{zone}'")];

    /// <summary>ISO 8601 with milliseconds, as in documents: <c>2026-11-22T13:14:15.000Z</c>.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 without separators, as in signatures: <c>20261122T131415Z</c>.</summary>
    public static string Basic(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The form of HTTP, as in headers: <c>Sun, 22 Nov 2026 13:14:15 GMT</c> (RFC 9110, 5.6.7).</summary>
    public static string Http(DateTimeOffset time) => time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads ISO 8601; a time without zone is UTC, a day its midnight. Null when it is none.</summary>
    public static DateTimeOffset? ReadIso(string text) => Exactly(text, IsoForms);

    /// <summary>Reads the form without separators; null when it is none.</summary>
    public static DateTimeOffset? ReadBasic(string text) => Exactly(text, ["yyyyMMdd'T'HHmmss'Z'"]);

    /// <summary>Reads the form of HTTP; null when it is none.</summary>
    public static DateTimeOffset? ReadHttp(string text) =>
        text.IndexOf(',') is 3 and var comma ? Exactly(text[(comma + 1)..].Trim(), HttpForms) : null;

    private static DateTimeOffset? Exactly(string text, string[] forms)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, utc, out var time) ? time : null;
    }
}
