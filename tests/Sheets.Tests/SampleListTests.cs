using Sluiswachter.Exchange.Sheets;
using Sluiswachter.Model;

namespace Sluiswachter.Sheets.Tests;

/// <summary>The example of docs/formats/spreadsheet.md, from file to facts.</summary>
public sealed class SampleListTests
{
    private static readonly Mapping Sample = Mapping.Open(Repository.PathOf("samples/spreadsheet/mapping.yaml")).Mapping!;

    private static Imported Read() => Imported.From(
        SheetWorkbook.Open(Repository.PathOf("samples/spreadsheet/applicaties.csv"), Sample.Dialect).Workbook!, Sample);

    [Fact]
    public void The_list_of_Gemeente_Voorbeeld_is_read_without_a_complaint()
    {
        var imported = Read();

        Assert.Empty(imported.Complaints);
        Assert.Equal(
            "sources 1, organisations 1, functions 8, suppliers 5, services 8, contracts 5, requirements 8, alternatives 8",
            string.Join(", ", imported.Facts.GroupBy(f => f.Split(' ')[0]).Select(g => $"{g.Key} {g.Count()}")));
    }

    [Fact]
    public void Its_facts_are_what_the_page_says()
    {
        var facts = Read().Facts;

        Assert.Contains("suppliers id=supplier:atlantic-example-inc name=Atlantic Example Inc. country=US source=gemeente-voorbeeld:applicatielijst", Plain(facts));
        Assert.Contains("contracts id=gemeente-voorbeeld:C-2021-007 organisation=gemeente-voorbeeld supplier=supplier:atlantic-example-inc ends_on=2027-12-31 annual_cost=1250000 currency=EUR source=gemeente-voorbeeld:applicatielijst", Plain(facts));
        Assert.Contains("functions id=gemeente-voorbeeld:function:bediening-sluizen-en-bruggen:sluisbediening-singel organisation=gemeente-voorbeeld name=Bediening sluizen en bruggen (Sluisbediening Singel) criticality=essential max_tolerable_outage_hours=2 data_class=public personal_data=none source=gemeente-voorbeeld:applicatielijst", Plain(facts));
    }

    [Fact]
    public void Each_reference_is_to_a_fact_of_the_list()
    {
        var imported = Read();
        var ids = imported.Tables.SelectMany(t => t.Ids()).Select(i => i.Id).ToHashSet();

        foreach (var (kind, column) in new[] { ("services", "supplier"), ("functions", "organisation"), ("requirements", "consumer"), ("requirements", "contract"), ("alternatives", "requirement"), ("alternatives", "service") })
        {
            Assert.All(imported.Of(kind, column).Where(id => id.Length > 0), id => Assert.Contains(id, ids));
        }
    }

    [Fact]
    public void A_header_that_moved_is_noticed()
    {
        var workbook = Imported.Csv("Nog een titel\nen nog een\n" + File.ReadAllText(Repository.PathOf("samples/spreadsheet/applicaties.csv"))[6..]);

        var error = Assert.Single(Imported.From(workbook, Sample).Errors);
        Assert.Contains("and row 6 has some of these: is 'header' right?", error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Plain(IEnumerable<string> facts) =>
        facts.Select(f => f.Replace(" marking=internal", "", StringComparison.Ordinal));
}
