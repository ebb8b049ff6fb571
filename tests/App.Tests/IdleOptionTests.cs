using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

/// <summary>Options that say nothing in the question in which they are given.</summary>
public sealed class IdleOptionTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("trend", "purpose=mail", "purpose", "measure concentration")]
    [InlineData("trend", "per=supplier", "per", "measure concentration")]
    [InlineData("trend", "dataClass=internal", "dataClass", "measure exposure")]
    [InlineData("trend", "by=2029-01-01", "by", "target")]
    [InlineData("trend", "horizonHours=4", "horizonHours", "measure stopped, contingency")]
    [InlineData("trend", "measure=coverage country=US", "country", "measure stopped, exposure, spend")]
    [InlineData("trend", "measure=exposure country=US location=IE", "location", "measure stopped")]
    [InlineData("trend", "measure=contingency home=EEA", "home", "measure home, spend")]
    [InlineData("trend", "measure=spend include=considered", "include", "measure stopped, home, concentration, exposure, contingency, coverage")]
    [InlineData("concentration", "threshold=4000", "threshold", "years")]
    [InlineData("concentration", "threshold=4000 years=1", "threshold", "years")]
    [InlineData("dependency", "statedBy=me", "statedBy", "stated")]
    [InlineData("contingency", "country=US", "country", "additions")]
    public void They_are_refused_with_the_word_that_gives_them_a_meaning(
        string inquiry, string question, string idle, string company)
    {
        var (parameter, problem) = Assert.Single(Ask(inquiry, question).Problems);
        Assert.Equal(idle, parameter);
        Assert.Equal($"says nothing here: it has a meaning together with {company}", problem.In(Language.English));
        Assert.Equal($"zegt hier niets: het heeft betekenis samen met {company}", problem.In(Language.Dutch));
    }

    [Theory]
    [InlineData("trend", "measure=concentration,home purpose=mail per=supplier home=EEA")]
    [InlineData("trend", "measure=exposure,stopped country=US dataClass=internal horizonHours=4")]
    [InlineData("trend", "measure=spend country=US home=NL")]
    [InlineData("trend", "measure=contingency horizonHours=4")]
    [InlineData("trend", "country=US location=IE horizonHours=4 home=EEA target=30 by=2029-01-01")]
    [InlineData("concentration", "threshold=4000 years=3")]
    [InlineData("dependency", "stated=interruption=no statedBy=me")]
    [InlineData("contingency", "country=US additions=1")]
    public void In_company_they_are_understood(string inquiry, string question) =>
        Assert.Empty(Ask(inquiry, question).Problems);

    private InquiryReply Ask(string inquiry, string question)
    {
        var words = question.Split(' ').Select(w => w.Split('=', 2)).ToDictionary(w => w[0], w => (IReadOnlyList<string>)[w[1]]);
        return Inquiry.All.Single(i => i.Name == inquiry)
            .Ask(new InquiryWords(words), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
    }
}
