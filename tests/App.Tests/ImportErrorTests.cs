using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

public sealed class ImportErrorTests : IDisposable
{
    private const string Ground = """
        organisations.csv
        id,name
        gm,Gemeente
        functions.csv
        id,organisation,name
        mail,gm,Mail
        suppliers.csv
        id,name
        acme,Acme
        services.csv
        id,name,supplier
        cloud,Cloud,acme
        cloud2,Cloud 2,acme
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(
        "services.csv\nid,name,supplier\nx,X,nobody",
        "services.csv:2:supplier: 'nobody' is not known: expected the id of a supplier in this bundle or in the register")]
    [InlineData(
        "services.csv\nid,name,supplier\nx,X,gm",
        "services.csv:2:supplier: 'gm' is an organisation: expected the id of a supplier")]
    [InlineData(
        "suppliers.csv\nid,name\ngm,Twice",
        "suppliers.csv:2:id: 'gm' already is the id of an organisation: expected an id that no other organisation, function, supplier or service has")]
    [InlineData(
        "suppliers.csv\nid,name\ntwice,A\ntwice,B",
        "suppliers.csv:3:id: 'twice' is also stated at suppliers.csv:2:id for overlapping days")]
    [InlineData(
        "suppliers.csv\nid,name,valid_from,valid_until\ns,S,2026-02-01,2026-02-01",
        "suppliers.csv:2:valid_until: valid_until '2026-02-01' is not after valid_from '2026-02-01'")]
    [InlineData(
        "ownership.csv\nowner,owned\nacme,acme",
        "ownership.csv:2:owned: 'acme' is both owner and owned")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose,need\nr,mail,mail,2\nalternatives.csv\nrequirement,service\nr,cloud",
        "requirements.csv:2:need: 'r' needs 2 but has 1 alternative")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose\nr,cloud,hosting\nalternatives.csv\nrequirement,service\nr,cloud",
        "alternatives.csv:2:service: 'cloud' is both the consumer and an alternative of 'r'")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose\nr,mail,mail\nalternatives.csv\nrequirement,service\nr,cloud\nr,cloud",
        "alternatives.csv:3:requirement: 'r → cloud' is also stated at alternatives.csv:2:requirement for overlapping days")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose,status\nr,mail,mail,planned\nalternatives.csv\nrequirement,service\nr,cloud",
        "requirements.csv:2:valid_from: valid_from is empty while status is planned")]
    [InlineData(
        "suppliers.csv\nid,name,country\ns,S,UK",
        "suppliers.csv:2:country: 'UK' is not a country: expected an assigned ISO 3166-1 alpha-2 code in capitals; did you mean GB?")]
    [InlineData(
        "suppliers.csv\nid,name,marking\ns,S,staatsgeheim",
        "suppliers.csv:2:marking: 'staatsgeheim' is refused as a marking")]
    public void A_mistake_is_refused_at_its_place(string bundle, string expected)
    {
        desk.Accept(Ground);
        Assert.StartsWith(expected, Assert.Single(desk.Refuse(bundle)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_in_one_run_and_nothing_is_stored() =>
        Assert.Equal(
            [
                "functions.csv:2:organisation: 'nobody' is not known: expected the id of an organisation in this bundle or in the register",
                "services.csv:2:supplier: supplier is empty: expected a value",
                "requirements.csv:2:purpose: 'post' is not one of: hosting, storage, identity, mail, dns, network, payment, messaging, web, support, updates, licence, other",
            ],
            desk.Refuse("""
                functions.csv
                id,organisation,name
                f,nobody,F
                services.csv
                id,name,supplier
                s,S,
                requirements.csv
                id,consumer,purpose
                r,f,post
                alternatives.csv
                requirement,service
                r,s
                """));

    [Fact]
    public void A_bad_alternative_is_told_once_and_not_missed_a_second_time()
    {
        desk.Accept(Ground);
        Assert.StartsWith("alternatives.csv:2:service: 'nothing' is not known", Assert.Single(desk.Refuse("""
            requirements.csv
            id,consumer,purpose
            r,mail,mail
            alternatives.csv
            requirement,service
            r,nothing
            """)), StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_above_a_hundred_and_two_sole_owners_are_warnings()
    {
        var outcome = desk.Import("""
            suppliers.csv
            id,name
            a,A
            b,B
            c,C
            ownership.csv
            owner,owned,share,control
            a,c,60,sole
            b,c,60,sole
            """);
        Assert.True(outcome.Stored);
        Assert.All(outcome.Complaints, c => Assert.True(c.IsWarning));
        Assert.Contains(outcome.Complaints, c => c.Problem is SharesAboveHundred);
        Assert.Contains(outcome.Complaints, c => c.Problem is TwoSoleOwners);
    }
}
