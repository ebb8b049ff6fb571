using Sluiswachter.Exchange;
using Sluiswachter.ForeignData;
using Sluiswachter.Model;

namespace Sluiswachter.Foreign.Tests;

public sealed class OrganisationsNlTests
{
    private static readonly DateOnly Today = new(2026, 5, 16);

    [Fact]
    public void A_body_is_known_by_its_TOOI_code_else_its_number_in_the_register_of_bodies_else_its_id_at_polder() =>
        Assert.Equal(
            "gm0014 roo:27907932 polder:onderdeel-ab",
            string.Join(' ', Read(
                """{"id":"org:gemeente-groningen","type":"gemeente","names":[{"value":"G"}],"identifiers":{"tooi":"https://identifier.overheid.nl/tooi/id/gemeente/gm0014","roo_id":"1"},"valid_from":"1900-01-01"}""",
                """{"id":"org:x","type":"rwt","names":[{"value":"X"}],"identifiers":{"roo_id":"27907932"},"valid_from":"1900-01-01"}""",
                """{"id":"org:onderdeel-ab","type":"rwt","names":[{"value":"Y"}],"valid_from":"1900-01-01"}""")
                .All<Organisation>().Select(o => o.Id.Text)));

    [Fact]
    public void A_register_number_that_two_bodies_share_identifies_neither()
    {
        var register = Extract();
        Assert.Equal("polder:onderdeel-ab", register.The<Organisation>("polder:onderdeel-ab").Id.Text);
        Assert.DoesNotContain(register.All<Organisation>(), o => o.Id.Text == "roo:28294874");
    }

    [Fact]
    public void Parent_and_ministry_are_found_by_whatever_names_them()
    {
        var register = Extract();
        Assert.Equal("mnre1058", register.The<Organisation>("zb000215").Ministry?.Text);
        Assert.Equal("mnre1034", register.The<Organisation>("polder:onderdeel-abdtopconsult-min-bzk").Parent?.Text);
        register.RefersOnlyToWhatIsThere();
    }

    [Theory]
    [InlineData("1900-01-01", "2019-01-01", "roo", "..2019-01-01")] // the first day without it
    [InlineData("1900-01-01", "2015-12-31", "roo", "..2016-01-01")] // its last day
    [InlineData("2010-10-14", "2024-07-01", "tooi", "2010-10-14..2024-07-02")] // TOOI names last days
    [InlineData("2024-05-01", "2024-05-01", "roo", "2024-05-01..2024-05-02")] // one day
    [InlineData("2024-06-01", "2024-05-01", "roo", "..2024-05-01")] // turned round
    [InlineData("2026-05-16", null, "roo", "..")] // the day on which it was read
    [InlineData("2018-01-01", "9999-12-31", "roo", "2018-01-01..")] // no end
    public void First_and_last_days_are_read_for_what_they_mean(string from, string? until, string source, string validity)
    {
        var end = until is null ? "" : $", \"valid_until\": \"{until}\"";
        var body = Assert.Single(Read(
            $$"""{"id":"org:x","type":"zbo","names":[{"value":"X"{{end}}}],"valid_from":"{{from}}"{{end}},"sources":[{"id":"{{source}}","retrieved":"2026-05-16"}]}""")
            .All<Organisation>());
        Assert.Equal(validity, body.Provenance.Validity.ToString());
    }

    [Fact]
    public void An_end_that_the_name_does_not_share_is_warned_of_and_a_correction_settles_it()
    {
        const string Line = """{"id":"org:prov-fr","type":"provincie","names":[{"value":"Provincie Fryslân"}],"valid_from":"1900-01-01","valid_until":"2021-12-01"}""";
        using var file = new TempFile(Line, "bodies.jsonl");

        var doubtful = ForeignOrganisationsNl.Read(file.Path, []);
        Assert.Equal(
            "bodies.jsonl:1:valid_until: valid_until '2021-12-01' is not the end of the body's current name: " +
            "it may be the end of something else",
            Assert.Single(doubtful.Complaints, c => c.IsWarning).In(Language.English));

        var settled = ForeignOrganisationsNl.Read(file.Path, [Correction("2021-12-01")]);
        Assert.Empty(settled.Complaints);
        Assert.Null(Assert.Single(new PlainRegister().Add(settled.Tables).All<Organisation>()).Provenance.Validity.Until);
    }

    [Fact]
    public void A_correction_of_what_the_file_no_longer_says_is_not_applied()
    {
        using var file = new TempFile(
            """{"id":"org:prov-fr","type":"provincie","names":[{"value":"F","valid_until":"2030-02-01"}],"valid_from":"1900-01-01","valid_until":"2030-02-01"}""");
        var read = ForeignOrganisationsNl.Read(file.Path, [Correction("2021-12-01")]);
        Assert.IsType<CorrectionOutOfDate>(Assert.Single(read.Complaints).Problem);
        Assert.Equal("..2030-02-01", new PlainRegister().Add(read.Tables).All<Organisation>()[0].Provenance.Validity.ToString());
    }

    [Fact]
    public void A_shared_number_is_a_warning()
    {
        var read = ReadExtract();
        Assert.Contains(read.Complaints, c => c.IsWarning && c.Problem is SharedNumber { Scheme: "oin", Bodies.Count: 3 });
        Assert.NotEmpty(read.Tables);
    }

    [Fact]
    public void No_address_of_a_source_page_gets_in()
    {
        var complaints = new Complaints();
        var texts = ReadExtract().Tables.Where(t => t.Schema.Kind != FactKind.Source)
            .SelectMany(t => t.Rows(complaints)).SelectMany(r => r.Cells).Select(c => c.Text);
        Assert.DoesNotContain(texts, t => t?.Contains("organisaties.overheid.nl") == true);
    }

    [Theory]
    [InlineData("""{"id":"org:x","type":"zbo"}""", "b.jsonl:1:names: 'names' is missing")]
    [InlineData("""{"id":"org:x","type":"zbo","names":[]}""", "b.jsonl:1:names: names is empty")]
    [InlineData("""{"id":"org:x","type":"zbo","names":["X"]}""", "b.jsonl:1:names[0]: this is a text: expected an object")]
    [InlineData("""{"id":"org:x y","type":"zbo","names":[{"value":"X"}]}""", "b.jsonl:1:id: 'polder:x y' is not an id")]
    [InlineData("""{"id":"org:x","type":"zbo","names":[{"value":"X"}],"valid_from":"1 mei"}""", "b.jsonl:1:valid_from: '1 mei' is not a date")]
    [InlineData("\n\n{\"id\":\"org:x\",", "b.jsonl:3:: this is not JSON from byte")]
    [InlineData("", "b.jsonl:0:: there is nothing in this file")]
    public void What_is_wrong_is_said_with_its_line_and_nothing_is_read(string text, string complaint)
    {
        using var file = new TempFile(text, "b.jsonl");
        var read = ForeignOrganisationsNl.Read(file.Path, []);
        Assert.Contains(read.Complaints, c => c.In(Language.English).StartsWith(complaint));
        Assert.Empty(read.Tables);
    }

    [Fact]
    public void A_body_that_comes_twice_is_refused()
    {
        using var file = new TempFile("""
            {"id":"org:x","type":"zbo","names":[{"value":"X"}]}
            {"id":"org:x","type":"zbo","names":[{"value":"X"}]}
            """);
        Assert.IsType<SeenBefore>(Assert.Single(ForeignOrganisationsNl.Read(file.Path, []).Complaints).Problem);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using var file = new TempFile("{\"id\":\"" + new string('x', 3_000_000));
        Assert.IsType<LineTooLong>(Assert.Single(ForeignOrganisationsNl.Read(file.Path, []).Complaints, c => c.Place.Row == 1).Problem);
    }

    [Fact]
    public void A_file_of_another_kind_is_given_up_after_a_thousand_errors()
    {
        using var file = new TempFile(string.Join('\n', Enumerable.Repeat("[]", 5000)));
        Assert.IsType<TooManyErrors>(ForeignOrganisationsNl.Read(file.Path, []).Complaints[^1].Problem);
    }

    [FullDataFact]
    public void All_7208_bodies_are_read_without_a_doubtful_end()
    {
        var read = ReadFull();
        var register = new PlainRegister().Add(read.Tables);
        Assert.Equal(7208, register.All<Organisation>().Count);
        Assert.Equal(7208, register.All<Organisation>().Select(o => o.Id).Distinct().Count());
        Assert.Equal(2943, register.All<Organisation>().Count(o => o.Parent is not null));
        Assert.Equal(1734, register.All<Organisation>().Count(o => o.Ministry is not null));
        Assert.Equal(809, register.All<Identifier>().Count(i => i.Scheme.Text == "oin"));
        Assert.Equal((8, 19, 3), (Shared(read, "oin"), Shared(read, "kvk"), Shared(read, "roo")));
        Assert.All(read.Complaints, c => Assert.IsType<SharedNumber>(c.Problem));
        register.RefersOnlyToWhatIsThere();
    }

    [FullDataFact]
    public void Twelve_provinces_twenty_one_water_boards_and_342_municipalities_live()
    {
        var living = new PlainRegister().Add(ReadFull().Tables).All<Organisation>()
            .Where(o => o.Provenance.Validity.Contains(Today)).ToLookup(o => o.Kind!.Value.Text);
        Assert.Equal(12, living["provincie"].Count());
        Assert.Equal(21, living["waterschap"].Count());
        Assert.Equal(342, living["gemeente"].Count());
    }

    [FullDataFact]
    public void Where_one_ministry_follows_another_no_day_lies_between()
    {
        var register = new PlainRegister().Add(ReadFull().Tables);
        Assert.Equal(new DateOnly(2024, 7, 2), register.The<Organisation>("hv_41004458").Provenance.Validity.Until);
        Assert.Equal(new DateOnly(2024, 7, 2), register.The<Organisation>("hv_22300580").Provenance.Validity.From);
    }

    [FullDataFact]
    public void The_same_file_gives_the_same_facts_in_the_same_order() =>
        Assert.Equal(Lines(ReadFull()), Lines(ReadFull()));

    private static ForeignCorrection Correction(string stated) =>
        new(new Place("c.csv", 2), "org:prov-fr", "valid_until", stated, null, "a living province", "law");

    private static int Shared(ForeignFacts read, string scheme) =>
        read.Complaints.Count(c => c.Problem is SharedNumber shared && shared.Scheme == scheme);

    private static IEnumerable<string> Lines(ForeignFacts read)
    {
        var complaints = new Complaints();
        return read.Tables.SelectMany(t => t.Rows(complaints).Select(r => $"{t.File}:{r.Number} {string.Join('|', r.Cells)}"));
    }

    private static PlainRegister Read(params string[] lines)
    {
        using var file = new TempFile(string.Join('\n', lines), "bodies.jsonl");
        return new PlainRegister().Add(ForeignOrganisationsNl.Read(file.Path, []).Tables);
    }

    private static PlainRegister Extract() => new PlainRegister().Add(ReadExtract().Tables);

    private static ForeignFacts ReadExtract() =>
        ForeignOrganisationsNl.Read(Path.Combine(DataFolders.Extracts, "organisations-extract.jsonl"), []);

    private static ForeignFacts ReadFull()
    {
        var corrections = ForeignCorrections.Read(Path.Combine(DataFolders.Root, "content", "corrections", "organisations-nl.csv"));
        Assert.Empty(corrections.Complaints);
        return ForeignOrganisationsNl.Read(DataFolders.InFull("organisations-nl", "organisations.jsonl"), corrections.Value!);
    }
}
