using System.IO.Compression;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Tests;

public sealed class BundleWriterTests : IDisposable
{
    private static readonly FactSchema Sources = FactSchema.Of(FactKind.Source);
    private static readonly FactSchema Suppliers = FactSchema.Of(FactKind.Supplier);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Files_are_written_in_canonical_order_with_quotes_only_where_needed()
    {
        Write("out", Supplier("acme", "Acme, Inc."), Supplier("b", "'s-Hertogenbosch"), Supplier("c", "=cmd|'/c calc'!A1"));
        Assert.Equal(
            """
            id,name,country,organisation,valid_from,valid_until,source,basis,observed_on,marking
            acme,"Acme, Inc.",US,,,,,declared,,internal
            b,'s-Hertogenbosch,US,,,,,declared,,internal
            c,'=cmd|'/c calc'!A1,US,,,,,declared,,internal

            """,
            File.ReadAllText(scratch["out/suppliers.csv"]));
    }

    [Fact]
    public void Only_files_with_facts_are_written_and_told()
    {
        var written = BundleWriter.Write(scratch["out"], [(Sources, []), (Suppliers, [Supplier("a", "A"), Supplier("b", "B")])]);
        Assert.Equal([new WrittenFile("suppliers.csv", 2)], written.Value.Files);
        Assert.Equal(["suppliers.csv"], Names("out"));
    }

    [Fact]
    public void An_export_of_nothing_is_an_empty_bundle()
    {
        Write("out.zip");
        Write("out");
        Assert.Empty(Names("out"));
        Assert.False(Bundle.Open(scratch["out.zip"]).Complaints.HaveErrors);
    }

    [Fact]
    public void The_same_facts_give_the_same_bytes()
    {
        Write("one.zip", Supplier("a", "A"));
        Write("two.zip", Supplier("a", "A"));
        Assert.Equal(File.ReadAllBytes(scratch["one.zip"]), File.ReadAllBytes(scratch["two.zip"]));
        using var zip = ZipFile.OpenRead(scratch["one.zip"]);
        Assert.Equal(new DateTime(1980, 1, 1), zip.Entries.Single().LastWriteTime.DateTime);
    }

    [Fact]
    public void An_empty_folder_is_filled_and_stays_the_same_folder()
    {
        Directory.CreateDirectory(scratch["real"]);
        Directory.CreateSymbolicLink(scratch["out"], scratch["real"]);
        Write("out", Supplier("a", "A"));
        Assert.Equal(["suppliers.csv"], Names("real"));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_refused_and_untouched()
    {
        scratch.Put("out/notes.txt", "mine");
        Assert.Contains("is not an empty folder", Refusal("out"), StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Names("out"));
    }

    [Fact]
    public void A_file_is_never_overwritten()
    {
        scratch.Put("out", "mine");
        scratch.Put("out.zip", "mine");
        Assert.Contains("is not an empty folder", Refusal("out"), StringComparison.Ordinal);
        Assert.Contains("exists already", Refusal("out.zip"), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(scratch["out.zip"]));
    }

    [Theory]
    [InlineData("no/such/out")]
    [InlineData("no/such/out.zip")]
    public void A_place_in_a_folder_that_is_not_there_is_refused(string name)
    {
        Assert.Contains("does not exist", Refusal(name), StringComparison.Ordinal);
        Assert.Empty(Names("."));
    }

    [Theory]
    [InlineData("out", false)]
    [InlineData("out", true)]
    [InlineData("out.zip", false)]
    public void A_failure_on_the_way_leaves_nothing_behind(string name, bool exists)
    {
        if (exists)
        {
            Directory.CreateDirectory(scratch[name]);
        }

        Assert.Throws<IOException>(() => BundleWriter.Write(scratch[name], [(Sources, [Source()]), (Suppliers, Failing())]));
        Assert.Equal(exists ? [name] : [], Names("."));
        Assert.True(!exists || Names(name).Length == 0);

        static IEnumerable<Cell[]> Failing()
        {
            yield return Supplier("a", "A");
            throw new IOException("the store went away");
        }
    }

    [Fact]
    public void A_kind_that_comes_twice_is_a_bug()
    {
        Assert.Throws<ArgumentException>(() => BundleWriter.Write(
            scratch["out"], [(Suppliers, [Supplier("a", "A")]), (Suppliers, [Supplier("b", "B")])]));
        Assert.Empty(Names("."));
    }

    private void Write(string name, params Cell[][] suppliers) =>
        Assert.True(BundleWriter.Write(scratch[name], [(Suppliers, suppliers)]).Holds);

    private string Refusal(string name) =>
        BundleWriter.Write(scratch[name], [(Suppliers, [Supplier("a", "A")])]).Problem!.ToString();

    private string[] Names(string folder) =>
        [.. new DirectoryInfo(scratch[folder]).EnumerateFileSystemInfos().Select(f => f.Name)];

    private static Cell[] Supplier(string id, string name) => Suppliers.Write(new Supplier(
        EntityId.Of(id).Value, Label.Of(name).Value, Country.Of("US").Value, null, Provenance.Unstated));

    private static Cell[] Source() => Sources.Write(new Source(
        SourceId.Of("s").Value, Label.Of("S").Value, null, null, null, null, Provenance.Unstated));
}
