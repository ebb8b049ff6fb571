using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Vault.Tests;

/// <summary>
/// What seals of rows are about, frozen: a vault that was written before opens only while these stay as they are. The digests were
/// worked out by a second program, from docs/formats/sealed-objects.md.
/// </summary>
public sealed class WhatRowsAreTiedTo
{
    private static readonly Guid First = Guid.ParseExact("ffeeddccbbaa99887766554433221100", "n");
    private static readonly Guid Second = Guid.ParseExact("00112233445566778899aabbccddeeff", "n");
    private static readonly BucketName Harbour = BucketName.Of("harbour").Value;
    private static readonly ObjectKey Quay = ObjectKey.Of("quay/é").Value;

    private static readonly StoredPart Long = new(7, new BlobId(First), 5_242_880, new byte[] { 1 });

    [Fact]
    public void A_bucket() => Assert.Equal(
        new AttributesOf("harbour", "", "rights 9ac0a450531e4528e73a76de039963f0d1a28dee8aff83ed0d9796729b103c4c"),
        BucketSeal.About(new Bucket(Harbour, "gm0344", "u1", Keys.Noon)
        {
            Versioning = Versioning.Enabled,
            HasObjectLock = true,
            Marking = Marking.Confidential,
            DataClass = DataClass.Internal,
            AllowedPlaces = [Country.Of("NL").Value, Country.Of("DE").Value],
            Settings = new Dictionary<BucketSetting, string> { [BucketSetting.Lifecycle] = "<a/>", [BucketSetting.Policy] = "{}" },
        }));

    [Fact]
    public void A_bucket_of_which_nothing_was_set() => Assert.Equal(
        new AttributesOf("harbour", "", "rights 69362e05b27de6c135c39bc607cdf5141b832d9c38680c3c1c2067ece355ac44"),
        BucketSeal.About(new Bucket(Harbour, "gm0344", "u1", Keys.Noon)));

    /// <summary>Who adds a field to what a version is about adds it here, in its place.</summary>
    [Fact]
    public void A_version()
    {
        var version = new ObjectVersion(Harbour, Quay, VersionId.Of(Second), Keys.Noon, "u1")
        {
            Size = 5_242_883,
            ETag = "etag-2",
            Parts = [Long with { Number = 1 }, new StoredPart(2, new BlobId(Second), 3, default)],
        };
        byte[] parts = Convert.FromHexString(
            "00000001" + "ffeeddccbbaa99887766554433221100" + "0000000000500000" +
            "00000002" + "00112233445566778899aabbccddeeff" + "0000000000000003");
        var content = Convert.ToHexStringLower(SHA256.HashData([.. parts, .. Fields("2", "5242883", "etag-2", "u1", "1795348800000", "object", "0 0 0")]));
        Assert.Equal(new AttributesOf("harbour", "quay/é", $"00112233445566778899aabbccddeeff {content}"), version.About);
    }

    [Fact]
    public void An_upload() => Assert.Equal(
        new AttributesOf("harbour", "quay/é", "upload 00112233445566778899aabbccddeeff u1 1795348800000 0 0 0"),
        new Upload(Second, Harbour, Quay, Keys.Noon, "u1", default).About);

    [Fact]
    public void A_part_of_an_upload()
    {
        var part = new UploadedPart(Second, Long, "d41d8cd98f00b204e9800998ecf8427e", Keys.Noon, "CRC32:AAAAAA==");
        Assert.Equal(
            new AttributesOf("", "part", "38ce45dbab5f8a0b8383dacb5b64d4ceebcea3c7fed044393ca1e82cfa39925a"), part.About);
        Assert.Equal(
            new AttributesOf("", "part", "cfc2b12f10042f426704ef19fa1a35f2fd7cbaf5d3cace467d460c8224eb1793"), (part with { Checksum = null }).About);
    }

    [Fact]
    public void An_access_key() => Assert.Equal(
        new AttributesOf("", "access-key", "c131e699207790515db5b7cd84ff4479091b1255be62b8644cc434d623a7d7fc"),
        new VaultUser("id1", "gm0344", "archief", IsOfficer: true).About("SLUIS1"));

    [Fact]
    public void No_two_users_or_access_keys_are_the_same_whatever_they_are_called()
    {
        string[] words = ["", "a", " ", "a ", "user", "officer", "officer a", "a user"];
        var all = from key in words from id in words from name in words from isOfficer in (bool[])[true, false]
                  select new VaultUser(id, "gm0344", name, isOfficer).About(key);
        Assert.Equal(words.Length * words.Length * words.Length * 2, all.Distinct().Count());
    }

    private static byte[] Fields(params string[] fields) => [.. fields.SelectMany(field =>
    {
        var text = Encoding.UTF8.GetBytes(field);
        return (byte[])[(byte)(text.Length >> 24), (byte)(text.Length >> 16), (byte)(text.Length >> 8), (byte)text.Length, .. text];
    })];
}
