using Sluiswachter.Exchange;
using Sluiswachter.ForeignData;
using Sluiswachter.Model;

namespace Sluiswachter.Foreign.Tests;

public sealed class FedrampTests
{
    private static readonly DateOnly Snapshot = new(2026, 4, 28);

    [Fact]
    public void What_a_service_leverages_is_what_it_needs()
    {
        var register = Extract();
        var needs = register.The<Requirement>("fedramp:FR2504148525:on:AGENCYAMAZONEW");
        Assert.Equal("fedramp:FR2504148525", needs.Consumer.Text);
        Assert.Equal(Purpose.Hosting, needs.Purpose);
        Assert.Contains(register.All<Alternative>(), a => a.Requirement == needs.Id && a.Service.Text == "fedramp:AGENCYAMAZONEW");
    }

    [Fact]
    public void Every_fact_is_declared_and_observed_on_the_day_of_the_snapshot() =>
        Assert.All(Extract().All<Requirement>(), r =>
        {
            Assert.Equal(Basis.Declared, r.Provenance.Basis);
            Assert.Equal(Snapshot, r.Provenance.ObservedOn);
            Assert.Equal(Validity.Always, r.Provenance.Validity);
            Assert.Equal(Marking.Public, r.Provenance.Marking);
        });

    [Fact]
    public void No_country_is_inferred() => Assert.All(Extract().All<Supplier>(), s => Assert.Null(s.Country));

    [Fact]
    public void Suppliers_that_look_alike_stay_apart()
    {
        var medallia = Extract().All<Supplier>().Where(s => s.Name.Text.StartsWith("Medallia")).ToList();
        Assert.Equal(["Medallia Inc.", "Medallia, Inc."], medallia.Select(s => s.Name.Text).Order());
        Assert.All(medallia, s => Assert.StartsWith("fedramp:supplier:medallia-inc-", s.Id.Text));
    }

    [Fact]
    public void The_order_of_the_file_does_not_change_an_id()
    {
        var text = File.ReadAllText(Path.Combine(DataFolders.Extracts, "marketplace-extract.json"));
        var root = System.Text.Json.Nodes.JsonNode.Parse(text)!;
        var products = root["data"]!["Products"]!.AsArray();
        var turned = products.Reverse().Select(p => p!.DeepClone()).ToArray();
        products.Clear();
        Array.ForEach(turned, p => products.Add(p));
        using var file = new TempFile(root.ToJsonString());

        Assert.Equal(
            Extract().All<Supplier>().Select(s => (s.Id, s.Name)).OrderBy(s => s.Id.Text),
            new PlainRegister().Add(ForeignFedramp.Read(file.Path).Tables).All<Supplier>()
                .Select(s => (s.Id, s.Name)).OrderBy(s => s.Id.Text));
    }

    [Fact]
    public void A_part_of_a_department_has_it_as_parent_and_in_its_name()
    {
        var service = Extract().The<Organisation>("fedramp:22-034-03");
        Assert.Equal("fedramp:22-034", service.Parent?.Text);
        Assert.Equal("Animal and Plant Health Inspection Service (Department of Agriculture)", service.Name.Text);
    }

    [Fact]
    public void What_is_left_out_is_counted()
    {
        var read = ForeignFedramp.Read(Path.Combine(DataFolders.Extracts, "marketplace-extract.json"));
        Assert.Equal(1, Assert.Single(read.LeftOut, l => l.What.English.StartsWith("services that list themselves")).Times);
        Assert.Equal(1, Assert.Single(read.LeftOut, l => l.What.English.StartsWith("sub-agencies")).Times);
    }

    [Fact]
    public void One_product_listed_twice_by_an_agency_is_one_function()
    {
        var read = Read("""
            { "meta": { "last_change": "2026-04-28T02:40:42.651Z" }, "data": {
              "Products": [{ "id": "P", "csp": "Acme", "cso": "Cloud" }],
              "Agencies": [{ "id": "A", "parent": "Agency", "auths": [{ "id": "P" }], "reuses": [{ "id": "P" }] }] } }
            """);
        Assert.Single(new PlainRegister().Add(read.Tables).All<Function>());
        Assert.Equal(1, Assert.Single(read.LeftOut).Times);
    }

    [Theory]
    [InlineData("""{ "meta": { "last_change": "2026-04-28" }, "data": { "Products": [{ "id": "P", "cso": "Cloud" }], "Agencies": [] } }""",
        "m.json:1:data.Products[0].csp: 'csp' is missing")]
    [InlineData("""{ "meta": { "last_change": "2026-04-28" }, "data": { "Products": [{ "id": 7, "csp": "A", "cso": "C" }], "Agencies": [] } }""",
        "m.json:1:data.Products[0].id: this is a number: expected a text")]
    [InlineData("""{ "meta": { "last_change": "2026-04-28" }, "data": { "Products": [{ "id": "a b", "csp": "A", "cso": "C" }], "Agencies": [] } }""",
        "m.json:1:data.Products[0].id: 'fedramp:a b' is not an id")]
    [InlineData("""{ "meta": { "last_change": "yesterday" }, "data": { "Products": [], "Agencies": [] } }""",
        "m.json:0:meta.last_change: 'yesterday' is not a date")]
    [InlineData("""{ "meta": { "last_change": "2026-04-28" }, "data": { "Products": {}, "Agencies": [] } }""",
        "m.json:0:data.Products: this is an object: expected a list")]
    [InlineData("""{ "meta": { "last_change": "2026-04-28" }, "data": { "Products": [5], "Agencies": [] } }""",
        "m.json:1:data.Products[0]: this is a number: expected an object")]
    [InlineData("""{ "meta": { "last_change": "2026-04-28" } }""", "m.json:0:data: 'data' is missing")]
    [InlineData("{ \"meta\": {\n \"last_change\": \"2026", "m.json:2:: this is not JSON from byte")]
    [InlineData("[]", "m.json:0:: this is a list: expected an object")]
    public void What_is_wrong_is_said_with_its_place_and_nothing_is_read(string json, string complaint)
    {
        var read = Read(json);
        Assert.Contains(read.Complaints, c => c.In(Language.English).StartsWith(complaint));
        Assert.Empty(read.Tables);
    }

    [Fact]
    public void A_thousand_brackets_are_refused_quietly() =>
        Assert.Contains("at most 64 levels deep", Assert.Single(Read(new string('[', 1000)).Complaints).In(Language.English));

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        var read = Read("""
            { "meta": { "last_change": "2026-04-28" }, "data": {
              "Products": [{ "id": "P", "csp": "\ud800", "cso": "C" }], "Agencies": [] } }
            """);
        Assert.Contains(read.Complaints, c => c.Problem is UnprintableText);
    }

    [FullDataFact]
    public void The_snapshot_of_28_April_2026_has_642_services_241_bodies_and_2962_functions()
    {
        var register = Full();
        Assert.Equal(642, register.All<Service>().Count);
        Assert.Equal(558, register.All<Supplier>().Select(s => s.Id).Distinct().Count());
        Assert.Equal(241, register.All<Organisation>().Count);
        Assert.Equal(2962, register.All<Function>().Count);
        Assert.Equal(56, register.All<Service>().Count(s => System.Numerics.BitOperations.PopCount((uint)s.Models) > 1));
        register.RefersOnlyToWhatIsThere();
    }

    [FullDataFact]
    public void Without_both_Amazon_services_388_services_2101_functions_and_220_bodies_stop()
    {
        var register = Full();
        var stopped = register.Stopped(Snapshot, [], "fedramp:AGENCYAMAZONEW", "fedramp:F1603047866");
        var functions = register.All<Function>().Where(f => stopped.Contains(f.Id.Text)).ToList();
        Assert.Equal(388, register.All<Service>().Count(s => stopped.Contains(s.Id.Text)));
        Assert.Equal(2101, functions.Count);
        Assert.Equal(220, functions.Select(f => f.Organisation).Distinct().Count());
    }

    [FullDataFact]
    public void Seven_services_that_list_themselves_are_dropped_and_counted()
    {
        var read = ForeignFedramp.Read(DataFolders.InFull("fedramp", "marketplace-2026-04-28.json"));
        Assert.Equal(7, Assert.Single(read.LeftOut, l => l.What.English.StartsWith("services that list themselves")).Times);
        Assert.Empty(read.Complaints);
    }

    private static ForeignFacts Read(string json)
    {
        using var file = new TempFile(json, "m.json");
        return ForeignFedramp.Read(file.Path);
    }

    private static PlainRegister Extract() =>
        new PlainRegister().Add(ForeignFedramp.Read(Path.Combine(DataFolders.Extracts, "marketplace-extract.json")).Tables);

    private static PlainRegister Full() =>
        new PlainRegister().Add(ForeignFedramp.Read(DataFolders.InFull("fedramp", "marketplace-2026-04-28.json")).Tables);
}
