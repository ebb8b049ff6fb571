using System.Text;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class SqliteShortBlobTests() : ShortBlobContract(new Sqlite());

public sealed class PostgresShortBlobTests(Fixtures.PostgresServer server) : ShortBlobContract(new Postgres(server));

/// <summary>Short sealed streams are in the catalogue, with what refers to them.</summary>
public abstract class ShortBlobContract(Engine engine) : IDisposable
{
    private static readonly byte[] Short = Encoding.UTF8.GetBytes("sealed and short");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");

    public void Dispose()
    {
        engine.Dispose();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void One_comes_with_what_refers_to_it_and_goes_when_its_removal_is_noted()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change => change.Put(WithShort("a", 1)));
        Assert.Equal(Short, catalogue.ShortBlob(Blob(1)));
        Assert.Null(catalogue.ShortBlob(Blob(2)));
        catalogue.Do(change => change.Remove(Harbour, Key("a"), Id(1)));
        Assert.Equal(Short, catalogue.ShortBlob(Blob(1)));
        catalogue.Removed(catalogue.Garbage(10));
        Assert.Null(catalogue.ShortBlob(Blob(1)));
    }

    [Fact]
    public void One_of_a_part_that_an_object_is_made_of_stays_when_the_upload_has_gone()
    {
        var catalogue = engine.Open().WithHarbour();
        catalogue.Do(change =>
        {
            change.Put(Upload("a", 7));
            var part = Part(7, 1, 1);
            change.Put(part with { Part = part.Part with { Sealed = Short } });
            change.Put(Object("a", 1, 1));
            change.Remove(Upload("a", 7).Id);
        });
        catalogue.Removed(catalogue.Garbage(10));
        Assert.Equal(Short, catalogue.ShortBlob(Blob(1)));
    }

    [Fact]
    public void One_whose_change_is_taken_back_was_never_there()
    {
        var catalogue = engine.Open().WithHarbour();
        Assert.Throws<InvalidDataException>(() => catalogue.Do(change =>
        {
            change.Put(WithShort("a", 1));
            throw new InvalidDataException();
        }));
        Assert.Null(catalogue.ShortBlob(Blob(1)));
    }

    [Fact]
    public async Task Any_range_of_a_short_or_a_long_one_is_read_wherever_it_is()
    {
        var catalogue = engine.Open().WithHarbour();
        using var disk = DiskBlobs.Open(folder.FullName).Value;
        using var blobs = new CatalogueBlobs(catalogue, disk);
        var @long = new byte[3 * CatalogueBlobs.Longest];
        new Random(4).NextBytes(@long);
        catalogue.Do(change => change.Put(WithShort("a", 1)));
        await blobs.WriteAsync(Blob(2), new MemoryStream(@long), Stop);
        long[] places = [0, 1, 15, 16, 17, CatalogueBlobs.Longest, CatalogueBlobs.Longest + 1, 2 * CatalogueBlobs.Longest, long.MaxValue];
        foreach (var (offset, length) in places[..^1].SelectMany(offset => places.Select(length => (offset, length))))
        {
            Assert.Equal(Slice(Short, offset, length), await ReadAsync(blobs, 1, offset, length));
            Assert.Equal(Slice(@long, offset, length), await ReadAsync(blobs, 2, offset, length));
            Assert.Null(await blobs.ReadAsync(Blob(3), offset, length, Stop));
        }

        Assert.Equal([Blob(2)], await blobs.ListAsync(Stop).Select(kept => kept.Id).ToListAsync(Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static ObjectVersion WithShort(string key, int number) =>
        Object(key, number) with { Parts = [Part(1, number) with { Sealed = Short }] };

    private static byte[] Slice(byte[] bytes, long offset, long length) =>
        [.. bytes.Skip((int)Math.Min(offset, bytes.Length)).Take((int)Math.Min(length, bytes.Length))];

    private static async Task<byte[]> ReadAsync(CatalogueBlobs blobs, int blob, long offset, long length)
    {
        await using var stream = (await blobs.ReadAsync(Blob(blob), offset, length, Stop))!;
        var into = new MemoryStream();
        await stream.CopyToAsync(into, Stop);
        return into.ToArray();
    }
}
