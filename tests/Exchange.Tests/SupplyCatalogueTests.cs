namespace Sluiswachter.Exchange.Tests;

/// <summary>The catalogue of supply is content: what ships holds together, and what is wrong is said with its place.</summary>
public sealed class SupplyCatalogueTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("catalogue").FullName;

    public SupplyCatalogueTests()
    {
        foreach (var file in Directory.GetFiles(Shipped(), "*.csv"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    [Fact]
    public void What_ships_can_be_read_and_every_offer_does_something_and_lacks_something()
    {
        var catalogue = ForeignSupply.Read(folder).Value!;
        Assert.All(catalogue.Offers, o => Assert.True(o.Capabilities.Count > 0 && o.Gaps.Count > 0, o.Id));
        Assert.All(catalogue.Services, s => Assert.NotEmpty(s.Capabilities));
        Assert.All(catalogue.Services, s => Assert.Equal(s, catalogue.Recognise(s.Phrases[0])));
        Assert.All(catalogue.Offers.SelectMany(o => o.Gaps.Select(g => (o, g))), x => Assert.True(
            x.g.Capability is null || x.o.Capabilities.Any(c => c.Capability == x.g.Capability), $"{x.o.Id}: a gap in what it does not do"));
    }

    [Theory]
    [InlineData("Microsoft 365 mail", "known:exchange-online")]
    [InlineData("fedramp:MICROSOFT-365-GCC", "known:microsoft-365")]
    [InlineData("Microsoft 3650", null)]
    [InlineData("Azure Blob Storage", "known:azure-blob")]
    [InlineData("bluebox enterprises", null)]
    public void A_service_is_the_one_whose_longest_phrase_it_holds_as_whole_words(string name, string? id) =>
        Assert.Equal(id, ForeignSupply.Read(folder).Value!.Recognise(name)?.Id);

    [Theory]
    [InlineData("offers.csv", "x,X,S,UK,,service,,,saas,,n,n,read,s,s,", "supplier_country")]
    [InlineData("offers.csv", "x,X,S,NL,Acme,service,,,saas,,n,n,read,s,s,", "controllers")]
    [InlineData("offers.csv", "x,X,S,NL,Acme (XX),service,,,saas,,n,n,read,s,s,", "controllers")]
    [InlineData("offers.csv", "x,X,S,NL,,thing,,,saas,,n,n,read,s,s,", "kind")]
    [InlineData("offers.csv", "x,X,S,NL,,service,,,cloud,,n,n,read,s,s,", "models")]
    [InlineData("offers.csv", "x,X,S,NL,,service,,,saas,,n,n,sure,s,s,", "certainty")]
    [InlineData("offers.csv", "x,X,S,NL,,service,,,saas,,n,n,read,,s,", "source_en")]
    [InlineData("offers.csv", "offer:opendesk,X,S,NL,,service,,,saas,,n,n,read,s,s,", "id")]
    [InlineData("offer_capabilities.csv", "offer:opendesk,mail,partial", "capability")]
    [InlineData("offer_capabilities.csv", "offer:opendesk,coffee,full", "capability")]
    [InlineData("offer_capabilities.csv", "offer:nobody,mail,full", "offer")]
    [InlineData("gaps.csv", "offer:opendesk,,moral,g,g,read,s,s,", "kind")]
    [InlineData("purposes.csv", "fun,mail", "purpose")]
    public void A_wrong_cell_is_said_with_its_file_and_column(string file, string row, string column)
    {
        File.AppendAllText(Path.Combine(folder, file), row + "\n");
        var reading = ForeignSupply.Read(folder);
        Assert.Null(reading.Value);
        var place = Assert.Single(reading.Complaints).Place;
        Assert.Equal((file, column), (place.File, place.Column));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Shipped()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Sluiswachter.slnx")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        return Path.Combine(root, "content", "catalogue");
    }
}
