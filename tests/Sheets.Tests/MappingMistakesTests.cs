using System.Text.Json;
using Sluiswachter.Exchange.Sheets;
using Sluiswachter.Model;

namespace Sluiswachter.Sheets.Tests;

public sealed class MappingMistakesTests
{
    private static string Fact(string lines) => $"mapping: 1\nsheets:\n  - facts:\n    - fact: contracts\n      id: \"{{Nr}}\"\n      {lines}\n";

    private static IEnumerable<string> Mistakes(string mapping) =>
        Mapping.Read(Imported.WithParties(mapping), "map.yaml").Complaints.Select(c => c.In(Language.English));

    [Fact]
    public void A_mapping_without_mistakes_has_none() => Assert.Empty(Mistakes(Fact("currency: EUR")));

    [Theory]
    [InlineData("", "map.yaml:1:: the file is empty, not a mapping")]
    [InlineData("# niets\n", "map.yaml:1:: the file is empty, not a mapping")]
    [InlineData("mapping: 2\nsheets: [{facts: []}]", "map.yaml:1:: mapping version '2' is not known: expected 'mapping: 1'")]
    [InlineData("sheets: [{facts: []}]", "map.yaml:1:: the key 'mapping' is missing")]
    [InlineData("mapping: 1", "map.yaml:1:: the key 'sheets' is missing")]
    [InlineData("mapping: 1\nshets:\n  - facts: []\nsheets: [{facts: []}]", "map.yaml:2:: unknown key 'shets' (did you mean 'sheets'?)")]
    [InlineData("mapping: 1\nsheets:\n  - headers: 4\n    facts: []", "map.yaml:3:: unknown key 'headers' (did you mean 'header'?)")]
    [InlineData("mapping: 1\nsheets:\n  - header: vier\n    facts: []", "map.yaml:3:: found 'vier': expected a row such as 4, or rows such as 4-5")]
    [InlineData("mapping: 1\nsheets:\n  - header: 4-8\n    facts: []", "map.yaml:3:: found 5 header rows: expected one to three")]
    [InlineData("mapping: 1\nmapping: 1", "map.yaml:2:: 'mapping' stands here twice")]
    [InlineData("mapping: 1\nsheets: {facts: []}", "map.yaml:2:: found keys { }: expected a list")]
    [InlineData("mapping: 1\nfile: { encoding: cp1252 }\nsheets: [{facts: []}]", "map.yaml:2:: found 'cp1252': expected one of utf-8, windows-1252")]
    [InlineData("mapping: 1\nsheets:\n  - facts:\n    - fact: service\n", "map.yaml:4:: found 'service': expected one of sources, organisations, functions, suppliers, services, identifiers, ownership, contracts, requirements, alternatives, classifications, assessments, answers, attachments, exit_plans, exit_alternatives, migrations, decisions, migration_parts (did you mean 'services'?)")]
    [InlineData("mapping: 1\nsheets:\n  - facts:\n    - id: x\n", "map.yaml:4:: the key 'fact' is missing")]
    [InlineData("mapping: 1\nwords: { countries: { a: NL } }\nsheets: [{facts: []}]", "map.yaml:2:: found 'countries': expected another name")]
    [InlineData("mapping: 1\n\t- x", "map.yaml:2:: this is not YAML")]
    [InlineData("mapping: 1\nfacts:\n  - fact: sources\n    id: \"{bron}\"\n    name: x\nsheets: [{facts: []}]", "map.yaml:4:: unknown key 'bron'")]
    public void A_mistake_is_told_with_its_line_and_what_is_expected(string mapping, string mistake) =>
        Assert.StartsWith(mistake, string.Join("\n", Mistakes(mapping)), StringComparison.Ordinal);

    [Theory]
    [InlineData("curency: EUR", "map.yaml:6:: unknown key 'curency' (did you mean 'currency'?)")]
    [InlineData("ends_on: 31-12-2026", "map.yaml:6:: '31-12-2026' is not a date: expected yyyy-MM-dd")]
    [InlineData("currency: {Munt}", "map.yaml:6:: found {Munt}: expected quotes around a text that starts with a brace: \"{Munt}\"")]
    [InlineData("currency: \"{Munt\"", "map.yaml:6:: found '{Munt': expected a column between { and }")]
    [InlineData("currency: \"{}\"", "map.yaml:6:: found '{}': expected a column between { and }")]
    [InlineData("currency: [a, b]", "map.yaml:6:: found a list [ ]: expected a text, or { column: … }")]
    [InlineData("currency: { colum: Munt }", "map.yaml:6:: unknown key 'colum' (did you mean 'column'?)")]
    [InlineData("currency: { column: Munt, value: x }", "map.yaml:6:: found column, value: expected either column or value")]
    [InlineData("currency: { column: Munt, date: d-m-jjjj, words: countries }", "map.yaml:6:: found column, date, words: expected either column or value, and at most one of")]
    [InlineData("ends_on: { column: Tot, date: d-m }", "map.yaml:6:: found 'd-m': expected a date form with a day (d), a month (m) and a year (yyyy)")]
    [InlineData("ends_on: { column: Tot, date: dd-mm-jjjj uu:mm }", "map.yaml:6:: found 'dd-mm-jjjj uu:mm': expected a date form")]
    [InlineData("annual_cost: { column: Kosten, number: comma }", "map.yaml:6:: found 'comma': expected a way of writing numbers: 1.234,56; 1,234.56")]
    [InlineData("annual_cost: { column: Kosten, number: \"1.234,56\", units: { k: duizend } }", "map.yaml:6:: found 'duizend': expected what the unit multiplies by")]
    [InlineData("currency: { column: Munt, words: munten }", "map.yaml:6:: unknown key 'munten'")]
    [InlineData("marking: geheim", "map.yaml:6:: 'geheim' is refused as a marking")]
    [InlineData("basis: { column: X, words: { gemeten: mesured } }", "map.yaml:6:: 'mesured' is not one of: declared, measured, inferred")]
    public void A_mistake_in_a_column_is_told_before_any_row_is_read(string line, string mistake) =>
        Assert.StartsWith(mistake, Assert.Single(Mistakes(Fact(line))), StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_are_told_at_once() => Assert.Equal(3, Mistakes(Fact("curency: EUR\n      ends_on: morgen\n      starts_on: gisteren")).Count());

    [Fact]
    public void A_fact_that_lacks_what_it_needs_is_complained_about() => Assert.Equal(
        ["map.yaml:4:: suppliers needs 'name': expected a line that fills it"],
        Mistakes("mapping: 1\nsheets:\n  - facts:\n    - fact: suppliers\n      id: x\n"));

    [Theory]
    [InlineData("mapping: &a 1\nsheets: *a")]
    [InlineData("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]")]
    [InlineData("mapping: 1\nsheets: !!python/object x")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("mapping: 1\n---\nmapping: 1")]
    [InlineData("? [a]\n: b")]
    public void Yaml_that_can_grow_or_hide_is_refused(string mapping) =>
        Assert.Contains("not allowed in a mapping", Assert.Single(Mistakes(mapping)), StringComparison.Ordinal);

    [Fact]
    public void A_mapping_of_megabytes_is_refused() =>
        Assert.Contains("too large", Assert.Single(Mistakes("mapping: 1\n#" + new string('x', 2_000_000))), StringComparison.Ordinal);

    [Fact]
    public void Every_message_is_there_in_both_languages()
    {
        var english = Mistakes("mapping: 2\nshets: 1").ToList();
        var dutch = Mapping.Read("mapping: 2\nshets: 1", "map.yaml").Complaints.Select(c => c.In(Language.Dutch)).ToList();

        Assert.Equal("map.yaml:2:: onbekende sleutel 'shets' (bedoelt u 'sheets'?): verwacht mapping, name, file, values, words, every, facts, sheets", dutch[0]);
        Assert.Equal(english.Count, dutch.Count);
    }

    [Fact]
    public void The_published_schema_knows_the_same_keys_as_the_reader()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("content/mappings/mapping-1.schema.json")));
        var definitions = schema.RootElement.GetProperty("$defs");

        Assert.Equal(MappingReader.FileKeys, Keys(schema.RootElement));
        Assert.Equal(MappingReader.DialectKeys, Keys(schema.RootElement.GetProperty("properties").GetProperty("file")));
        Assert.Equal(MappingReader.SheetKeys, Keys(definitions.GetProperty("sheet")));
        Assert.Equal(MappingReader.RowKeys, Keys(definitions.GetProperty("sheet").GetProperty("properties").GetProperty("rows")));
        Assert.Equal(MappingValueReader.Keys, Keys(definitions.GetProperty("reading")));
        Assert.Equal(SheetEncodings.Names, Words(schema.RootElement.GetProperty("properties").GetProperty("file").GetProperty("properties").GetProperty("encoding")));
        Assert.Equal(MappingNumber.Forms, Words(definitions.GetProperty("reading").GetProperty("properties").GetProperty("number")));
        Assert.Equal(FactSchema.All.Select(s => s.Name), Words(definitions.GetProperty("fact").GetProperty("properties").GetProperty("fact")));
        Assert.Equal(
            FactSchema.All.SelectMany(s => s.Columns.Select(c => c.Name)).Distinct().Order(),
            Keys(definitions.GetProperty("fact")).Except(["fact", "when", "unless"]).Order());
    }

    private static IEnumerable<string> Keys(JsonElement part) => part.GetProperty("properties").EnumerateObject().Select(p => p.Name);

    private static IEnumerable<string> Words(JsonElement part) => part.GetProperty("enum").EnumerateArray().Select(w => w.GetString()!);
}
