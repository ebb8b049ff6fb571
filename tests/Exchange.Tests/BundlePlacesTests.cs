using System.IO.Compression;
using static Sluiswachter.Exchange.Tests.BundleReading;

namespace Sluiswachter.Exchange.Tests;

/// <summary>Where a bundle may be: a folder, a zip of it, a single file; and what may stand beside it.</summary>
public sealed class BundlePlacesTests : IDisposable
{
    private const string Suppliers = "id,name\nacme,Acme\n";
    private const string Services = "id,name,supplier\nacme-cloud,Acme Cloud,acme\n";

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_folder_is_read_in_the_order_in_which_facts_refer_to_each_other()
    {
        scratch.Put("services.csv", Services);
        scratch.Put("suppliers.csv", Suppliers);
        Assert.Equal(["2: acme | Acme", "2: acme-cloud | Acme Cloud | acme"], Of(scratch.Folder).Sound());
    }

    [Theory]
    [InlineData("")]
    [InlineData("export 2026/")]
    public void A_zip_holds_its_files_at_the_root_or_in_one_folder(string folder)
    {
        var zip = Zip((folder, ""), (folder + "services.csv", Services), (folder + "suppliers.csv", Suppliers));
        Assert.Equal(["2: acme | Acme", "2: acme-cloud | Acme Cloud | acme"], Of(zip).Sound());
    }

    [Fact]
    public void A_zip_needs_no_name_that_says_so()
    {
        var zip = Zip(("suppliers.csv", Suppliers));
        File.Move(zip, scratch["upload"]);
        Assert.Equal(["2: acme | Acme"], Of(scratch["upload"]).Sound());
    }

    [Fact]
    public void A_single_file_is_a_bundle() =>
        Assert.Equal(["2: acme | Acme"], Of(scratch.Put("suppliers.csv", Suppliers)).Sound());

    [Theory]
    [InlineData("leveranciers.csv", "'leveranciers.csv' is not part of a register bundle: expected a folder, a zip, or one of sources.csv, ")]
    [InlineData("nowhere", "there is nothing at ")]
    public void Other_paths_are_refused(string name, string because)
    {
        scratch.Put("leveranciers.csv", Suppliers);
        Assert.Contains(because, Of(scratch[name]).Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_files_and_folders_are_warnings_that_name_them()
    {
        scratch.Put("suppliers.csv", Suppliers);
        scratch.Put("Services.csv", Services);
        scratch.Put("old/suppliers.csv", Suppliers);
        scratch.Put("inner.zip", "PK");
        var reading = Of(scratch.Folder);
        Assert.Empty(reading.Errors);
        Assert.Equal(["2: acme | Acme"], reading.Rows);
        Assert.Equal(["Services.csv:0:", "inner.zip:0:", "old/:0:"], reading.Warnings.Select(w => w[..(w.IndexOf(": ", StringComparison.Ordinal))]));
    }

    [Fact]
    public void Texts_that_belong_beside_a_bundle_are_left_alone()
    {
        foreach (var name in new[] { "README.md", "LICENSE", "LICENCE.txt", "suppliers.csv.license", "ATTRIBUTION.txt" })
        {
            scratch.Put(name, "words");
        }

        scratch.Put("suppliers.csv", Suppliers);
        Assert.Equal(["2: acme | Acme"], Of(scratch.Folder).Sound());
    }

    [Fact]
    public void A_folder_without_anything_holds_no_facts_and_a_warning_says_so()
    {
        var reading = Of(scratch.Folder);
        Assert.Empty(reading.Errors);
        Assert.Contains("there is no file of a register bundle here", reading.Warnings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_other_things_only_is_refused()
    {
        scratch.Put("facts.xlsx", "PK");
        Assert.Contains("there is no file of a register bundle here", Of(scratch.Folder).Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_with_files_in_several_folders_is_refused() => Assert.Contains(
        "files of a bundle stand in several folders of the zip (a/, b/)",
        Of(Zip(("a/suppliers.csv", Suppliers), ("b/services.csv", Services))).Errors.Single(), StringComparison.Ordinal);

    [Fact]
    public void Files_deeper_in_a_zip_are_unknown() => Assert.Equal(
        ["__MACOSX/x/suppliers.csv", "inner.zip"],
        Of(Zip(("suppliers.csv", Suppliers), ("__MACOSX/x/suppliers.csv", "x"), ("inner.zip", "PK"))).Warnings
            .Select(w => w.Split(':')[0]));

    [Fact]
    public void A_link_to_a_file_is_followed()
    {
        var real = scratch.Put("real/suppliers.csv", Suppliers);
        Directory.CreateDirectory(scratch["bundle"]);
        File.CreateSymbolicLink(scratch["bundle/suppliers.csv"], real);
        Assert.Equal(["2: acme | Acme"], Of(scratch["bundle"]).Sound());
    }

    [Theory]
    [InlineData("suppliers.csv", true)]
    [InlineData("services.csv", false)]
    public void A_bundle_is_recognised_by_a_file_with_all_its_required_columns(string name, bool recognised) =>
        Assert.Equal(recognised, Bundle.Recognises(scratch.Put(name, Suppliers)));

    [Fact]
    public void A_zip_can_be_walked_twice_and_several_tables_at_once()
    {
        using var bundle = Bundle.Open(Zip(("suppliers.csv", Suppliers), ("services.csv", Services)));
        var (suppliers, services) = (bundle.Tables[0], bundle.Tables[1]);
        foreach (var supplier in suppliers.Rows([]))
        {
            Assert.Equal(supplier.Number, services.Rows([]).Single().Number);
        }

        Assert.Equal([(2, "acme")], suppliers.Ids());
    }

    private string Zip(params (string Name, string Text)[] files)
    {
        using var zip = ZipFile.Open(scratch["bundle.zip"], ZipArchiveMode.Create);
        foreach (var (name, text) in files.Where(f => f.Name.Length > 0))
        {
            using var entry = new StreamWriter(zip.CreateEntry(name).Open());
            entry.Write(text);
        }

        return scratch["bundle.zip"];
    }
}
