using System.Collections.Concurrent;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class SqliteConcurrentChangeTests() : ConcurrentChangeContract(new Sqlite());

public sealed class PostgresConcurrentChangeTests(Fixtures.PostgresServer server) : ConcurrentChangeContract(new Postgres(server));

/// <summary>Many change at once, on several servers over one database.</summary>
public abstract class ConcurrentChangeContract(Engine engine) : IDisposable
{
    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_last_change_that_was_committed_is_the_newest_and_none_is_lost()
    {
        var address = engine.NewAddress();
        SqlCatalogue[] servers = [engine.Open(address).WithHarbour(), engine.Open(address)];
        var committed = new ConcurrentDictionary<long, int>();
        Together(8, writer =>
        {
            for (var i = 1; i <= 20; i++)
            {
                var id = writer * 100 + i;
                committed[servers[writer % 2].Change(change =>
                {
                    change.Put(Object("k", id, id));
                    return change.Append([1]);
                })] = id;
            }
        });
        Assert.Equal(160, servers[0].LogSize);
        Assert.Equal(
            committed.OrderByDescending(c => c.Key).Select(c => Id(c.Value)),
            servers[1].Versions(Harbour, "", "", null, 1000).Select(v => v.Version.Id));
        Assert.Equal(Id(committed[159]), Assert.Single(servers[0].Objects(Harbour, "", "", 10)).Id);
    }

    [Fact]
    public void A_reader_sees_one_whole_version_while_others_replace_it()
    {
        var address = engine.NewAddress();
        var catalogue = engine.Open(address).WithHarbour();
        catalogue.Do(change => change.Put(Object("k", 0, 1, 1)));
        var isDone = false;
        Together(3, thread =>
        {
            if (thread == 0)
            {
                for (var i = 2; i < 200; i++)
                {
                    catalogue.Do(change => change.Put(Object("k", 0, i, i) with { ETag = $"{i}", Size = i }));
                }

                Volatile.Write(ref isDone, true);
            }

            while (!Volatile.Read(ref isDone))
            {
                var seen = Assert.Single(catalogue.Objects(Harbour, "", "", 10));
                Assert.All(seen.Parts, part => Assert.Equal(Blob(seen.ETag == "etag0" ? 1 : (int)seen.Size), part.Blob));
                Assert.NotNull(catalogue.Newest(Harbour, Key("k")));
            }
        });
    }

    /// <summary>Each adds one to what it read: none may be lost.</summary>
    [Fact]
    public void A_change_sees_what_those_before_it_did()
    {
        var address = engine.NewAddress();
        SqlCatalogue[] servers = [engine.Open(address).WithHarbour(), engine.Open(address)];
        servers[0].Do(change => change.Put(Object("k", 0)));
        Together(6, writer =>
        {
            for (var i = 0; i < 20; i++)
            {
                servers[writer % 2].Do(change =>
                    change.Put(Object("k", 0) with { Size = change.Newest(Harbour, Key("k"))!.Size + 1 }));
            }
        });
        Assert.Equal(120, servers[0].Newest(Harbour, Key("k"))!.Size);
    }

    [Fact]
    public void A_change_that_throws_takes_back_itself_and_not_those_that_are_committed_with_it()
    {
        var catalogue = engine.Open().WithHarbour();
        Together(8, writer =>
        {
            for (var i = 1; i <= 20; i++)
            {
                var id = writer * 100 + i;
                void Change() => catalogue.Do(change =>
                {
                    change.Append([1]);
                    change.Put(Object($"k{id}", id, id));
                    if (id % 3 == 0)
                    {
                        throw new TimeoutException($"{id}");
                    }

                    if (id % 3 == 1)
                    {
                        // The database itself refuses: there is no such upload.
                        change.Put(Part(id, 1, id));
                    }
                });
                if (id % 3 == 0)
                {
                    Assert.Equal($"{id}", Assert.Throws<TimeoutException>(Change).Message);
                }
                else if (id % 3 == 1)
                {
                    Assert.Throws<CatalogueFailure>(Change);
                }
                else
                {
                    Change();
                }
            }
        });
        var kept = catalogue.Objects(Harbour, "", "", 1000);
        Assert.Equal(
            Enumerable.Range(0, 8).SelectMany(w => Enumerable.Range(1, 20).Select(i => w * 100 + i)).Where(id => id % 3 == 2)
                .Select(id => $"k{id}").Order(StringComparer.Ordinal),
            kept.Select(v => v.Key.Text));
        Assert.Equal(kept.Count, catalogue.LogSize);
    }

    /// <summary>Runs on threads of their own, and throws what one of them throws.</summary>
    private static void Together(int threads, Action<int> work)
    {
        var failures = new ConcurrentQueue<Exception>();
        var running = Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            try
            {
                work(i);
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        })).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        Assert.Empty(failures);
    }
}
