using System.Text.RegularExpressions;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

/// <summary>A register in which there is one of everything, told in sentences.</summary>
public sealed partial class OneOfThemTests : IDisposable
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
        id,organisation,name,people
        tax,town,Belasting,500
        mail,lake,E-mail,
        requirements.csv
        id,consumer,purpose
        r1,tax,hosting
        r2,mail,mail
        alternatives.csv
        requirement,service
        r1,cloud
        r2,post
        contracts.csv
        id,organisation,supplier,annual_cost,currency
        c1,town,acme,100,EUR
        c2,town,acme,,
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("contingency", "pairs=5 additions=2")]
    [InlineData("cut-sets", "function=tax")]
    [InlineData("exposure", "country=US")]
    [InlineData("concentration", "weight=spend")]
    [InlineData("concentration", "weight=people")]
    [InlineData("dependency", "home=NL")]
    [InlineData("recovery", "country=US teams=1")]
    [InlineData("uncertainty", "country=US")]
    [InlineData("chain", "function=tax")]
    [InlineData("spend", "")]
    public void Nobody_reads_one_of_them_in_the_plural(string inquiry, string question)
    {
        desk.Accept(Register);
        var words = question.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('='))
            .ToDictionary(w => w[0], w => (IReadOnlyList<string>)[w[1]]);
        var answer = Inquiry.All.Single(i => i.Name == inquiry)
            .Ask(new InquiryWords(words), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
        foreach (var language in new[] { Language.English, Language.Dutch })
        {
            Assert.All(
                answer.Tell(language, 10)!.Parts.OfType<Paragraph>(), p => Assert.DoesNotMatch(OneInThePlural(), p.Text));
        }
    }

    [GeneratedRegex(
        @"(?<![\d.,])\b1 (functions|services|suppliers|bodies|contracts|overheidsdiensten|diensten|clouddiensten|leveranciers|organisaties|contracten)\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OneInThePlural();
}
