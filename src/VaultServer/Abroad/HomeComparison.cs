using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Compares what a copy knows with what home knows; what was changed at home since is no difference.</summary>
internal sealed class HomeComparison(ICatalogue home, FeedHead head)
{
    private readonly List<FeedThing> suspects = [];

    /// <summary>Compares a version of the copy.</summary>
    public void Compare(ObjectVersion version)
    {
        var own = home.Version(version.Bucket, version.Key, version.Id);
        if (own is null || !IsSame(own, version))
        {
            suspects.Add(Thing(version));
        }
    }

    /// <summary>What differs, once all versions of the copy were compared.</summary>
    public IEnumerable<string> Differences(ICatalogue copy)
    {
        foreach (var bucket in home.BucketsOf(null).Where(b => b.MayBeKeptIn(head.Place)))
        {
            suspects.AddRange(home.AllVersions(bucket.Name)
                .Where(v => copy.Version(v.Bucket, v.Key, v.Id) is null).Select(Thing));
            if (copy.Bucket(bucket.Name) is null)
            {
                suspects.Add(new FeedThing(FeedKind.Bucket, bucket.Name.Text, "", ""));
            }
        }

        foreach (var user in home.Users(null).Where(u => copy.User(u.Id) != u))
        {
            suspects.Add(new FeedThing(FeedKind.User, user.Id, "", ""));
        }

        var changed = home.Look(feed => feed.Changes(head.Reaches.Change, int.MaxValue)).Select(c => c.Of with
        {
            Kind = c.Of.Kind == FeedKind.VersionSetting ? FeedKind.Version : c.Of.Kind,
        }).ToHashSet();
        return suspects.Where(s => !changed.Contains(s)).Select(s => s.Kind switch
        {
            FeedKind.Version => $"{s.Name}/{s.Key}?versionId={s.Id}: what is known of it differs from home",
            FeedKind.Bucket => $"{s.Name}: the copy lacks this bucket",
            _ => $"user {s.Name}: what is known of it differs from home",
        });
    }

    private static FeedThing Thing(ObjectVersion version) =>
        new(FeedKind.Version, version.Bucket.Text, version.Key.Text, version.Id.Text);

    /// <summary>The same in all that a copy is told.</summary>
    private static bool IsSame(ObjectVersion one, ObjectVersion other) =>
        new VersionRecord(one, 0).ToLine().AsSpan().SequenceEqual(new VersionRecord(other, 0).ToLine());
}
