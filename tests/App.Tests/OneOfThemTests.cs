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
        assessments.csv
        id,kind,subject,framework,framework_version,assessed_on
        a1,sovereignty,cloud,urn:sluiswachter:risk:framework:eu-csf,1,2026-01-01
        migrations.csv
        id,organisation,name
        m1,town,Overstap
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
    [InlineData("contingency", "horizonHours=1")]
    [InlineData("cut-sets", "function=tax horizonHours=1")]
    [InlineData("findings", "organisation=town")]
    [InlineData("compliance", "organisation=town")]
    [InlineData("report", "")]
    [InlineData("alternatives", "service=Microsoft+365")]
    [InlineData("catch-up", "organisation=town hoursPerWeek=1")]
    [InlineData("catch-up", "organisation=town perWeek=1")]
    [InlineData("assess", "service=cloud organisation=town")]
    [InlineData("assessment list", "")]
    [InlineData("assessment show", "id=a1")]
    [InlineData("assessment quality", "")]
    [InlineData("migration list", "")]
    [InlineData("migration check", "days=1")]
    [InlineData("risk list", "")]
    public void Nobody_reads_one_of_them_in_the_plural(string inquiry, string question)
    {
        desk.Accept(Register);
        var words = question.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('='))
            .ToDictionary(w => w[0], w => (IReadOnlyList<string>)[w[1].Replace('+', ' ')]);
        var answer = Inquiry.All.Single(i => i.Name == inquiry)
            .Ask(new InquiryWords(words), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
        foreach (var language in new[] { Language.English, Language.Dutch })
        {
            var told = answer.Tell(language, 10)!;
            Assert.All(
                told.Parts.Select(p => p is Paragraph text ? text.Text : ((Table)p).Heading).Append(told.Title),
                text => Assert.DoesNotMatch(OneInThePlural(), text));
        }
    }

    [GeneratedRegex(
        @"(?<![\d.,])\b1 (functions|services|suppliers|bodies|contracts|overheidsdiensten|diensten|clouddiensten|leveranciers|organisaties|contracten" +
        "|hours|days|weeks|uses|questions|analyses|assessments|migrations|requirements|clauses|(of them|of these) (have|are)" +
        @"|dagen|weken|vragen|beoordelingen|migraties|afhankelijkheden|bepalingen|daarvan (hebben|zijn))\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OneInThePlural();
}
