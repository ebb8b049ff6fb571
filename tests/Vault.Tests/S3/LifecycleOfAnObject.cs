using System.Globalization;
using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>Versions go when their rule says so, not a day earlier, and never while they are locked.</summary>
/// <remarks>
/// A picture of versions: the newest first, each with its age in days and its bytes (<c>3d:100</c>); a marker of deletion is
/// <c>x</c>, a locked version ends in <c>!</c>, one with a tag in <c>#</c>.
/// </remarks>
public sealed class LifecycleOfAnObject
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0d:1", "")]
    [InlineData("1d:1", "")]
    [InlineData("2d:1", "delete 2d:1")]
    [InlineData("9d:1!", "delete 9d:1!")]
    [InlineData("3d:1 8d:1", "delete 3d:1")]
    [InlineData("3dx 8d:1", "")]
    [InlineData("3dx", "remove 3dx")]
    [InlineData("1dx", "")]
    public void The_newest_is_deleted_after_its_days(string versions, string expected) =>
        Assert.Equal(expected, After(Rule() with { Expiration = new(2, null) }, versions));

    [Theory]
    [InlineData("0d:1 9d:1", "")]
    [InlineData("2d:1 9d:1", "remove 9d:1")]
    [InlineData("5d:1 6d:1 7d:1!", "remove 6d:1")]
    [InlineData("5dx 6d:1", "remove 6d:1")]
    [InlineData("5d:1 6dx", "remove 6dx")]
    [InlineData("9d:1 1d:1", "")]
    [InlineData("9d:1 3d:1", "remove 3d:1")]
    public void Older_versions_go_some_days_after_a_newer_came(string versions, string expected) =>
        Assert.Equal(expected, After(Rule() with { NoncurrentDays = 2 }, versions));

    [Theory]
    [InlineData(0, "remove 6d:1, remove 7d:1, remove 8d:1")]
    [InlineData(1, "remove 7d:1, remove 8d:1")]
    [InlineData(3, "")]
    public void Some_older_versions_are_left_alone(int kept, string expected) =>
        Assert.Equal(expected, After(Rule() with { NoncurrentDays = 2, NewerNoncurrent = kept }, "5d:1 6d:1 7d:1 8d:1"));

    [Theory]
    [InlineData("0dx", "remove 0dx")]
    [InlineData("0dx 1d:1", "")]
    [InlineData("0d:1", "")]
    public void A_marker_with_nothing_below_goes(string versions, string expected) =>
        Assert.Equal(expected, After(Rule() with { ExpiresLoneMarkers = true }, versions));

    [Theory]
    [InlineData("dike/", null, null, false, "5d:10", true)]
    [InlineData("polder/", null, null, false, "5d:10", false)]
    [InlineData("", 10L, null, false, "5d:10", false)]
    [InlineData("", 9L, null, false, "5d:10", true)]
    [InlineData("", null, 10L, false, "5d:10", false)]
    [InlineData("", null, 11L, false, "5d:10", true)]
    [InlineData("", null, null, true, "5d:10", false)]
    [InlineData("", null, null, true, "5d:10#", true)]
    [InlineData("", null, null, true, "5dx", false)]
    public void A_rule_is_about_what_its_filter_says(string prefix, long? larger, long? smaller, bool tagged, string version, bool expected)
    {
        S3Tag[] tags = tagged ? [new("kind", "draft")] : [];
        var rule = Rule() with { Filter = new(prefix, tags, larger, smaller), Expiration = new(1, null) };
        Assert.Equal(expected, After(rule, version).Length > 0);
        Assert.Equal("", After(rule with { IsEnabled = false }, version));
    }

    [Fact]
    public void On_a_date_all_goes_that_is_there()
    {
        Assert.Equal("delete 0d:1", After(Rule() with { Expiration = new(null, Midnight) }, "0d:1"));
        Assert.Equal("", After(Rule() with { Expiration = new(null, Midnight.AddDays(1)) }, "9d:1"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Uploads_that_nobody_completes_are_aborted(int days, bool expected)
    {
        var upload = new Upload(
            Guid.Empty, BucketName.Of("polder").Value, ObjectKey.Of("dike/a").Value, Midnight.AddDays(-5).AddHours(1), "a", default);
        Assert.Equal(expected, new Lifecycle(new([Rule() with { AbortUploadsAfterDays = days }]), Tags).Aborts(upload, Midnight));
    }

    [Fact]
    public void The_header_tells_the_first_date_and_its_rule()
    {
        var lifecycle = new Lifecycle(
            new([Rule() with { Expiration = new(9, null) }, Rule() with { Id = "soon & sure", Expiration = new(2, null) }]), Tags);
        Assert.Equal("expiry-date=\"Tue, 24 Nov 2026 00:00:00 GMT\", rule-id=\"soon%20%26%20sure\"", lifecycle.Header(Version("0d:1")));
        Assert.Null(new Lifecycle(new([Rule()]), Tags).Header(Version("0d:1")));
    }

    [Fact]
    public void Days_end_at_midnight_and_may_be_more_than_the_calendar_has()
    {
        var version = Version("0d:1") with { Modified = Midnight.AddHours(13) };
        var lifecycle = new Lifecycle(new([Rule() with { Expiration = new(1, null) }]), Tags);
        Assert.Empty(lifecycle.Of([version], Midnight.AddHours(47)));
        Assert.Single(lifecycle.Of([version], Midnight.AddHours(48)));
        Assert.Empty(new Lifecycle(new([Rule() with { Expiration = new(int.MaxValue, null) }]), Tags).Of([version], Midnight.AddYears(50)));
    }

    private static LifecycleRule Rule() => new("rule", true, new("", []), null, false, null, null, null, [], []);

    private static string After(LifecycleRule rule, string versions)
    {
        var pictures = versions.Split(' ').ToDictionary(Version, picture => picture);
        var expiries = new Lifecycle(new([rule]), Tags).Of([.. pictures.Keys], Midnight);
        return string.Join(", ", expiries.Select(expiry => $"{(expiry.IsForGood ? "remove" : "delete")} {pictures[expiry.Version]}"));
    }

    private static ObjectVersion Version(string picture)
    {
        var days = int.Parse(picture[..picture.IndexOf('d', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        var size = picture.TrimEnd('!', '#').Split(':');
        return new(BucketName.Of("polder").Value, ObjectKey.Of("dike/a").Value, VersionId.Null, Midnight.AddDays(-days), "a")
        {
            IsDeleteMarker = picture.EndsWith('x'),
            Size = size.Length == 2 ? long.Parse(size[1], CultureInfo.InvariantCulture) : 0,
            HasLegalHold = picture.EndsWith('!'),
            ETag = picture.EndsWith('#') ? "tagged" : "",
        };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Tags(ObjectVersion version) =>
        version.ETag.Length > 0 ? [new("kind", "draft"), new("place", "here")] : [];
}
