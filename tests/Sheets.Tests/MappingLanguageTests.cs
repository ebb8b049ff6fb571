using Sluiswachter.Exchange.Sheets;
using Sluiswachter.Model;

namespace Sluiswachter.Sheets.Tests;

public sealed class MappingLanguageTests
{
    private const string List = """
        Applicatie;Leverancier;Land leverancier;Soort cloud
        Zaak;Acme Inc.;Verenigde Staten;Publieke cloud
        Belasting;Acme Inc.;VS;publieke  cloud
        Burger;Polder BV;nederland;On-premise
        Eigenbouw;;;
        """;

    [Fact]
    public void One_row_gives_several_facts_and_one_supplier_on_many_rows_is_one()
    {
        var imported = Imported.FromCsv(List, """
            mapping: 1
            values: { body: gm0001 }
            words:
              clouds: { Publieke cloud: public, On-premise: on-premises }
            every: { source: lijst, marking: public }
            facts:
              - fact: sources
                id: lijst
                name: De lijst
              - fact: organisations
                id: "{body}"
                name: Gemeente Voorbeeld
            sheets:
              - facts:
                - fact: suppliers
                  when: Leverancier
                  id: supplier:{slug(Leverancier)}
                  name: "{Leverancier}"
                  country: { column: Land leverancier, words: countries }
                - fact: services
                  when: [Applicatie, Leverancier]
                  id: app:{slug(Applicatie)}
                  name: "{Applicatie}"
                  supplier: supplier:{slug(Leverancier)}
                  deployment: { column: soort CLOUD, words: clouds }
                - fact: functions
                  when: Applicatie
                  id: "{body}:{slug(Applicatie)}"
                  organisation: "{body}"
                  name: Werken met {Applicatie}
                - fact: requirements
                  when: [Applicatie, Leverancier]
                  id: use:{slug(Applicatie)}
                  consumer: "{body}:{slug(Applicatie)}"
                  purpose: hosting
                - fact: alternatives
                  when: [Applicatie, Leverancier]
                  requirement: use:{slug(Applicatie)}
                  service: app:{slug(Applicatie)}
            """);

        Assert.Equal([], imported.Complaints.Select(c => c.In(Language.English)));
        Assert.Equal(
            [
                "sources id=lijst name=De lijst marking=public",
                "organisations id=gm0001 name=Gemeente Voorbeeld source=lijst marking=public",
                "functions id=gm0001:zaak organisation=gm0001 name=Werken met Zaak source=lijst marking=public",
                "functions id=gm0001:belasting organisation=gm0001 name=Werken met Belasting source=lijst marking=public",
                "functions id=gm0001:burger organisation=gm0001 name=Werken met Burger source=lijst marking=public",
                "functions id=gm0001:eigenbouw organisation=gm0001 name=Werken met Eigenbouw source=lijst marking=public",
                "suppliers id=supplier:acme-inc name=Acme Inc. country=US source=lijst marking=public",
                "suppliers id=supplier:polder-bv name=Polder BV country=NL source=lijst marking=public",
                "services id=app:zaak name=Zaak supplier=supplier:acme-inc deployment=public source=lijst marking=public",
                "services id=app:belasting name=Belasting supplier=supplier:acme-inc deployment=public source=lijst marking=public",
                "services id=app:burger name=Burger supplier=supplier:polder-bv deployment=on-premises source=lijst marking=public",
                "requirements id=use:zaak consumer=gm0001:zaak purpose=hosting source=lijst marking=public",
                "requirements id=use:belasting consumer=gm0001:belasting purpose=hosting source=lijst marking=public",
                "requirements id=use:burger consumer=gm0001:burger purpose=hosting source=lijst marking=public",
                "alternatives requirement=use:zaak service=app:zaak source=lijst marking=public",
                "alternatives requirement=use:belasting service=app:belasting source=lijst marking=public",
                "alternatives requirement=use:burger service=app:burger source=lijst marking=public",
            ],
            imported.Facts);
    }

    private const string Suppliers = """
        mapping: 1
        sheets:
          - facts:
            - fact: suppliers
              when: Leverancier
              id: "{slug(Leverancier)}"
              name: "{Leverancier}"
              country: { column: Land, words: countries }
        """;

    [Fact]
    public void Rows_that_contradict_each_other_are_both_named()
    {
        var imported = Imported.FromCsv("Leverancier;Land\nAcme;VS\nPolder;NL\nAcme;Nederland\n", Suppliers);

        Assert.Equal(["lijst.csv:4:B (Land): suppliers 'acme' has country 'NL' here and 'US' at lijst.csv:2:B (Land): expected the same in both rows"], imported.Errors);
        Assert.Equal(["acme", "polder"], imported.Of("suppliers", "id"));
    }

    [Fact]
    public void What_one_row_leaves_open_another_fills_in()
    {
        var imported = Imported.FromCsv("Leverancier;Land\nAcme;\nAcme;VS\nAcme;\n", Suppliers);

        Assert.Equal(["suppliers id=acme name=Acme country=US"], imported.Facts);
        Assert.Empty(imported.Complaints);
    }

    [Fact]
    public void Names_that_differ_in_capitals_only_are_one_with_a_warning()
    {
        var imported = Imported.FromCsv("Leverancier;Land\nAcme;\nACME;VS\nACME;VS\n", Suppliers);

        Assert.Equal(["suppliers id=acme name=Acme country=US"], imported.Facts);
        Assert.Equal(["lijst.csv:3:A (Leverancier): 'ACME' is taken for 'Acme' of lijst.csv:2:A (Leverancier): only capitals differ",
            "lijst.csv:4:A (Leverancier): 'ACME' is taken for 'Acme' of lijst.csv:2:A (Leverancier): only capitals differ"], imported.Warnings);
    }

    [Fact]
    public void Spellings_that_the_mapping_declares_are_one_name()
    {
        var imported = Imported.FromCsv("Leverancier;Land\nAcme Inc.;\nAcme Incorporated;VS\n", Suppliers.Replace(
            "- facts:", "- spelling: { Leverancier: { Acme Incorporated: Acme Inc. } }\n    facts:", StringComparison.Ordinal));

        Assert.Equal(["suppliers id=acme-inc name=Acme Inc. country=US"], imported.Facts);
    }

    [Fact]
    public void A_word_outside_the_list_is_complained_about_once_with_the_nearest_word()
    {
        var imported = Imported.FromCsv("Leverancier;Land\nAcme;Nederlant\n", Suppliers);

        var error = Assert.Single(imported.Errors);
        Assert.StartsWith("lijst.csv:2:B (Land): 'Nederlant' is not in the word list (did you mean 'Nederland'?): expected ", error, StringComparison.Ordinal);
        Assert.Empty(imported.Facts);
    }

    [Fact]
    public void A_row_that_is_left_out_still_introduces_its_id()
    {
        var imported = Imported.FromCsv("Leverancier;Land\nAcme;Nederlant\n", Suppliers);

        Assert.Equal([(2L, "acme")], imported.Tables.SelectMany(t => t.Ids()));
    }

    [Fact]
    public void All_mistakes_of_a_row_are_told_at_once_and_each_cell_once()
    {
        var imported = Imported.FromCsv("Leverancier;Land\n!!!;Nergensland\n", Suppliers);

        Assert.Equal(
            ["lijst.csv:2:A (Leverancier): '!!!' holds no letter or digit to make an id of: expected a name",
                "lijst.csv:2:B (Land): 'Nergensland' is not in the word list"],
            imported.Errors.Select(e => e.Split(": expected one of its")[0]));
    }

    [Fact]
    public void A_required_cell_that_is_empty_is_complained_about_with_the_condition_that_would_help()
    {
        var imported = Imported.FromCsv("Leverancier;Land\n;NL\n", Suppliers.Replace("when: Leverancier", "when: Land", StringComparison.Ordinal));

        Assert.Equal(["lijst.csv:2:A (Leverancier): the cell is empty: expected a value for suppliers.id; if such rows give no suppliers, add 'when: Leverancier'",
            "lijst.csv:2:A (Leverancier): the cell is empty: expected a value for suppliers.name; if such rows give no suppliers, add 'when: Leverancier'"], imported.Errors);
    }

    [Theory]
    [InlineData("when: { Soort: [Publieke cloud, Hybride] }", "a b")]
    [InlineData("when: { Soort: publieke cloud }", "a")]
    [InlineData("when: { Soort: '' }", "d")]
    [InlineData("unless: Soort", "d")]
    [InlineData("unless: { Soort: [Publieke cloud, ''] }", "b c")]
    [InlineData("when: [Soort, { Naam: [a, d] }]", "a")]
    public void A_condition_says_which_rows_give_a_fact(string condition, string given)
    {
        var imported = Imported.FromCsv("Naam;Soort\na;Publieke cloud\nb;HYBRIDE\nc;Lokaal\nd;\n", $$"""
            mapping: 1
            sheets:
              - facts:
                - fact: suppliers
                  {{condition}}
                  id: "{Naam}"
                  name: "{Naam}"
            """);

        Assert.Equal(given, string.Join(' ', imported.Of("suppliers", "id")));
        Assert.All(imported.Warnings.Where(w => !w.Contains("does not use")), w => Assert.Contains("gives no fact", w));
    }

    [Theory]
    [InlineData("{ column: Cel, words: { A: EUR, '': USD } }", "", "currency=USD")]
    [InlineData("{ column: Cel, words: { A: EUR }, default: USD }", "", "currency=USD")]
    [InlineData("{ column: Cel, words: { A: EUR }, otherwise: USD }", "B", "currency=USD")]
    [InlineData("{ column: Cel, words: { A: EUR }, otherwise: 'munt {Cel} van {Nr}' }", "B", "currency=munt B van k1")]
    [InlineData("{ column: Cel, words: [{ A: EUR }, { A: USD, B: GBP }] }", "a", "currency=EUR")]
    [InlineData("{ column: $B, words: { A: EUR } }", "A", "currency=EUR")]
    [InlineData("'{upper(Cel)}'", "eur", "currency=EUR")]
    [InlineData("'{lower($b)}'", "EUR", "currency=eur")]
    [InlineData("'{{{Cel}}}'", "EUR", "currency={EUR}")]
    [InlineData("{ value: '{Cel} van {Nr}', default: geen }", "", "currency=geen")]
    [InlineData("'{Cel} van {Nr}'", "", "")]
    [InlineData("no", "", "currency=no")]
    public void A_column_is_filled_as_declared(string value, string text, string read) =>
        Assert.Equal(read, Imported.Cell(text, $"currency: {value}"));

    [Fact]
    public void A_cell_may_hold_several_values()
    {
        var imported = Imported.FromCsv("Naam;Waar\na;\"Nederland, Ierland / VS\"\nb;\"Nederland, Nergens\"\n", """
            mapping: 1
            sheets:
              - facts:
                - fact: services
                  id: "{Naam}"
                  name: "{Naam}"
                  supplier: acme
                  regions: { column: Waar, words: countries, split: ",/" }
            """);

        Assert.Equal(["services id=a name=a supplier=acme regions=IE NL US"], imported.Facts);
        Assert.Contains("lijst.csv:3:B (Waar): 'Nergens' is not in the word list", Assert.Single(imported.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_the_fact_itself_is_complained_about_at_its_row()
    {
        var imported = Imported.FromCsv("Naam;Van;Tot\na;1-1-2026;1-1-2025\n", """
            mapping: 1
            sheets:
              - facts:
                - fact: suppliers
                  id: "{Naam}"
                  name: "{Naam}"
                  valid_from: { column: Van, date: d-m-jjjj }
                  valid_until: { column: Tot, date: d-m-jjjj }
            """);

        Assert.StartsWith("lijst.csv:2:: valid_until '2025-01-01' is not after valid_from '2026-01-01'", Assert.Single(imported.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_that_refers_to_nothing_can_be_traced_to_its_cell()
    {
        var imported = Imported.FromCsv(List, """
            mapping: 1
            sheets:
              - facts:
                - fact: services
                  when: Leverancier
                  id: app:{slug(Applicatie)}
                  name: "{Applicatie}"
                  supplier: nobody:{slug(Leverancier)}
                  certifications: ISO
            """);

        var table = Assert.Single(imported.Tables);
        Assert.Equal("lijst.csv:4:B (Leverancier)", table.PlaceOf(4, "supplier").ToString());
        Assert.Equal("map.yaml:9:certifications", table.PlaceOf(4, "certifications").ToString());
        Assert.Equal("lijst.csv:4:", table.PlaceOf(4).ToString());
    }

    [Fact]
    public void Statements_that_fill_other_columns_make_other_tables_so_that_nothing_becomes_unknown()
    {
        var imported = Imported.FromCsv("Leverancier;Land;Reseller\nAcme;VS;Winkel\nWinkel;NL;\nPolder;NL;Kraam\n", """
            mapping: 1
            sheets:
              - facts:
                - fact: suppliers
                  id: "{slug(Leverancier)}"
                  name: "{Leverancier}"
                  country: { column: Land, words: countries }
                - fact: suppliers
                  when: Reseller
                  id: "{slug(Reseller)}"
                  name: "{Reseller}"
            """);

        Assert.Empty(imported.Errors);
        var country = Supplier.Schema.IndexOf("country");
        Assert.Equal(
            [("acme polder", true), ("winkel", true), ("kraam", false)],
            imported.Tables.Select(t => (string.Join(' ', t.Ids().Select(i => i.Id)), t.Present[country])));
    }

    [Fact]
    public void A_value_that_is_not_filled_in_is_asked_for()
    {
        var mapping = Mapping.Read(Suppliers + "\nvalues:\n  organisation: \"?\"\n", "map.yaml").Mapping!;
        var workbook = Imported.Csv("Leverancier;Land\nAcme;VS\n");

        var asked = Assert.Single(mapping.Apply(workbook).Complaints);
        Assert.Equal("map.yaml:10:: values.organisation is still '?': fill in the id of your organisation in the register, such as gm0363", asked.In(Language.English));
        Assert.Equal("map.yaml:10:: values.organisation is nog '?': vul het id van uw organisatie in het register in, zoals gm0363", asked.In(Language.Dutch));
        Assert.Empty(mapping.Apply(workbook).Tables);
        Assert.Empty(mapping.With(new Dictionary<string, string> { ["organisation"] = "gm0001" }).Apply(workbook).Complaints);
    }

    [Fact]
    public void A_column_that_is_not_there_is_complained_about_with_the_nearest_and_all_headers()
    {
        var imported = Imported.FromCsv("Leveranciers;Land;Land\nAcme;VS;\n", Suppliers);

        Assert.Equal(
            ["map.yaml:5:: there is no column 'Leverancier' (did you mean 'Leveranciers'?): the header has 'Leveranciers', 'Land', 'Land'",
                "map.yaml:8:: 'Land' stands above the columns B and C: name one by its letter, such as $B"],
            imported.Errors);
        Assert.Empty(imported.Tables);
    }

    [Fact]
    public void Columns_that_are_not_used_are_told_unless_they_are_ignored()
    {
        var csv = "Leverancier;Land;Eigenaar;Leeg;Opmerking\nAcme;VS;Jan;;-\n";

        Assert.Equal(["lijst.csv:1:: the mapping does not use C (Eigenaar), E (Opmerking): map them, or list them under 'ignore'"], Imported.FromCsv(csv, Suppliers).Warnings);
        Assert.Empty(Imported.FromCsv(csv, Suppliers.Replace("- facts:", "- ignore: [Eigenaar, $E]\n    facts:", StringComparison.Ordinal)).Warnings);
    }
}
