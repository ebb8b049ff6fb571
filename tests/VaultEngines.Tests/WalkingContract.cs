using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class SqliteWalkingTests() : WalkingContract(new Sqlite());

public sealed class PostgresWalkingTests(Fixtures.PostgresServer server) : WalkingContract(new Postgres(server));

/// <summary>Walking through a bucket page by page, while others change what is in it.</summary>
public abstract class WalkingContract(Engine engine) : IDisposable
{
    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Who_walks_through_a_bucket_sees_all_of_it_once_however_many_pages_that_is()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change =>
        {
            foreach (var id in Enumerable.Range(1, 1_203))
            {
                change.Put(Object(id is 1 or 700 ? "a" : id < 1_200 ? "b" : $"b{id}", id, id));
                change.Put(Upload(id < 1_100 ? "b" : $"b{id}", id));
            }
        });
        var versions = catalogue.Versions(Harbour, "", "", null, int.MaxValue).Select(v => v.Version.Id).ToList();
        Assert.Equal(1_203, versions.Count);
        Assert.Equal(versions, catalogue.AllVersions(Harbour).Select(v => v.Id));
        Assert.Equal(versions[2..], catalogue.AllVersions(Harbour, "b").Select(v => v.Id));
        Assert.Equal(
            "a:2 b:1197 b1200:1 b1201:1 b1202:1 b1203:1",
            string.Join(' ', catalogue.VersionsByKey(Harbour).Select(all => $"{Assert.Single(all.Select(v => v.Key).Distinct())}:{all.Count}")));
        Assert.Equal(
            catalogue.Uploads(Harbour, "", "", null, int.MaxValue).Select(u => u.Id), catalogue.AllUploads(Harbour).Select(u => u.Id));
        Assert.Equal((3, 3), (catalogue.VersionPages(Harbour).Count(), catalogue.UploadPages(Harbour).Count()));

        catalogue.Do(change =>
        {
            foreach (var upload in change.AllUploads(Harbour))
            {
                change.Remove(upload.Id);
            }
        });
        Assert.Empty(catalogue.AllUploads(Harbour));
    }

    /// <summary>What ended a page is the place to go on from: when it is gone, or has become the newest, nothing may come again.</summary>
    [Fact]
    public void Who_walks_through_a_key_while_it_changes_meets_nothing_twice_and_misses_nothing_that_stays()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change =>
        {
            foreach (var id in Enumerable.Range(1, 1_600))
            {
                change.Put(Object("b", id == 1_101 ? 0 : id, id));
            }

            change.Put(Object("c", 2_000, 2_000));
        });
        var stays = catalogue.AllVersions(Harbour).Select(v => v.Id).ToList();
        var met = new List<VersionId>();
        foreach (var page in catalogue.VersionPages(Harbour))
        {
            met.AddRange(page.Select(v => v.Id));
            var last = page[^1];
            stays.Remove(last.Id);
            catalogue.Do(change =>
            {
                if (last.Id.IsNull)
                {
                    change.Put(Object("b", 0, 3_000));
                }
                else
                {
                    change.Remove(Harbour, last.Key, last.Id);
                }
            });
        }

        Assert.Contains(VersionId.Null, met.Except(stays));
        Assert.Empty(stays.Except(met));
        Assert.Equal(met.Count, met.Distinct().Count());
    }

    /// <summary>A pull that brings an older version late puts the newer ones anew: they get other places.</summary>
    [Fact]
    public void Who_walks_through_a_key_whose_versions_are_put_anew_misses_none_and_meets_none_twice()
    {
        var catalogue = engine.Open().WithHarbour();
        PutAll(1);
        var met = new List<int>();
        foreach (var version in catalogue.AllVersions(Harbour))
        {
            met.Add(Convert.ToInt32(version.Id.Text[..8], 16));
            if (met.Count == 500)
            {
                PutAll(51);
            }
        }

        Assert.Equal(Enumerable.Range(1, 600).Reverse(), met);

        void PutAll(int from) => catalogue.Do(change =>
        {
            foreach (var id in Enumerable.Range(from, 601 - from))
            {
                change.Put(Object("k", id, id));
            }
        });
    }

    /// <summary>Half of a key as it was, and half as it has become, tells wrongly which version is how old, or the newest.</summary>
    [Fact]
    public void The_versions_of_a_key_are_those_of_one_moment_wherever_a_page_ends()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change =>
        {
            change.Put(Object("a", 1, 1));
            foreach (var id in Enumerable.Range(2, 1_002))
            {
                change.Put(Object("k", id, id));
            }

            change.Put(Object("k/1", 2_000, 2_000));
        });
        var found = new List<string>();
        foreach (var versions in catalogue.VersionsByKey(Harbour))
        {
            found.Add($"{versions[0].Key}:{string.Join(',', versions.Select(v => Convert.ToInt32(v.Id.Text[..8], 16)))}");
            if (found.Count == 1)
            {
                catalogue.Do(change =>
                {
                    foreach (var id in Enumerable.Range(3, 1_000))
                    {
                        change.Remove(Harbour, Key("k"), Id(id));
                    }
                });
            }
        }

        Assert.Equal(["a:1", "k:1003,2", "k/1:2000"], found);
    }
}
