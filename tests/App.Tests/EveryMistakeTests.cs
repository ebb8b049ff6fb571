namespace Sluiswachter.App.Tests;

/// <summary>A row with a mistake is judged as far as it could be read, and no mistake is told twice over.</summary>
public sealed class EveryMistakeTests : IDisposable
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
        requirements.csv
        id,consumer,purpose,need,valid_from,valid_until
        old,mail,mail,1,,2026-01-01
        old,mail,mail,1,2026-01-01,
        alternatives.csv
        requirement,service
        old,cloud
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(
        "services.csv\nid,name,supplier,service_model,source\nx,,nobody,iaas cloud,nowhere",
        "2:name", "2:service_model", "2:supplier", "2:source")]
    [InlineData(
        "services.csv\nid,name,supplier,valid_from,valid_until\nx,X,nobody,2026-02-01,2026-01-01",
        "2:supplier", "2:valid_until")]
    [InlineData(
        "ownership.csv\nowner,owned,share,valid_from,valid_until\nacme,acme,101,2026-02-01,2026-01-01",
        "2:share", "2:valid_until", "2:owned")]
    [InlineData(
        "ownership.csv\nowner,owned,valid_from,valid_until\nacme,acme,2026-02-01,2026-01-01",
        "2:valid_until", "2:owned")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose,status,replaces\nr,mail,post,planned,r",
        "2:purpose", "2:valid_from", "2:replaces", "2:need")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose,status,valid_from\nr,mail,mail,planned,soon\nalternatives.csv\nrequirement,service\nr,cloud",
        "2:valid_from")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose,need\nr,cloud,post,2\nalternatives.csv\nrequirement,service\nr,cloud",
        "2:purpose", "2:need", "2:service")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose,need\nr,mail,mail,many\nalternatives.csv\nrequirement,service,grace_hours\nr,cloud,soon",
        "2:need", "2:grace_hours")]
    [InlineData(
        "suppliers.csv\nid,name,country\ns,S,UK\ns,T,NL",
        "2:country", "3:id")]
    public void A_row_with_a_mistake_is_judged_as_far_as_it_could_be_read(string bundle, params string[] places)
    {
        desk.Accept(Ground);
        var found = desk.Refuse(bundle).Select(c => c[(c.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(places, found.Select(c => string.Join(':', c.Split(':').Take(2))));
    }

    [Fact]
    public void A_requirement_whose_days_cannot_be_read_is_not_judged_by_what_the_register_had()
    {
        desk.Accept(Ground);
        Assert.StartsWith("requirements.csv:2:valid_from: 'soon'", Assert.Single(desk.Refuse("""
            requirements.csv
            id,consumer,purpose,valid_from
            old,gm,mail,soon
            alternatives.csv
            requirement,service
            old,mail
            """)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "services.csv\nid,Name\ns,S\nrequirements.csv\nid,consumer,purpose\nr,mail,mail\nalternatives.csv\nrequirement,service\nr,s",
        "services.csv:1:name", "services.csv:1:supplier")]
    [InlineData(
        "services.csv\nid|name|supplier\ns|S|acme\nrequirements.csv\nid,consumer,purpose\nr,mail,mail\nalternatives.csv\nrequirement,service\nr,s",
        "services.csv:1:id", "services.csv:1:name", "services.csv:1:supplier")]
    [InlineData(
        "services.csv\nid,name,\"supplier\ns,S,acme\nrequirements.csv\nid,consumer,purpose\nr,mail,mail\nalternatives.csv\nrequirement,service\nr,s",
        "services.csv:1:#3")]
    [InlineData(
        "services.csv\nid,name,supplier\ns ,S,acme\nrequirements.csv\nid,consumer,purpose\nr,mail,mail\nalternatives.csv\nrequirement,service\nr,s",
        "services.csv:2:id")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose\nr,mail,mail\nalternatives.csv\nrequirement|service\nr|cloud",
        "alternatives.csv:1:requirement", "alternatives.csv:1:service")]
    [InlineData(
        "requirements.csv\nid,consumer,purpose\nr,mail,mail\nalternatives.csv\nrequirement,service\n,cloud",
        "alternatives.csv:2:requirement")]
    [InlineData(
        "services.csv\nid|name|supplier\ns|S|acme\nfunctions.csv\nid,organisation,name\nf,nobody,F",
        "services.csv:1:id", "services.csv:1:name", "services.csv:1:supplier", "functions.csv:2:organisation")]
    public void What_a_file_that_cannot_be_read_would_have_named_is_not_missed(string bundle, params string[] places)
    {
        desk.Accept(Ground);
        var errors = desk.Import(bundle).Complaints.Where(c => !c.IsWarning).Select(c => $"{c.Place}");
        Assert.Equal(places, errors);
    }

    [Fact]
    public void A_bad_version_of_a_requirement_in_the_register_is_told_at_the_row_that_states_it()
    {
        desk.Accept(Ground);
        Assert.StartsWith("requirements.csv:3:need: 'old' needs 2 but has 1", Assert.Single(desk.Refuse("""
            requirements.csv
            id,need,consumer,purpose,valid_from
            old,1,mail,mail,
            old,2,mail,mail,2026-01-01
            """)), StringComparison.Ordinal);
        Assert.StartsWith("requirements.csv:3:consumer: 'cloud' is both the consumer", Assert.Single(desk.Refuse("""
            requirements.csv
            id,consumer,purpose,valid_from
            old,mail,mail,
            old,cloud,mail,2026-01-01
            """)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_a_requirement_of_the_register_is_not_missed_twice()
    {
        desk.Accept(Ground);
        Assert.StartsWith("requirements.csv:2:purpose: 'post'", Assert.Single(desk.Refuse("""
            requirements.csv
            id,consumer,purpose,valid_from
            old,cloud2,post,
            alternatives.csv
            requirement,service
            old,cloud
            """)), StringComparison.Ordinal);
    }
}
