using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

/// <summary>Functions of which the register does not know how many people they serve.</summary>
public sealed class UnknownPeopleTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name
        town,Stad
        lake,Meer
        suppliers.csv
        id,name,country
        acme,Acme Inc.,US
        dune,Duin,
        services.csv
        id,name,supplier
        cloud,Wolk,acme
        post,Post,dune
        functions.csv
        id,organisation,name,data_class
        tax,town,Belasting,confidential
        mail,lake,E-mail,internal
        requirements.csv
        id,consumer,purpose
        r1,tax,hosting
        r2,mail,mail
        alternatives.csv
        requirement,service
        r1,cloud
        r2,post
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("contingency", "pairs=5")]
    [InlineData("uncertainty", "country=US")]
    [InlineData("trend", "measure=stopped,exposure,contingency country=US")]
    [InlineData("exposure", "country=US")]
    public void Nobody_reads_that_they_serve_no_one(string inquiry, string question)
    {
        desk.Accept(Register);
        foreach (var (language, people, unknown) in new[]
        {
            (Language.English, "people", "an unknown number of people"), (Language.Dutch, "mensen", "een onbekend aantal mensen"),
        })
        {
            var told = Tell(inquiry, question, language);
            var cells = Cells(told, people);
            Assert.NotEmpty(cells);
            Assert.All(cells, cell => Assert.Contains(cell, (string[])["?", "0 – ?"]));
            Assert.Equal(
                inquiry == "exposure", told.Parts.OfType<Paragraph>().Any(p => p.Text.Contains(unknown, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Of_no_function_it_is_known_how_many_people_it_serves_none()
    {
        desk.Accept(Register);
        desk.Accept("suppliers.csv\nid,name,country\nacme,Acme Inc.,\n");
        Assert.Equal(
            ["people", "0", "?", "?"],
            Tell("uncertainty", "country=US", Language.English).Parts.OfType<Table>().First().Rows.Single(r => r[0] == "people"));
    }

    [Fact]
    public void Whose_people_were_counted_already_adds_none_and_that_is_known()
    {
        desk.Accept(Register);
        desk.Accept("""
            organisations.csv
            id,name,population
            town,Stad,500
            services.csv
            id,name,supplier,basis
            guess,Gok,acme,inferred
            functions.csv
            id,organisation,name
            park,town,Park
            requirements.csv
            id,consumer,purpose
            r3,park,hosting
            alternatives.csv
            requirement,service
            r3,guess
            """);
        Assert.Equal(
            ["measured facts alone 0 0", "declared facts as well 1 500", "inferred facts as well 1 0", "together 2 500"],
            Tell("uncertainty", "country=US", Language.English).Parts.OfType<Table>().ElementAt(1).Rows
                .Select(r => $"{r[0]} {r[1]} {r[4]}"));
    }

    [Fact]
    public void Who_serves_nobody_is_not_among_those_who_can_still_work()
    {
        desk.Accept(Register);
        desk.Accept("""
            functions.csv
            id,organisation,name,people
            sender,town,Verzenden,0
            park,town,Park,7
            requirements.csv
            id,consumer,purpose
            r3,sender,mail
            r4,park,mail
            alternatives.csv
            requirement,service
            r3,cloud
            r3,post
            r4,cloud
            r4,post
            """);
        var question = SwitchOffQuestion.Understand(new SwitchOffWords(["US"], [], [], []), new DateOnly(2026, 4, 28), out _)!;
        var (_, report) = new SwitchOffSuppliers(desk.Store).Report(question, lines: 10);
        Assert.Equal(["park", "mail"], report!.Running.Select(f => f.Id));
        Assert.Equal((2, 1), (report.RunningFunctions, report.SparedFunctions));
    }

    private Document Tell(string inquiry, string question, Language language)
    {
        var words = question.Split(' ').Select(w => w.Split('=')).GroupBy(w => w[0]).ToDictionary(
            w => w.Key, w => (IReadOnlyList<string>)[.. w.Select(v => v[1])]);
        return Inquiry.All.Single(i => i.Name == inquiry)
            .Ask(new InquiryWords(words), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28))).Tell(language, 10)!;
    }

    /// <summary>All cells about people, be it a column or a row; not those beside a first count of no functions at all.</summary>
    private static IReadOnlyList<string> Cells(Document told, string people) =>
    [
        .. told.Parts.OfType<Table>().SelectMany(t => t.Columns.Select(c => c.Heading).ToList().IndexOf(people) is >= 0 and var at
            ? t.Rows.Where(r => r[1] != "0").Select(r => r[at])
            : t.Rows.Where(r => r[0] == people).SelectMany(r => r.Skip(1))),
    ];
}
