namespace Sluiswachter.Insight.Tests;

public sealed class WhoControlsWhom
{
    private const string Rest = """

        acme is a supplier in US
        polder is a supplier in NL
        sluice needs 1 of polder-cloud
        """;

    [Theory]
    [InlineData("acme owns polder alone")]
    [InlineData("acme owns 10% of polder alone")]
    [InlineData("acme owns 50.01% of polder")]
    [InlineData("acme owns 100% of polder")]
    public void Sole_control_or_more_than_half_of_the_shares_is_control(string holding) =>
        Question.Ask("country US", holding + Rest).Stops("sluice 0h").Seeds("polder-cloud", "control US acme polder");

    [Theory]
    [InlineData("acme owns 50% of polder")]
    [InlineData("acme owns polder")]
    [InlineData("acme owns 100% of polder jointly")]
    [InlineData("acme owns 100% of polder without control")]
    [InlineData("acme owns polder jointly")]
    public void Half_of_the_shares_or_joint_control_or_none_is_no_control(string holding) =>
        Question.Ask("country US", holding + Rest).Stops("");

    [Theory]
    [InlineData("acme owns 100% of polder (announced)")]
    [InlineData("acme owns 100% of polder (prohibited)")]
    [InlineData("acme owns polder alone (announced)")]
    public void What_is_announced_or_prohibited_does_not_count(string holding) =>
        Question.Ask("country US", holding + Rest).Stops("");

    [Fact]
    public void Control_goes_through_a_chain() => Question.Ask("country US", """
        acme is a supplier in US
        acme owns 60% of holding
        holding owns 60% of polder
        sluice needs 1 of polder-cloud
        """).Stops("sluice 0h").Seeds("polder-cloud", "control US acme holding polder");

    [Fact]
    public void Shares_are_not_added_across_owners() => Question.Ask("country US", """
        acme is a supplier in US
        bell is a supplier in US
        acme owns 40% of polder
        bell owns 40% of polder
        sluice needs 1 of polder-cloud
        """).Stops("");

    [Fact]
    public void Shares_are_not_multiplied_along_a_chain() => Question.Ask("country US", """
        acme is a supplier in US
        acme owns 51% of holding
        holding owns 51% of polder
        sluice needs 1 of polder-cloud
        """).Stops("sluice 0h");

    [Fact]
    public void Control_does_not_go_up() => Question.Ask("country US", """
        acme is a supplier in NL
        daughter is a supplier in US
        acme owns 100% of daughter
        sluice needs 1 of acme-cloud
        """).Stops("");

    [Fact]
    public void Loops_of_ownership_end_where_they_began() => Question.Ask("country US", """
        acme is a supplier in US
        acme owns 60% of b
        b owns 60% of c
        c owns 60% of b
        c owns 60% of acme
        sluice needs 1 of c-cloud
        """).Stops("sluice 0h").Seeds("c-cloud", "control US acme b c");

    [Fact]
    public void Both_ends_of_a_holding_must_hold_on_the_day() => Question.Ask("country US, on 2026-06-01", """
        acme is a supplier in US
        holding is a supplier, until 2026-06-01
        acme owns 100% of holding
        holding owns 100% of polder
        sluice needs 1 of polder-cloud
        """).Stops("");

    [Theory]
    [InlineData("2026-05-31", "")]
    [InlineData("2026-06-01", "sluice 0h")]
    [InlineData("2026-12-31", "sluice 0h")]
    [InlineData("2027-01-01", "")]
    public void A_sale_counts_from_its_day_until_its_end(string day, string stops) =>
        Question.Ask($"country US, on {day}", "acme owns 100% of polder, from 2026-06-01, until 2027-01-01" + Rest)
            .Stops(stops);

    [Fact]
    public void The_shortest_chain_is_told_and_of_the_shortest_the_first_by_id() => Question.Ask(
        "country US, country CN", """
        a is a supplier in US
        b is a supplier in CN
        y is a supplier in US
        a owns 100% of z
        b owns 100% of x
        z owns 100% of polder
        x owns 100% of polder
        y owns 100% of w
        w owns 100% of v
        v owns 100% of polder
        sluice needs 1 of polder-cloud
        """).Seeds("polder-cloud", "control US a z polder");

    [Fact]
    public void A_supplier_of_unknown_country_is_never_in_reach_and_is_counted()
    {
        var answer = Question.Ask("country US", """
            acme is a supplier in US
            sluice needs 1 of riddle-cloud
            pump needs 1 of riddle-mail
            """).Stops("").Answer;
        Assert.Equal((1, 2), (answer.Graph.SuppliersWithoutCountry, answer.Graph.ServicesWithoutCountry));
    }

    [Fact]
    public void A_supplier_of_unknown_country_is_in_reach_through_its_owner() => Question.Ask("country US", """
        acme is a supplier in US
        acme owns 100% of riddle
        sluice needs 1 of riddle-cloud
        """).Stops("sluice 0h").Seeds("riddle-cloud", "control US acme riddle");
}
