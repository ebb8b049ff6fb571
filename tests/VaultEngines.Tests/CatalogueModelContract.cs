using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class SqliteCatalogueModelTests() : CatalogueModelContract(new Sqlite());

public sealed class PostgresCatalogueModelTests(Fixtures.PostgresServer server) : CatalogueModelContract(new Postgres(server));

/// <summary>Whatever is done to it, a catalogue answers as the model does.</summary>
public abstract class CatalogueModelContract(Engine engine) : IDisposable
{
    private static readonly string[] Keys = ["a", "a/b", "a/c", "b", "é"];

    /// <summary>A history: per change some numbers that say what is done; one in five changes is taken back.</summary>
    [Fact]
    public void The_answer_of_the_catalogue_is_the_answer_of_the_model() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[][]>(), history =>
        {
            var address = engine.NewAddress();
            using var catalogue = Engine.At(address).WithHarbour();
            var model = new CatalogueModel();
            var blobs = 0;
            foreach (var (i, numbers) in history.Index())
            {
                var next = model.Copy();
                var random = new Random(i * 31 + numbers.Sum(n => n.Get));
                var isTakenBack = random.Next(5) == 0;
                try
                {
                    catalogue.Do(change =>
                    {
                        foreach (var number in numbers)
                        {
                            var before = next.Referred;
                            Step(change, next, new Random(number.Get * 7919 + i), ref blobs);
                            next.CollectSince(before);
                        }

                        if (isTakenBack)
                        {
                            throw new TimeoutException();
                        }
                    });
                    model = next;
                }
                catch (TimeoutException)
                {
                    // The model stays as it was; so must the catalogue.
                }

                Assert.Equal(model.Draw("", ""), CatalogueModel.Draw(catalogue, "", ""));
            }

            using var reopened = Engine.At(address);
            foreach (var (prefix, from) in new[] { ("", ""), ("a", ""), ("a/", ""), ("", "a/c"), ("a", "a/b"), ("b", "a"), ("x", "") })
            {
                Assert.Equal(model.Draw(prefix, from), CatalogueModel.Draw(reopened, prefix, from));
            }

            Assert.Equal(model.Referred, Enumerable.Range(1, blobs).Select(Blob).Where(reopened.Refers).ToHashSet());
            Assert.DoesNotContain(reopened.Garbage(1000), reopened.Refers);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(14));

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Does one thing to both.</summary>
    private static void Step(ICatalogueChange change, CatalogueModel model, Random random, ref int blobs)
    {
        var key = Keys[random.Next(Keys.Length)];
        switch (random.Next(9))
        {
            case 0 or 1 or 2:
                var put = random.Next(4) == 0 ? Marker(key, random.Next(3)) : Object(key, random.Next(6), Blobs(random, ref blobs));
                change.Put(put);
                model.Put(put);
                break;
            case 3 when model.Versions.Count > 0:
                var version = model.Versions[random.Next(model.Versions.Count)];
                change.Remove(Harbour, version.Key, version.Id);
                model.Remove(version.Key, version.Id);
                break;
            case 4 when model.Versions.Count > 0:
                var old = random.Next(model.Versions.Count);
                var until = new Retention(RetentionMode.Governance, Noon.AddMinutes(random.Next(9)));
                var update = model.Versions[old] with { HasLegalHold = random.Next(2) == 0, Retention = random.Next(2) == 0 ? null : until };
                change.Update(update);
                model.Versions[old] = update;
                break;
            case 5:
                var upload = Upload(key, ++blobs);
                change.Put(upload);
                model.Uploads.Add(upload);
                break;
            case 6 when model.Uploads.Count > 0:
                var part = Part(0, random.Next(1, 4), ++blobs) with { Upload = model.Uploads[random.Next(model.Uploads.Count)].Id };
                change.Put(part);
                model.Put(part);
                break;
            case 7 when model.Uploads.Count > 0:
                Complete(change, model, model.Uploads[random.Next(model.Uploads.Count)], random);
                break;
            default:
                Assert.Equal(model.Entries++, change.Append([1, 2, 3]));
                break;
        }
    }

    private static int[] Blobs(Random random, ref int blobs)
    {
        var fresh = new int[random.Next(3)];
        for (var i = 0; i < fresh.Length; i++)
        {
            fresh[i] = ++blobs;
        }

        return fresh;
    }

    /// <summary>Ends an upload: an object has some of its parts, or none.</summary>
    private static void Complete(ICatalogueChange change, CatalogueModel model, Upload upload, Random random)
    {
        var parts = model.Parts.Where(p => p.Upload == upload.Id && random.Next(3) > 0).Select(p => p.Part).ToList();
        var whole = Object(upload.Key.Text, random.Next(6)) with { Parts = parts };
        if (random.Next(2) == 0)
        {
            change.Put(whole);
            change.Remove(upload.Id);
        }
        else
        {
            change.Remove(upload.Id);
            change.Put(whole);
        }

        model.Put(whole);
        model.Remove(upload.Id);
    }
}
