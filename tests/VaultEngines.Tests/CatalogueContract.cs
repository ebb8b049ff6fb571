using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class SqliteCatalogueTests() : CatalogueContract(new Sqlite());

public sealed class PostgresCatalogueTests(Fixtures.PostgresServer server) : CatalogueContract(new Postgres(server));

/// <summary>What every catalogue does.</summary>
public abstract class CatalogueContract(Engine engine) : IDisposable
{
    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Keys_are_listed_by_their_bytes()
    {
        var catalogue = engine.Open().WithHarbour();
        string[] keys = ["b", "B", "a/b", "a", "é", "e", "\U0001F600", "\uFFFD", "a\u0001b", "a\u0002", "ij", "IJ"];
        catalogue.Do(change =>
        {
            foreach (var (i, key) in keys.Index())
            {
                change.Put(Object(key, i + 1, i + 1));
            }
        });
        Assert.Equal(
            "B|IJ|a|a\u0001b|a\u0002|a/b|b|e|ij|é|\uFFFD|\U0001F600",
            string.Join('|', catalogue.Objects(Harbour, "", "", 100).Select(o => o.Key.Text)));
        Assert.Equal("a|a\u0001b|a\u0002|a/b", string.Join('|', catalogue.Objects(Harbour, "a", "", 100).Select(o => o.Key.Text)));
        Assert.Equal("\uFFFD", Assert.Single(catalogue.Objects(Harbour, "", "\uFFFD", 1)).Key.Text);
    }

    [Fact]
    public void All_that_is_known_of_a_bucket_comes_back()
    {
        var address = engine.NewAddress();
        var bucket = new Bucket(Harbour, "gm0363", "owner", Noon)
        {
            Versioning = Versioning.Suspended,
            HasObjectLock = true,
            Marking = Marking.Confidential,
            DataClass = DataClass.Public,
            AllowedPlaces = [Country.Of("NL").Value, Country.Of("BE").Value],
        }.With(BucketSetting.Policy, "{\"a\": \"é\0\"}").With(BucketSetting.RequestPayment, "<x/>");
        engine.Open(address).Do(change => change.Put(bucket));
        var found = engine.Open(address).Bucket(Harbour)!;
        Assert.Equivalent(bucket, found, strict: true);
        engine.Open(address).Do(change => change.Put(found with { Versioning = Versioning.Enabled }));
        Assert.Equal(Versioning.Enabled, engine.Open(address).Bucket(Harbour)!.Versioning);
        engine.Open(address).Do(change => change.Put(found with { Seal = new byte[] { 1, 0, 2 } }));
        Assert.Equal([1, 0, 2], engine.Open(address).Bucket(Harbour)!.Seal.ToArray());
        Assert.Null(engine.Open(address).Bucket(Name("other")));
    }

    [Fact]
    public void Buckets_and_users_are_listed_by_name_and_by_body()
    {
        var catalogue = engine.Open();
        catalogue.Do(change =>
        {
            foreach (var (name, body) in new[] { ("zz-top", "a"), ("b-1", "a"), ("b.0", "b"), ("b0-x", "a") })
            {
                change.Put(new Bucket(Name(name), body, "owner", Noon));
                change.Put(new VaultUser($"id-{name}", body, name, IsOfficer: body == "b"));
            }
        });
        Assert.Equal(["b-1", "b0-x", "zz-top"], catalogue.BucketsOf("a").Select(b => b.Name.Text));
        Assert.Equal(["b-1", "b.0", "b0-x", "zz-top"], catalogue.BucketsOf(null).Select(b => b.Name.Text));
        Assert.Equal(["b.0"], catalogue.Users("b").Select(u => u.Name));
        Assert.Equal(4, catalogue.Users(null).Count);
        Assert.Equal(new VaultUser("id-b.0", "b", "b.0", IsOfficer: true), catalogue.User("id-b.0"));
        Assert.Null(catalogue.User("nobody"));
    }

    [Fact]
    public void An_access_key_is_found_until_it_is_removed()
    {
        var catalogue = engine.Open();
        catalogue.Do(change => change.Put(new AccessKey("AK", "user", new byte[] { 1, 2 }, Noon)));
        Assert.Equal("0102", Hex(catalogue.AccessKey("AK")!.Secret));
        Assert.Equal("AK", Assert.Single(catalogue.AccessKeys("user")).Id);
        Assert.Empty(catalogue.AccessKeys("other"));
        catalogue.Do(change => change.RemoveAccessKey("AK"));
        Assert.Null(catalogue.AccessKey("AK"));
    }

    [Fact]
    public void A_bucket_with_anything_in_it_is_not_removed()
    {
        var catalogue = engine.Open().WithHarbour();
        Assert.True(catalogue.IsEmpty(Harbour));
        catalogue.Do(change => change.Put(Marker("k", 1)));
        Assert.False(catalogue.IsEmpty(Harbour));
        Assert.Throws<InvalidOperationException>(() => catalogue.Do(change => change.Remove(Harbour)));
        catalogue.Do(change => change.Remove(Harbour, Key("k"), Id(1)));
        catalogue.Do(change => change.Put(Upload("k", 1)));
        Assert.Throws<InvalidOperationException>(() => catalogue.Do(change => change.Remove(Harbour)));
        catalogue.Do(change =>
        {
            change.Remove(Chance(1));
            change.Remove(Harbour);
        });
        Assert.Null(catalogue.Bucket(Harbour));
    }

    [Fact]
    public void Versions_are_listed_newest_first_and_page_by_page()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change =>
        {
            change.Put(Object("a", 1, 1));
            change.Put(Object("b", 2, 2));
            change.Put(Object("a", 3, 3));
            change.Put(Marker("a", 4));
            change.Put(Object("c", 5, 5));
        });
        Assert.Equal("a4* a3 a1 b2* c5*", Versions("", null, 10));
        Assert.Equal("a4* a3", Versions("", null, 2));
        Assert.Equal("a1 b2*", Versions("a", Id(3), 2));
        Assert.Equal("b2* c5*", Versions("a", Id(1), 2));
        Assert.Equal("a4* a3 a1", Versions("a", Id(9), 3));
        Assert.Equal("b c", Keys(catalogue.Objects(Harbour, "", "", 10)));

        string Versions(string from, VersionId? after, int most) => string.Join(
            ' ',
            catalogue.Versions(Harbour, "", from, after, most).Select(
                v => $"{v.Version.Key}{Convert.ToInt32(v.Version.Id.Text[..8], 16)}{(v.IsNewest ? "*" : "")}"));
    }

    [Fact]
    public void When_the_newest_version_is_removed_the_one_before_it_is_the_newest()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change =>
        {
            change.Put(Object("k", 1, 1));
            change.Put(Object("k", 2, 2));
            change.Put(Marker("k", 3));
        });
        Assert.Equal("", Keys(catalogue.Objects(Harbour, "", "", 10)));
        catalogue.Do(change => change.Remove(Harbour, Key("k"), Id(3)));
        Assert.Equal(Id(2), Assert.Single(catalogue.Objects(Harbour, "", "", 10)).Id);
        catalogue.Do(change => change.Remove(Harbour, Key("k"), Id(1)));
        Assert.Equal(Id(2), catalogue.Newest(Harbour, Key("k"))!.Id);
        Assert.Equal("1", catalogue.Garbage());
    }

    [Fact]
    public void A_version_that_replaces_one_of_the_same_id_is_the_newest_and_shares_blobs()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change => change.Put(Object("k", 0, 1, 2)));
        catalogue.Do(change => change.Put(Object("k", 7, 3)));
        catalogue.Do(change => change.Put(Object("k", 0, 2, 4)));
        Assert.Equal(Id(0), catalogue.Newest(Harbour, Key("k"))!.Id);
        Assert.Equal(2, catalogue.Versions(Harbour, "", "", null, 10).Count);
        Assert.Equal("1", catalogue.Garbage());
        Assert.True(catalogue.Refers(Blob(2)));
        Assert.False(catalogue.Refers(Blob(1)));
    }

    [Fact]
    public void An_update_changes_protection_and_attributes_and_keeps_the_place()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change => change.Put(Object("k", 1, 1)));
        catalogue.Do(change => change.Put(Object("k", 2, 2)));
        var held = catalogue.Version(Harbour, Key("k"), Id(1))! with
        {
            HasLegalHold = true,
            Retention = new Retention(RetentionMode.Compliance, Noon),
            Attributes = Encoding.UTF8.GetBytes("other"),
        };
        catalogue.Do(change => change.Update(held));
        Assert.Equal(Draw(held), Draw(catalogue.Version(Harbour, Key("k"), Id(1))));
        Assert.Equal(Id(2), catalogue.Newest(Harbour, Key("k"))!.Id);
        catalogue.Do(change => change.Update(held with { Retention = null, HasLegalHold = false }));
        Assert.Null(catalogue.Version(Harbour, Key("k"), Id(1))!.Retention);
        Assert.Throws<InvalidOperationException>(() => catalogue.Do(change => change.Update(held with { Id = Id(9) })));
    }

    [Fact]
    public void Rewrapping_changes_wrapped_keys_and_attributes_and_nothing_else()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change =>
        {
            change.Put(Object("k", 1, 1, 2));
            change.Put(Object("k", 2, 2));
            change.Put(Upload("u", 1));
        });
        var version = catalogue.Version(Harbour, Key("k"), Id(1))!;
        var anew = version with { Attributes = new byte[] { 7 }, Parts = [.. version.Parts.Select(p => p with { WrappedKey = new byte[] { 8 } })] };
        var upload = catalogue.Upload(Chance(1))! with { Attributes = new byte[] { 9 } };
        catalogue.Do(change =>
        {
            change.Rewrap(anew);
            change.Rewrap(upload);
        });
        Assert.Equal(Draw(anew), Draw(catalogue.Version(Harbour, Key("k"), Id(1))));
        Assert.Equal("08", Hex(catalogue.Version(Harbour, Key("k"), Id(1))!.Parts[0].WrappedKey));
        Assert.Equal(Draw(upload), Draw(catalogue.Upload(Chance(1))));
        Assert.Equal(Id(2), catalogue.Newest(Harbour, Key("k"))!.Id);
        Assert.Empty(catalogue.Garbage(9));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_completed_upload_leaves_as_garbage_only_parts_that_the_object_does_not_have(bool putsFirst)
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change => change.Put(Upload("k", 1)));
        catalogue.Do(change => change.Put(Part(1, 1, blob: 11)));
        catalogue.Do(change => change.Put(Part(1, 2, blob: 12)));
        catalogue.Do(change => change.Put(Part(1, 1, blob: 13)));
        catalogue.Do(change => change.Put(Part(1, 3, blob: 14)));
        Assert.Equal("11", catalogue.Garbage());
        Assert.Equal("2 3", string.Join(' ', catalogue.Parts(Chance(1), 1, 10).Select(p => p.Part.Number)));
        catalogue.Do(change =>
        {
            if (putsFirst)
            {
                change.Put(Object("k", 5, 13, 12));
                change.Remove(Chance(1));
            }
            else
            {
                change.Remove(Chance(1));
                change.Put(Object("k", 5, 13, 12));
            }
        });
        Assert.Equal("11 14", catalogue.Garbage());
        Assert.True(catalogue.Refers(Blob(13)));
        Assert.Null(catalogue.Upload(Chance(1)));
        Assert.Empty(catalogue.Parts(Chance(1), 0, 10));
        catalogue.Removed([Blob(11), Blob(14)]);
        Assert.Equal("", catalogue.Garbage());
    }

    [Fact]
    public void Uploads_are_listed_by_key_and_id_page_by_page()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change =>
        {
            foreach (var (i, key) in new[] { "b", "a", "b", "c", "b" }.Index())
            {
                change.Put(Upload(key, i + 1) with { Retention = new Retention(RetentionMode.Governance, Noon), HasLegalHold = true });
            }
        });
        Assert.Equal("a2 b1 b3 b5 c4", Uploads("", "", null, 9));
        Assert.Equal("b3 b5 c4", Uploads("", "b", Chance(1), 9));
        Assert.Equal("b1 b3", Uploads("b", "", null, 2));
        Assert.Equal(
            Draw(Upload("c", 4) with { Retention = new Retention(RetentionMode.Governance, Noon), HasLegalHold = true }),
            Draw(catalogue.Upload(Chance(4))));

        string Uploads(string prefix, string from, Guid? after, int most) => string.Join(
            ' ', catalogue.Uploads(Harbour, prefix, from, after, most).Select(u => $"{u.Key}{Convert.ToInt32(u.Text[..8], 16)}"));
    }

    [Fact]
    public void An_object_of_ten_thousand_parts_comes_back()
    {
        var catalogue = engine.Open().WithHarbour();
        var large = Object("large", 1, [.. Enumerable.Range(1, 10_000)]);
        catalogue.Do(change => change.Put(large));
        Assert.Equal(Draw(large), Draw(catalogue.Newest(Harbour, Key("large"))));
        catalogue.Do(change => change.Remove(Harbour, Key("large"), Id(1)));
        Assert.Equal(10_000, catalogue.Garbage(20_000).Count);
        catalogue.Removed(catalogue.Garbage(20_000));
        Assert.Empty(catalogue.Garbage(1));
    }

    [Fact]
    public void The_log_has_numbers_without_gaps_also_after_changes_that_were_taken_back()
    {
        var catalogue = engine.Open();
        Assert.Equal(0, catalogue.LogSize);
        Assert.Equal(0, catalogue.Change(change => change.Append([1])));
        Assert.Throws<TimeoutException>(() => catalogue.Change<int>(change =>
        {
            change.Append([2]);
            throw new TimeoutException();
        }));
        Assert.Equal(2, catalogue.Change(change =>
        {
            Assert.Equal(1, change.Append([3]));
            change.PutNode(1, 0, [9, 9]);
            return change.Append([4]);
        }));
        catalogue.Do(change => change.ReplaceEntry(0, [7]));
        Assert.Throws<InvalidOperationException>(() => catalogue.Do(change => change.ReplaceEntry(3, [7])));
        Assert.Equal(3, catalogue.LogSize);
        Assert.Equal("07", Hex(catalogue.Entry(0)!.Value));
        Assert.Null(catalogue.Entry(3));
        Assert.Equal("03", Hex(catalogue.Entry(1)!.Value));
        Assert.Equal("0909", Hex(catalogue.Node(1, 0)!.Value));
        Assert.Null(catalogue.Node(2, 0));
    }

    [Fact]
    public void What_does_not_fit_what_is_there_is_refused_and_leaves_nothing()
    {
        var catalogue = engine.Open().WithHarbour();
        Assert.Throws<CatalogueFailure>(() => catalogue.Do(change =>
        {
            change.Put(Object("k", 1, 1));
            change.Put(Part(99, 1, blob: 5));
        }));
        Assert.True(catalogue.IsEmpty(Harbour));
        Assert.False(catalogue.Refers(Blob(1)));
        Assert.Throws<InvalidOperationException>(() => catalogue.Do(_ => catalogue.Do(_ => { })));
        catalogue.Do(change => change.Put(Object("k", 1, 1)));
    }
}
