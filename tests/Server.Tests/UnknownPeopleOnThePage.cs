namespace Sluiswachter.Server.Tests;

/// <summary>Functions that stop, and of none of them it is known how many people it serves.</summary>
public sealed class UnknownPeopleOnThePage
{
    private const string Facts = """
        organisations.csv
        id,name
        town,Stad
        functions.csv
        id,organisation,name
        tax,town,Belasting
        suppliers.csv
        id,name,country
        acme,Acme,US
        services.csv
        id,name,supplier
        cloud,Wolk,acme
        requirements.csv
        id,consumer,purpose
        r1,tax,hosting
        alternatives.csv
        requirement,service
        r1,cloud
        """;

    private const string AndWhoServesNobody = """
        organisations.csv
        id,name,population
        lake,Meer,900
        functions.csv
        id,organisation,name,people
        letters,lake,Verzenden,0
        mail,lake,Brieven,
        services.csv
        id,name,supplier
        sender,Zender,acme
        requirements.csv
        id,consumer,purpose
        r2,letters,mail
        alternatives.csv
        requirement,service
        r2,sender
        """;

    [Fact]
    public async Task Of_who_serves_nobody_it_is_known_that_they_serve_no_one()
    {
        await using var server = await RunningServer.Over(Facts);
        server.Import(AndWhoServesNobody);
        var page = (await server.Ask("/?service=sender")).Read;
        Assert.Contains("People they serve 0 of 900 0%", page, StringComparison.Ordinal);
        Assert.Contains("Verzenden Meer 0 at once", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "People they serve unknown of unknown", "at once 1 unknown 1 1", "All there is 1 unknown 1 1", "How many people that concerns is unknown.")]
    [InlineData("nl", "Mensen die zij bedienen onbekend van onbekend", "meteen 1 onbekend 1 1", "Alles wat er is 1 onbekend 1 1", "Hoeveel mensen dat raakt, is onbekend.")]
    public async Task Nobody_reads_that_they_serve_no_one(string language, params string[] said)
    {
        await using var server = await RunningServer.Over(Facts);
        var page = (await server.Ask("/?country=US", language)).Read;
        Assert.All(said, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }
}
