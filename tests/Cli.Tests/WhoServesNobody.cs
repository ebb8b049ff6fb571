using System.Text.RegularExpressions;

namespace Sluiswachter.Cli.Tests;

/// <summary>Functions that state that they serve 0 people: that is known, and nobody reads that it is not.</summary>
public sealed class WhoServesNobody : IDisposable
{
    private readonly AtATerminal terminal = new();
    private readonly string store;

    public WhoServesNobody()
    {
        store = $"sqlite:{terminal.At("register.sqlite")}";
        Directory.CreateDirectory(terminal.At("facts"));
        terminal.File("facts/organisations.csv", "id,name,population\ntown,Stad,900\n");
        terminal.File("facts/functions.csv", "id,organisation,name,people\nletters,town,Verzenden,0\nmail,town,Brieven,\n");
        terminal.File("facts/suppliers.csv", "id,name\nacme,Acme\n");
        terminal.File("facts/services.csv", "id,name,supplier\nsender,Zender,acme\npost,Post,acme\n");
        terminal.File("facts/requirements.csv", "id,consumer,purpose\nr1,letters,mail\nr2,mail,mail\n");
        terminal.File("facts/alternatives.csv", "requirement,service\nr1,sender\nr2,post\n");
        terminal.Does("import", terminal.At("facts"), "--store", store);
    }

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void When_only_these_stop_no_people_are_counted_in_totals_timeline_and_lines()
    {
        var said = terminal.Does("switch-off", "--service", "sender", "--store", store).Split('\n').Select(Joined).ToList();
        Assert.Contains("people served 0 of 900 stop 0.0 %", said);
        Assert.Contains(said, line => line.EndsWith("0 functions, 0 people; 1 for nobody", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("Verzenden — Stad 0 at once", StringComparison.Ordinal));
    }

    [Fact]
    public void Programs_read_it_at_the_function()
    {
        var said = terminal.Does("switch-off", "--supplier", "acme", "--json", "--store", store);
        Assert.Single(Regex.Matches(said, "\"people\":0,\"stopsAtHours\":[^]]*\\],\"servesNobody\":true}"));
        Assert.Single(Regex.Matches(said, "servesNobody"));
    }

    [Theory]
    [InlineData("uncertainty", "--country", "US")]
    [InlineData("exposure", "--country", "US")]
    [InlineData("recovery", "--country", "US")]
    [InlineData("contingency")]
    public void Answers_that_count_them_with_the_others_say_so(params string[] asked) => Assert.Contains(
        "1 of the 2 functions of that day serves nobody itself, such as a permission to send mail in a body's name, and is counted here with the others.",
        terminal.Does([.. asked, "--store", store]), StringComparison.Ordinal);

    private static string Joined(string text) => string.Join(' ', text.Split((char[])[' ', '│', '|'], StringSplitOptions.RemoveEmptyEntries));
}
