namespace Sluiswachter.Vault.Tests;

/// <summary>What the catalogue says of a version, and of an upload, is what their attributes open for.</summary>
public sealed class TheSealOfAVersion
{
    private static readonly ObjectVersion Deed = new(
        BucketName.Of("archive").Value, ObjectKey.Of("deed").Value, VersionId.Null,
        DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), "u1")
    {
        Size = 70_005,
        ETag = "0123-2",
        Parts =
        [
            new StoredPart(1, BlobId.Read("00112233445566778899aabbccddeeff")!.Value, 5, default),
            new StoredPart(3, BlobId.Read("ffeeddccbbaa99887766554433221100")!.Value, 70_000, default),
        ],
        Retention = new Retention(RetentionMode.Compliance, DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000)),
        HasLegalHold = true,
    };

    private static readonly Upload Upload = new(
        new Guid("00112233445566778899aabbccddeeff"), Deed.Bucket, Deed.Key, Deed.Modified, "u1", default) { HasLegalHold = true };

    /// <summary>By a second program, from docs/formats/sealed-objects.md.</summary>
    [Fact]
    public void Is_about_what_it_was_about_when_it_was_frozen()
    {
        Assert.Equal(
            new AttributesOf("archive", "deed", "null c5252aa92fde9e8f2f2bbded5df5c9793b7ab5551d0b38c5794a56333aed2be5"), Deed.About);
        Assert.Equal(
            "null 15c0a79d004346c632a9386e2a73fe7bb21c60e61260e46d2e9e67ac85f8c851",
            new ObjectVersion(Deed.Bucket, Deed.Key, Deed.Id, Deed.Modified, "u1") { IsDeleteMarker = true }.About.Version);
        Assert.Equal("upload 00112233445566778899aabbccddeeff u1 1700000000123 0 0 1", Upload.About.Version);
    }

    [Fact]
    public void Holds_for_nothing_that_differs_in_anything()
    {
        using var ring = Keys.Ring();
        var deed = VersionSeal.On(Deed, new ObjectAttributes(), ring, Blobs.Chance(1));
        Assert.True(VersionSeal.Holds(deed, ring));
        ObjectVersion[] altered =
        [
            deed with { Bucket = BucketName.Of("other").Value },
            deed with { Key = ObjectKey.Of("other").Value },
            deed with { Id = VersionId.Of(Guid.Empty) },
            deed with { Modified = deed.Modified.AddMilliseconds(-1) },
            deed with { Owner = "u2" },
            deed with { Size = 70_004 },
            deed with { ETag = "0124-2" },
            deed with { Parts = [.. deed.Parts.Reverse()] },
            deed with { IsDeleteMarker = true },
            deed with { Retention = null },
            deed with { Retention = deed.Retention! with { Mode = RetentionMode.Governance } },
            deed with { Retention = deed.Retention! with { Until = deed.Retention!.Until.AddMilliseconds(-1) } },
            deed with { HasLegalHold = false },
        ];
        Assert.All(altered, version => Assert.False(VersionSeal.Holds(version, ring)));
    }
}
