namespace Sluiswachter.Insight.Tests;

public sealed class WhenARequirementBreaks
{
    [Fact]
    public void A_second_supplier_keeps_the_sluice_open() => Question.Ask("supplier acme", """
        sluice needs 1 of acme-cloud(0h) polder-cloud(0h)
        """).Stops("").StopsServices("acme-cloud 0h");

    [Fact]
    public void The_last_of_two_closes_it() => Question.Ask("supplier acme, supplier polder", """
        sluice needs 1 of acme-cloud(3h) polder-cloud(8h)
        """).Stops("sluice 8h").Because("sluice", "r1 polder-cloud 0h+8h");

    [Theory]
    [InlineData(1, "sluice 9h")]
    [InlineData(2, "sluice 4h")]
    [InlineData(3, "sluice 2h")]
    public void Needing_k_of_n_breaks_at_arrival_n_minus_k_plus_one(int need, string stops) =>
        Question.Ask("supplier a, supplier b, supplier c", $"""
            sluice needs {need} of c-cloud(2h) a-cloud(9h) b-cloud(4h)
            """).Stops(stops);

    [Fact]
    public void Graces_add_up_along_the_way() => Question.Ask("supplier acme", """
        polder-cloud needs 1 of acme-cloud(2h)
        sluice needs 1 of polder-cloud(3h)
        """).Stops("sluice 5h").StopsServices("acme-cloud 0h, polder-cloud 2h");

    [Theory]
    [InlineData("hosting", 0)]
    [InlineData("storage", 0)]
    [InlineData("identity", 0)]
    [InlineData("mail", 0)]
    [InlineData("dns", 0)]
    [InlineData("network", 0)]
    [InlineData("payment", 0)]
    [InlineData("messaging", 0)]
    [InlineData("web", 0)]
    [InlineData("support", 720)]
    [InlineData("updates", 720)]
    [InlineData("licence", 720)]
    [InlineData("other", 720)]
    public void A_slow_purpose_has_a_grace_of_720_hours_unless_the_alternative_states_its_own(
        string purpose, int hours) =>
        Question.Ask("supplier acme", $"""
            pump needs 1 of acme-cloud(5h), for {purpose}
            sluice needs 1 of acme-cloud, for {purpose}
            """).Stops(hours == 0 ? "sluice 0h, pump 5h" : $"pump 5h, sluice {hours}h");

    [Theory]
    [InlineData(24, "sluice 24h")]
    [InlineData(23, "")]
    public void What_fails_at_the_horizon_has_failed_and_what_fails_later_has_not(int horizon, string stops) =>
        Question.Ask($"supplier acme, within {horizon} h", "sluice needs 1 of acme-cloud(24h)").Stops(stops);

    [Fact]
    public void The_longest_grace_and_the_longest_horizon_work() => Question.Ask("supplier acme, within 1000000 h", """
        sluice needs 1 of acme-cloud(1000000h)
        pump needs 1 of sluice(1h)
        """).Stops("sluice 1000000h");

    [Fact]
    public void A_consumer_stops_at_the_first_of_its_requirements() => Question.Ask("supplier acme", """
        sluice needs 1 of acme-cloud(9h)
        sluice needs 1 of acme-dns(4h), for dns
        """).Stops("sluice 4h").Because("sluice", "r2 acme-dns 0h+4h");

    [Fact]
    public void A_cycle_that_nothing_reaches_never_fails() => Question.Ask("supplier acme", """
        polder-cloud needs 1 of polder-dns
        polder-dns needs 1 of polder-cloud
        sluice needs 1 of polder-cloud
        """).Stops("").StopsServices("");

    [Fact]
    public void A_cycle_that_is_reached_fails_from_there() => Question.Ask("supplier acme", """
        polder-cloud needs 1 of polder-dns(1h)
        polder-dns needs 1 of polder-cloud(1h)
        polder-dns needs 1 of acme-cloud(5h)
        sluice needs 1 of polder-cloud
        """).Stops("sluice 6h").StopsServices("acme-cloud 0h, polder-dns 5h, polder-cloud 6h");

    [Fact]
    public void What_leans_on_itself_besides_another_falls_only_with_the_other() => Question.Ask("supplier acme", """
        polder-cloud needs 1 of polder-dns acme-cloud
        polder-dns needs 1 of polder-cloud acme-cloud
        sluice needs 1 of polder-cloud
        """).Stops("");

    [Fact]
    public void A_requirement_of_a_body_holds_for_each_of_its_own_functions() => Question.Ask("supplier acme", """
        town is a body
        village is a body
        sluice is a function of town
        pump is a function of town
        mill is a function of village
        town needs 1 of acme-cloud(2h)
        """).Stops("pump 2h, sluice 2h").Because("pump", "r1 acme-cloud 0h+2h");

    [Fact]
    public void A_body_may_need_one_of_its_own_functions() => Question.Ask("supplier acme", """
        town is a body
        login is a function of town
        sluice is a function of town
        town needs 1 of login(1h)
        login needs 1 of acme-cloud
        """).Stops("login 0h, sluice 1h");

    [Fact]
    public void An_unmet_requirement_stops_nothing_and_is_kept_apart_by_name()
    {
        var graph = Question.Ask("supplier acme, on 2026-06-01", """
            polder-cloud is a service of polder, until 2026-06-01
            sluice needs 2 of acme-cloud polder-cloud
            pump needs 1 of polder-cloud
            mill needs 1 of acme-cloud polder-cloud
            """).Stops("mill 0h").Unmet("r1, r2").Answer.Graph;
        Assert.Equal((1, 1), (graph.RequirementCount, graph.AlternativeCount));
    }

    [Fact]
    public void A_requirement_of_a_body_without_functions_can_be_unmet_as_well() => Question.Ask("supplier acme", """
        village is a body
        village needs 2 of acme-cloud
        """).Stops("").Unmet("r1");
}
