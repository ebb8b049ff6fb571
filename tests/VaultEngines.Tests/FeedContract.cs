using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class SqliteFeedTests() : FeedContract(new Sqlite());

public sealed class PostgresFeedTests(Fixtures.PostgresServer server) : FeedContract(new Postgres(server));

/// <summary>What copies are told of a catalogue: every change that happened, none that did not, and all of one moment.</summary>
public abstract class FeedContract(Engine engine) : IDisposable
{
    private static readonly string[] Keys = ["a", "a/b", "b", "é"];

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Without_an_embassy_nothing_is_noted()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change => change.Put(Object("a", 1, 1)));
        catalogue.Do(change => change.Remove(Harbour, Key("a"), Id(1)));
        Assert.Equal((0, 0L), catalogue.Look(feed => (feed.Changes(0, 100).Count, feed.End.Change)));
    }

    [Fact]
    public void A_change_that_was_taken_back_is_not_told_and_an_embassy_that_was_neither()
    {
        var catalogue = engine.Open().WithHarbour();
        Assert.Throws<TimeoutException>(() => catalogue.Do(change =>
        {
            change.Feed.Put(Brussels);
            throw new TimeoutException();
        }));
        catalogue.Do(change => change.Put(Object("a", 1, 1)));
        Assert.Empty(catalogue.Look(feed => feed.Changes(0, 100)));

        catalogue.Do(change => change.Feed.Put(Brussels));
        Assert.Throws<TimeoutException>(() => catalogue.Do(change =>
        {
            change.Put(Object("b", 2, 2));
            throw new TimeoutException();
        }));
        catalogue.Do(change => change.Put(Object("c", 3, 3)));
        Assert.Equal("c", Assert.Single(catalogue.Look(feed => feed.Changes(0, 100))).Of.Key);
    }

    [Fact]
    public void A_look_is_of_one_moment()
    {
        var catalogue = WithBrussels();
        catalogue.Look(feed =>
        {
            var before = feed.End;
            catalogue.Do(change =>
            {
                change.Put(Object("a", 1, 1));
                change.Append([1]);
            });
            Assert.Equal((before, 0, 0), (feed.End, feed.Changes(before.Change, 100).Count, feed.Versions(Harbour).Count()));
            return true;
        });
        Assert.Equal((new FeedPlace(1, 1), 1), catalogue.Look(feed => (feed.End, feed.Versions(Harbour).Count())));
    }

    [Fact]
    public void A_stream_that_nothing_refers_to_is_stale_once_the_copy_knows_and_not_when_it_is_referred_to_again()
    {
        var catalogue = WithBrussels();
        catalogue.Do(change => change.Put(Object("a", 1, 1, 2)));
        catalogue.Do(change =>
        {
            change.Remove(Harbour, Key("a"), Id(1));
            change.Put(Object("b", 2, 2));
        });
        Assert.Equal("", Stale());
        catalogue.Do(change => change.Feed.Note("be", 1, Noon));
        Assert.Equal("", Stale());
        catalogue.Do(change => change.Feed.Note("be", 2, Noon));
        Assert.Equal("1", Stale());
        Assert.True(catalogue.Look(feed => feed.IsStale("be", Blob(1))));
        catalogue.Do(change => change.Feed.RemoveStale("be", [Blob(1)]));
        Assert.False(catalogue.Look(feed => feed.IsStale("be", Blob(1))));

        string Stale() => string.Join(' ', catalogue.Look(feed => feed.Stale("be", Noon, 10)).Select(b => int.Parse(b.Text[..8], System.Globalization.NumberStyles.HexNumber)));
    }

    [Fact]
    public void An_embassy_is_read_as_it_was_put_and_with_the_last_all_changes_go()
    {
        var catalogue = WithBrussels();
        var changed = Brussels with
        {
            Head = "note\n", Sent = new FeedPlace(3, 4), Confirmed = new FeedPlace(1, 2), ConfirmedAt = Noon, Skipped = ["x", "y"], LastError = "é", Harmed = ["z"],
        };
        catalogue.Do(change =>
        {
            change.Feed.Put(changed);
            change.Put(Object("a", 1, 1));
        });
        var read = Assert.Single(catalogue.Look(feed => feed.Embassies));
        Assert.Equal(changed with { Skipped = read.Skipped, Harmed = read.Harmed }, read);
        Assert.Equal(changed.Skipped, read.Skipped);
        Assert.Equal(changed.Harmed, read.Harmed);
        Assert.Equal(1, catalogue.Look(feed => feed.BytesSince(0)));
        catalogue.Do(change => change.Feed.Remove("be"));
        Assert.Empty(catalogue.Look(feed => feed.Changes(0, 100)));
    }

    /// <summary>A history: per number something that is done; now and then the other catalogue is told what changed.</summary>
    [Fact]
    public void A_catalogue_that_is_told_all_is_the_same() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), history =>
        {
            using var home = Engine.At(engine.NewAddress());
            home.Do(change => change.Feed.Put(Brussels));
            home.WithHarbour();
            using var other = Engine.At(engine.NewAddress());
            var (told, blobs) = (0L, 0);
            foreach (var (i, number) in history.Index())
            {
                var random = new Random((number.Get * 31) + i);
                if (random.Next(4) == 0)
                {
                    told = Tell(home, other, told, random.Next(1, 5));
                }
                else
                {
                    home.Do(change => Step(change, random, ref blobs));
                }
            }

            Tell(home, other, told, int.MaxValue);
            Assert.Equal(Draw(home), Draw(other));
            Assert.Equal(
                Enumerable.Range(1, blobs).Where(b => home.Refers(Blob(b))), Enumerable.Range(1, blobs).Where(b => other.Refers(Blob(b))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(40));

    private static Embassy Brussels { get; } = new("be", "/mnt/be", "us-east-1", Country.Of("BE").Value);

    private SqlCatalogue WithBrussels()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change => change.Feed.Put(Brussels));
        return catalogue;
    }

    private static long Tell(SqlCatalogue home, SqlCatalogue other, long since, int most)
    {
        var (records, last) = home.Look(feed =>
        {
            var changes = feed.Changes(since, most);
            return (changes.Select(c => feed.Now(c.Of)).ToList(), changes.Count == 0 ? since : changes[^1].Number);
        });
        other.Do(change =>
        {
            foreach (var record in records.Where(r => r is BucketRecord).Concat(records.Where(r => r is not BucketRecord)))
            {
                change.Feed.Restore(FeedRecord.Read(record.ToLine())!);
            }

            change.Feed.EndRestoring();
        });
        return last;
    }

    private static void Step(ICatalogueChange change, Random random, ref int blobs)
    {
        var key = Keys[random.Next(Keys.Length)];
        var version = change.Versions(Harbour, "", "", null, 100) is { Count: > 0 } all ? all[random.Next(all.Count)].Version : null;
        switch (random.Next(8))
        {
            case 0 when version is not null:
                change.Remove(Harbour, version.Key, version.Id);
                break;
            case 1 when version is not null:
                change.Update(version with { HasLegalHold = true, Retention = new Retention(RetentionMode.Compliance, Noon) });
                break;
            case 2 when version is not null:
                change.Rewrap(version with { Attributes = new byte[] { (byte)random.Next(256) } });
                break;
            case 3:
                change.Put(new VaultUser($"user{random.Next(3)}", "body", $"name{random.Next(9)}", random.Next(2) == 0));
                break;
            case 4:
                change.RemoveAccessKey("key");
                change.Put(new AccessKey("key", "user1", new byte[] { (byte)random.Next(256) }, Noon));
                break;
            case 5:
                change.Put(Marker(key, random.Next(3)));
                break;
            default:
                change.Put(Object(key, random.Next(4), ++blobs, ++blobs));
                break;
        }
    }

    private static string Draw(SqlCatalogue catalogue) => catalogue.Look(feed => Pictures.Draw(
        feed.Things().Concat(feed.Versions(Harbour)), record => System.Text.Encoding.UTF8.GetString(record.ToLine()))) +
        Pictures.Draw(catalogue.Versions(Harbour, "", "", null, 1000), v => $"{v.IsNewest} {Pictures.Draw(v.Version)}");
}
