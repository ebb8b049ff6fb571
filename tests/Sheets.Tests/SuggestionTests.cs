using System.Text;
using Sluiswachter.Exchange.Sheets;
using Sluiswachter.Model;

namespace Sluiswachter.Sheets.Tests;

public sealed class SuggestionTests
{
    private static string Suggest(SheetWorkbook workbook, Language language = Language.English, params KeyValuePair<string, string>[] registered)
    {
        var suggestion = MappingSuggestion.For(workbook, language, registered);
        Assert.Null(suggestion.Problem);
        return suggestion.Value;
    }

    /// <summary>Runs a suggestion on the file that it was made for, with nothing filled in but the organisation.</summary>
    private static Imported Run(SheetWorkbook workbook, string suggestion)
    {
        var reading = Mapping.Read(suggestion, "map.yaml");
        Assert.Equal([], reading.Complaints.Select(c => c.In(Language.English)));
        var imported = Imported.From(workbook, reading.Mapping!.With(new Dictionary<string, string> { [Mapping.OrganisationValue] = "gm0001" }));
        Assert.Equal([], imported.Errors);
        return imported;
    }

    private static SheetWorkbook Sample(string encoding = "utf-8")
    {
        var text = File.ReadAllText(Repository.PathOf("samples/spreadsheet/applicaties.csv"));
        return SheetWorkbook.Read(SheetEncodings.Of(encoding).GetBytes(text), "applicaties.csv", SheetDialect.Detect).Workbook!;
    }

    [Fact]
    public void A_suggestion_asks_for_the_organisation_and_says_so_when_it_is_run_without()
    {
        var mapping = Mapping.Read(Suggest(Sample()), "map.yaml").Mapping!;

        var asked = Assert.Single(mapping.Apply(Sample()).Complaints, c => !c.IsWarning);
        Assert.Contains("values.organisation is still '?': fill in the id of your organisation", asked.In(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", Language.English)]
    [InlineData("utf-8", Language.Dutch)]
    [InlineData("windows-1252", Language.Dutch)]
    [InlineData("utf-16le", Language.Dutch)]
    public void A_suggestion_runs_unchanged_on_its_own_file(string encoding, Language language)
    {
        var suggestion = Suggest(Sample(encoding), language);
        var imported = Run(Sample(encoding), suggestion);

        Assert.Contains($"encoding: {encoding}", suggestion, StringComparison.Ordinal);
        Assert.Equal(8, imported.Of("services", "id").Count());
        Assert.Equal(["public", "public", "public", "on-premises", "hybrid", "private", "public", "public"], imported.Of("services", "deployment"));
        Assert.Equal(["", "NL", "US", "NL", "SE"], imported.Of("suppliers", "country"));
        Assert.Equal(["45000", "112350.75", "1250000", "9800", "78500.5", "12000", ""], imported.Of("contracts", "annual_cost"));
        Assert.Equal(["2026-12-31", "2027-07-01", "2027-12-31", "2028-12-31", "", "", ""], imported.Of("contracts", "ends_on"));
        Assert.Contains("functions id=gm0001:function:gemeentelijke-belastingen organisation=gm0001 name=Gemeentelijke belastingen personal_data=ordinary source=gm0001:list:applicaties", imported.Facts);
    }

    [Fact]
    public void A_suggestion_says_for_each_column_what_it_is_taken_for()
    {
        var suggestion = Suggest(Sample(), Language.Dutch);

        Assert.Contains("#   B   Applicatie: de toepassing of dienst (zeker: naar de kop)", suggestion, StringComparison.Ordinal);
        Assert.Contains("#   K   Persoons- gegevens: welke persoonsgegevens (zeker: naar de kop)", suggestion, StringComparison.Ordinal);
        Assert.Contains("#   O   Eigenaar: de eigenaar (zeker: naar de kop); het register heeft er nog geen plaats voor", suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_work_on_the_file_is_left_out_with_the_reason() => Assert.Contains(
        "# left out, because on this file it gives: applicaties.csv:13:L (Max. uitvalduur): functions 'body:function:vergunningen' has max_tolerable_outage_hours '48' here and '24' at applicaties.csv:6:L (Max. uitvalduur)",
        Suggest(Sample()), StringComparison.Ordinal);

    private static SheetWorkbook Excel() => XlsxFile.With("Toelichting", [["Deze werkmap"], ["is van de CIO"]]).And(
        "Applicaties",
        [
            ["Overzicht clouddiensten"],
            [],
            [null, "Applicatie", "Aanbieder", null, "Contract", null, "Raar getal", "Wie?", "Verwerkt persoonsgegevens"],
            [null, null, "Naam", "Vestigingsland", "Einddatum", "Kosten per jaar (€)"],
            [null, "Zaak", "Acme Inc.", "USA", new DateOnly(2026, 12, 31), 1234.5, 12, "Jan", "x"],
            [null, "Burger", null, null, "1 mei 2027", "2.500,00", new Failing("#N/A"), "Piet", null],
            [null, "Belasting", "ACME INC", "Verenigde Staten", "onbekend", "n.t.b.", 14, "Klaas", "x"],
            [null, "Post", "Polder B.V.", "Atlantis", null, null, null, null, "misschien"],
            [null, "Eindtotaal", null, null, null, new Formula("SUM(F5:F8)", 3734.5)],
        ],
        "A1:I1", "B3:B4", "C3:D3", "E3:F3", "G3:G4", "H3:H4", "I3:I4", "C5:C6", "D5:D6").Hidden("Oud", [["Applicatie", "Leverancier"], ["x", "y"]]).Workbook();

    [Fact]
    public void Two_header_rows_merged_cells_and_several_sheets_are_seen()
    {
        var suggestion = Suggest(Excel());
        var imported = Run(Excel(), suggestion);

        Assert.Contains("- sheet: Applicaties\n    header: 3-4\n    rows:\n      stop: [Eindtotaal]", suggestion, StringComparison.Ordinal);
        Assert.Contains("merged: repeat", suggestion, StringComparison.Ordinal);
        Assert.DoesNotContain("Oud", suggestion, StringComparison.Ordinal);
        Assert.Equal(["zaak", "burger", "belasting", "post"], imported.Of("services", "id").Select(id => id.Split(':')[^1]));
        Assert.Equal(["supplier:acme-inc", "supplier:acme-inc", "supplier:acme-inc", "supplier:polder-b-v"], imported.Of("services", "supplier"));
        Assert.Equal(["US", ""], imported.Of("suppliers", "country"));
        Assert.Equal(["2026-12-31", "2027-05-01", "", ""], imported.Of("contracts", "ends_on"));
        Assert.Equal(["1234.5", "2500", "", ""], imported.Of("contracts", "annual_cost"));
    }

    [Fact]
    public void What_is_not_understood_is_said_and_taken_as_not_known()
    {
        var suggestion = Suggest(Excel());

        Assert.Contains("#   G   Raar getal: not understood; it holds numbers", suggestion, StringComparison.Ordinal);
        Assert.Contains("#   H   Wie?: not understood; it holds text, such as 'Jan'", suggestion, StringComparison.Ordinal);
        Assert.Contains("Atlantis: \"\"  # not understood; fill in", suggestion, StringComparison.Ordinal);
        Assert.Contains("misschien: \"\"  # not understood; fill in: none, ordinary, special", suggestion, StringComparison.Ordinal);
        Assert.Contains("unknown: [n.t.b.]", suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_supplier_that_the_register_has_does_not_become_another()
    {
        var suggestion = Suggest(Excel(), Language.English, new("Acme Incorporated", "lei:acme"), new("Polder Beheer B.V.", "kvk:polder"));
        var imported = Run(Excel(), suggestion);

        Assert.Contains("Acme Inc.: \"lei:acme\"  # Acme Incorporated", suggestion, StringComparison.Ordinal);
        Assert.Equal(["lei:acme", "lei:acme", "lei:acme", "supplier:polder-b-v"], imported.Of("services", "supplier"));
        Assert.Equal(["supplier:polder-b-v"], imported.Of("suppliers", "id"));
    }

    [Fact]
    public void One_name_with_two_suppliers_becomes_two_services()
    {
        var workbook = Imported.Csv("Applicatie;Leverancier\nMail;Acme\nMail;Polder\n");

        Assert.Equal(["gm0001:service:mail:acme", "gm0001:service:mail:polder"], Run(workbook, Suggest(workbook)).Of("services", "id"));
    }

    [Fact]
    public void A_list_in_English_is_understood_as_well()
    {
        var workbook = Imported.Csv("Application,Vendor,Country,Cloud type,End date,Annual cost,Personal data\nTax portal,Acme Inc.,United States,Public cloud,2026-12-31,\"$1,234.50\",yes\nPost,Polder,The Netherlands,On premises,2027-01-31,\"$20,000.00\",no\n");
        var imported = Run(workbook, Suggest(workbook));

        Assert.Equal(["US", "NL"], imported.Of("suppliers", "country"));
        Assert.Equal(["1234.5", "20000"], imported.Of("contracts", "annual_cost"));
        Assert.Equal(["ordinary", "none"], imported.Of("functions", "personal_data"));
        Assert.DoesNotContain("currency: EUR", Suggest(workbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x;y\na;b\n")]
    [InlineData("Naam;Naam\na;b\n")]
    [InlineData("{a};#b: c\n1;2\n")]
    [InlineData("organisation;leverancier\na;b\n")]
    [InlineData("Applicatie;Leverancier;Jaarlijkse kosten;Contract einddatum;Soort cloud;Land\n\"\"\"a\"\": \\b # c\";\"- [x]\";1.234;13/14/2026;\"{\";&anker\n*x;'y';n.v.t.;?;!tag;%\n")]
    [InlineData("Applicatie\n\n\n\na\n")]
    [InlineData("Titel\n;Applicatie;Leverancier\n;Zaak;Acme\n;Totaal;1\n")]
    public void Any_list_gives_a_suggestion_that_runs(string csv)
    {
        var workbook = Imported.Csv(csv);

        Assert.NotEmpty(Run(workbook, Suggest(workbook)).Of("services", "id"));
    }

    [Theory]
    [InlineData("x\n")]
    [InlineData("\n\n")]
    [InlineData("1;2\n3;4\n")]
    public void Where_there_is_no_table_nothing_is_suggested(string csv) =>
        Assert.IsType<NothingToSuggest>(MappingSuggestion.For(Imported.Csv(csv)).Problem);

    [Fact]
    public void A_suggestion_for_a_large_list_looks_at_all_of_it()
    {
        var csv = new StringBuilder("Applicatie;Leverancier;Land;Jaarlijkse kosten\n");
        for (var i = 0; i < 20_000; i++)
        {
            csv.Append($"App {i};Leverancier {i % 40};Nederland;{i % 900}.000,00\n");
        }

        var workbook = Imported.Csv(csv.ToString());

        Assert.Equal(40, Run(workbook, Suggest(workbook)).Of("suppliers", "id").Count());
    }
}
