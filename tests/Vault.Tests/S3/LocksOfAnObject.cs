using System.Globalization;
using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>What is locked stays, until its time or until who may lifts it.</summary>
/// <remarks>A picture of a lock: mode and year, <c>G30</c> for governance until 2030, <c>C30</c> for compliance; <c>-</c> for none.</remarks>
public sealed class LocksOfAnObject
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("-", false, true)]
    [InlineData("G30", false, false)]
    [InlineData("G30", true, true)]
    [InlineData("G25", false, true)]
    [InlineData("C30", false, false)]
    [InlineData("C30", true, false)]
    [InlineData("C25", false, true)]
    public void A_version_goes_when_nothing_holds_it(string retention, bool bypasses, bool expected)
    {
        Assert.Equal(expected ? null : S3Error.AccessDenied, ObjectLock.Remove(Version(retention), bypasses, Now)?.Error);
        Assert.Equal(S3Error.AccessDenied, ObjectLock.Remove(Version(retention) with { HasLegalHold = true }, bypasses, Now)?.Error);
    }

    [Theory]
    [InlineData("-", "G30", "yes")]
    [InlineData("-", "C30", "yes")]
    [InlineData("-", "-", "yes")]
    [InlineData("G30", "G31", "yes")]
    [InlineData("G30", "G30", "yes")]
    [InlineData("G30", "G29", "bypass")]
    [InlineData("G30", "-", "bypass")]
    [InlineData("G30", "C30", "bypass")]
    [InlineData("G30", "C31", "bypass")]
    [InlineData("C30", "C31", "yes")]
    [InlineData("C30", "C29", "no")]
    [InlineData("C30", "G31", "no")]
    [InlineData("C30", "-", "no")]
    [InlineData("C25", "G30", "yes")]
    public void A_lock_grows_and_shrinks_only_for_who_may(string from, string to, string expected)
    {
        var (plain, bypassed) = (Retain(from, to, bypasses: false), Retain(from, to, bypasses: true));
        Assert.Equal(expected == "yes" ? null : S3Error.AccessDenied, plain?.Error);
        Assert.Equal(expected == "no" ? S3Error.AccessDenied : null, bypassed?.Error);
    }

    [Fact]
    public void A_lock_ends_in_the_future() => Assert.Equal(S3Error.InvalidArgument, Retain("-", "G25", bypasses: true)?.Error);

    [Fact]
    public void Only_in_a_bucket_with_object_lock_is_anything_locked()
    {
        Assert.Null(ObjectLock.OfBucket(Bucket()));
        Assert.Equal(S3Error.InvalidRequest, ObjectLock.OfBucket(Bucket(hasLock: false))?.Error);
        Assert.Equal(S3Error.InvalidRequest, ObjectLock.Retain(Bucket(hasLock: false), Version("-"), null, false, Now)?.Error);
        Assert.Equal(S3Error.InvalidRequest, New(Bucket(hasLock: false), null, "hold=ON").Refusal?.Error);
        Assert.Equal(new NewLock(null, false), New(Bucket(hasLock: false), new(RetentionMode.Governance, 1, null), "").Value);
    }

    [Theory]
    [InlineData(Versioning.Never, S3Error.InvalidBucketState)]
    [InlineData(Versioning.Suspended, S3Error.InvalidBucketState)]
    [InlineData(Versioning.Enabled, null)]
    public void A_lock_needs_versions_that_are_kept(Versioning versioning, S3Error? expected)
    {
        Assert.Equal(expected, ObjectLock.Configure(Bucket(hasLock: false) with { Versioning = versioning })?.Error);
        Assert.Equal(expected, ObjectLock.SetVersioning(Bucket(), versioning)?.Error);
        Assert.Null(ObjectLock.SetVersioning(Bucket(hasLock: false), versioning));
    }

    [Theory]
    [InlineData("", null, null, "- ")]
    [InlineData("hold=ON", null, null, "- hold")]
    [InlineData("hold=OFF", null, null, "- ")]
    [InlineData("mode=GOVERNANCE until=2030-01-01T00:00:00Z", 1, null, "Governance 2030-01-01 ")]
    [InlineData("mode=COMPLIANCE until=2030-01-01T00:00:00.000Z hold=ON", null, null, "Compliance 2030-01-01 hold")]
    [InlineData("", 1, null, "Governance 2026-11-23 ")]
    [InlineData("", null, 2, "Governance 2028-11-22 ")]
    [InlineData("hold=ON", 1, null, "Governance 2026-11-23 hold")]
    public void A_new_version_is_locked_as_asked_or_else_as_the_bucket_says(string headers, int? days, int? years, string expected)
    {
        var rule = days is null && years is null ? null : new DefaultRetention(RetentionMode.Governance, days, years);
        var made = New(Bucket(), rule, headers).Value;
        Assert.Equal(expected, $"{(made.Retention is { } kept ? $"{kept.Mode} {kept.Until:yyyy-MM-dd}" : "-")} {(made.HasLegalHold ? "hold" : "")}");
    }

    [Theory]
    [InlineData("mode=GOVERNANCE")]
    [InlineData("until=2030-01-01T00:00:00Z")]
    [InlineData("mode=governance until=2030-01-01T00:00:00Z")]
    [InlineData("mode=GOVERNANCE until=soon")]
    [InlineData("mode=GOVERNANCE until=2020-01-01T00:00:00Z")]
    [InlineData("hold=on")]
    public void Half_a_lock_or_none_that_is_known_is_refused(string headers) =>
        Assert.Equal(S3Error.InvalidArgument, New(Bucket(), null, headers).Refusal?.Error);

    private static S3Result<NewLock> New(Bucket bucket, DefaultRetention? rule, string headers) => ObjectLock.OfNew(
        bucket, new(rule),
        name => headers.Split(' ').Select(pair => pair.Split('=')).FirstOrDefault(pair => name switch
        {
            "x-amz-object-lock-mode" => pair[0] == "mode",
            "x-amz-object-lock-retain-until-date" => pair[0] == "until",
            "x-amz-object-lock-legal-hold" => pair[0] == "hold",
            _ => false,
        })?[1],
        Now);

    private static S3Refusal? Retain(string from, string to, bool bypasses) =>
        ObjectLock.Retain(Bucket(), Version(from), Retention(to), bypasses, Now);

    private static Bucket Bucket(bool hasLock = true) =>
        new(BucketName.Of("polder").Value, "gm0001", "a", Now) { HasObjectLock = hasLock, Versioning = Versioning.Enabled };

    private static ObjectVersion Version(string retention) =>
        new(BucketName.Of("polder").Value, ObjectKey.Of("a").Value, VersionId.Null, Now, "a") { Retention = Retention(retention) };

    private static Retention? Retention(string picture) => picture == "-" ? null : new(
        picture[0] == 'G' ? RetentionMode.Governance : RetentionMode.Compliance,
        new DateTimeOffset(2000 + int.Parse(picture[1..], CultureInfo.InvariantCulture), 1, 1, 0, 0, 0, TimeSpan.Zero));
}
