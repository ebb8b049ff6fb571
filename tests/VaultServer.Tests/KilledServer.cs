using System.Collections.Concurrent;
using System.Diagnostics;
using System.Xml.Linq;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>
/// A server is killed while it puts, joins parts and deletes: what it acknowledged has happened, what it did not has happened
/// wholly or not at all, and the next one serves at once.
/// </summary>
public sealed class KilledServer : IDisposable
{
    private const int Kills = 20;
    private const int MostAnswersBeforeAKill = 30;

    private readonly AFolder folder = new();
    private readonly Random random = new(8);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_at_any_moment_all_that_was_acknowledged_is_there_and_nothing_is_half_there()
    {
        Worker[] workers =
        [
            new SingleObjects(1, "haven/a"), new SingleObjects(2, "haven/b"), new ObjectsInParts(3, "haven/c"),
            new Versions(4, "oud/d"), new Versions(5, "oud/e"),
        ];
        for (var kill = 0; kill <= Kills; kill++)
        {
            var (process, address) = await VaultProcess.StartAsync("serve", folder.Path);
            using (process)
            using (var customer = new S3Customer(address, folder.Credential))
            {
                await (kill == 0 ? MakeBucketsAsync(customer) : Task.WhenAll(workers.Select(w => w.CheckAsync(customer))));
                await (kill == Kills ? Task.CompletedTask : WorkUntilKilledAsync(process, customer, workers));
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            CheckLog(await folder.CheckAsync(midWrite: true), workers);
        }

        Assert.Equal(0, await folder.StraysAfterCareAsync());
    }

    private static async Task MakeBucketsAsync(S3Customer customer)
    {
        await customer.DoAsync("PUT", "/haven");
        await customer.DoAsync("PUT", "/oud");
        await customer.DoAsync("PUT", "/oud?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"u8.ToArray());
    }

    private async Task WorkUntilKilledAsync(Process process, S3Customer customer, Worker[] workers)
    {
        var (left, enough) = (random.Next(1, MostAnswersBeforeAKill), new TaskCompletionSource());
        var working = Task.WhenAll(workers.Select(worker => worker.WorkAsync(customer, () =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                enough.SetResult();
            }
        })));
        await Task.WhenAny(enough.Task, working);
        process.Kill();
        await working;
    }

    /// <summary>A change and its entry are never there without the other.</summary>
    private static void CheckLog(List<LogEntry> entries, Worker[] workers)
    {
        foreach (var worker in workers)
        {
            var logged = entries.Count(e => e.OnWhat.StartsWith(worker.Place, StringComparison.Ordinal) &&
                e.What is "s3:PutObject" or "s3:CompleteMultipartUpload" or "s3:DeleteObject");
            Assert.InRange(logged, worker.Acknowledged, worker.Acknowledged + worker.Unanswered);
        }
    }

    /// <summary>Someone who changes one thing after the other under keys of their own, and remembers what was answered.</summary>
    private abstract class Worker(int seed, string place)
    {
        private readonly Random random = new(seed);
        private int number = seed * 1_000_000;

        public string Place => place;

        /// <summary>Changes that were acknowledged.</summary>
        public int Acknowledged { get; private set; }

        /// <summary>Changes that were asked for and not answered, for the server was killed.</summary>
        public int Unanswered { get; private set; }

        public async Task WorkAsync(S3Customer customer, Action answered)
        {
            try
            {
                while (true)
                {
                    await ChangeAsync(customer, $"{place}{random.Next(4)}", random.Next(100), ++number);
                    Acknowledged++;
                    answered();
                }
            }
            catch (HttpRequestException)
            {
                Unanswered++;
            }
        }

        /// <summary>Changes something; what is remembered before and after asking tells what may be there.</summary>
        protected abstract Task ChangeAsync(S3Customer customer, string key, int chance, int number);

        /// <summary>Checks that all that was acknowledged is there, and what is there besides is whole; remembers that.</summary>
        public abstract Task CheckAsync(S3Customer customer);

        protected static (string, string) Number(int number) => ("x-amz-meta-number", $"{number}");

        protected static int NumberOf(S3Said said) => int.Parse(said.Header("x-amz-meta-number")!);
    }

    private class SingleObjects(int seed, string place) : Worker(seed, place)
    {
        /// <summary>By key: the number of the object that is there, 0 for none; and of what may have replaced it.</summary>
        private readonly ConcurrentDictionary<string, (int Known, int? Perhaps)> objects = new();

        public override async Task CheckAsync(S3Customer customer)
        {
            foreach (var (key, (known, perhaps)) in objects)
            {
                var said = await customer.AskAsync("GET", $"/{key}");
                var found = said.Status == 404 ? 0 : NumberOf(said);
                Assert.True(found == known || found == perhaps, $"{key} is {found}, not {known} or perhaps {perhaps}");
                if (found != 0)
                {
                    CheckContent(said, found);
                }

                objects[key] = (found, null);
            }
        }

        protected override async Task ChangeAsync(S3Customer customer, string key, int chance, int number)
        {
            var known = objects.GetValueOrDefault(key).Known;
            var becomes = known != 0 && chance < 30 ? 0 : number;
            objects[key] = (known, becomes);
            await (becomes == 0 ? customer.DoAsync("DELETE", $"/{key}") : PutAsync(customer, $"/{key}", becomes));
            objects[key] = (becomes, null);
        }

        protected virtual Task<S3Said> PutAsync(S3Customer customer, string path, int number) =>
            customer.DoAsync("PUT", path, S3Customer.Content(number), Number(number));

        protected virtual void CheckContent(S3Said said, int number)
        {
            Assert.True(said.Body.AsSpan().SequenceEqual(S3Customer.Content(number)));
            Assert.Equal(S3Customer.TagOf(said.Body), said.Header("ETag"));
        }
    }

    /// <summary>Each is put in parts: mostly one small one, so that most kills fall in beginning and completing.</summary>
    private sealed class ObjectsInParts(int seed, string place) : SingleObjects(seed, place)
    {
        private const int LeastPart = 5 * 1024 * 1024;

        protected override Task<S3Said> PutAsync(S3Customer customer, string path, int number) =>
            customer.PutInPartsAsync(path, [("x-amz-meta-number", $"{number}")], Parts(number));

        protected override void CheckContent(S3Said said, int number) =>
            Assert.True(said.Body.AsSpan().SequenceEqual(Parts(number) is [var first, var second] ? [.. first, .. second] : Parts(number)[0]));

        private static byte[][] Parts(int number)
        {
            var small = S3Customer.Content(number);
            if (number % 7 != 0)
            {
                return [small];
            }

            var large = new byte[LeastPart];
            new Random(-number).NextBytes(large);
            return [large, small];
        }
    }

    private sealed class Versions(int seed, string place) : Worker(seed, place)
    {
        /// <summary>The versions that are there, in the order of their acknowledgement; a number of 0 is a delete marker.</summary>
        private readonly List<(string Key, string Id, int Number)> versions = [];
        private (string Key, string Id)? perhapsGone;
        private (string Key, int Number)? perhapsThere;

        public override async Task CheckAsync(S3Customer customer)
        {
            var bucket = Place.Split('/')[0];
            var list = await customer.DoAsync("GET", $"/{bucket}?versions=&prefix={Place.Split('/')[1]}");
            var found = XDocument.Parse(list.Text).Root!.Elements().Where(e => e.Name.LocalName is "Version" or "DeleteMarker").Select(e =>
                (Key: $"{bucket}/{Word(e, "Key")}", Id: Word(e, "VersionId"), IsMarker: e.Name.LocalName == "DeleteMarker")).ToList();

            foreach (var (key, id, number) in versions.ToList())
            {
                if (!found.Any(f => (f.Key, f.Id) == (key, id)))
                {
                    Assert.Equal(perhapsGone, (key, id));
                    versions.Remove((key, id, number));
                }
                else if (number != 0)
                {
                    Assert.Equal(number, await ReadAsync(customer, key, id));
                }
            }

            foreach (var (key, id, isMarker) in found.Where(f => !versions.Any(v => (v.Key, v.Id) == (f.Key, f.Id))))
            {
                var number = isMarker ? 0 : await ReadAsync(customer, key, id);
                Assert.Equal(perhapsThere, (key, number));
                versions.Add((key, id, number));
                perhapsThere = null;
            }

            (perhapsGone, perhapsThere) = (null, null);
            foreach (var key in found.Select(f => f.Key).Distinct())
            {
                Assert.Equal(versions.Where(v => v.Key == key).Select(v => v.Id).Reverse(), found.Where(f => f.Key == key).Select(f => f.Id));
            }
        }

        protected override async Task ChangeAsync(S3Customer customer, string key, int chance, int number)
        {
            if (chance < 30 && versions.FindIndex(v => v.Key == key) is var oldest and >= 0)
            {
                perhapsGone = (key, versions[oldest].Id);
                await customer.DoAsync("DELETE", $"/{key}?versionId={versions[oldest].Id}");
                versions.RemoveAt(oldest);
                perhapsGone = null;
                return;
            }

            perhapsThere = (key, chance < 45 ? 0 : number);
            var said = await (chance < 45
                ? customer.DoAsync("DELETE", $"/{key}")
                : customer.DoAsync("PUT", $"/{key}", S3Customer.Content(number), Number(number)));
            versions.Add((key, said.Header("x-amz-version-id")!, perhapsThere.Value.Number));
            perhapsThere = null;
        }

        private static async Task<int> ReadAsync(S3Customer customer, string key, string id)
        {
            var said = await customer.DoAsync("GET", $"/{key}?versionId={id}");
            Assert.True(said.Body.AsSpan().SequenceEqual(S3Customer.Content(NumberOf(said))));
            return NumberOf(said);
        }

        private static string Word(XElement of, string name) => of.Elements().Single(e => e.Name.LocalName == name).Value;
    }
}
