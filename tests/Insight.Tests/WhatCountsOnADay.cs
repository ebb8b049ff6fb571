namespace Sluiswachter.Insight.Tests;

public sealed class WhatCountsOnADay
{
    [Theory]
    [InlineData(-1, "pump 0h, sluice 0h", "", 2, 2)]
    [InlineData(0, "", "r3", 1, 2)] // Without its body the sluice does not count, and what needs it lacks it.
    [InlineData(1, "pump 0h, sluice 0h", "", 2, 1)] // Without its supplier the service does not count.
    [InlineData(2, "", "r3", 1, 2)]
    [InlineData(3, "pump 0h, sluice 0h", "", 2, 1)]
    [InlineData(4, "", "", 2, 2)]
    [InlineData(5, "pump 0h, sluice 0h", "", 2, 2)]
    public void A_fact_and_what_it_rests_on_must_both_hold(
        int ended, string stops, string unmet, int functions, int services)
    {
        string Until(int fact) => fact == ended ? ", until 2026-11-01" : "";
        var answer = Question.Ask("supplier acme, supplier polder, on 2026-11-01", $"""
            town is a body{Until(0)}
            acme is a supplier{Until(1)}
            sluice is a function of town{Until(2)}
            acme-cloud is a service of acme{Until(3)}
            sluice needs 1 of polder-cloud, as r1{Until(4)}
            r1 is also met by acme-cloud{Until(5)}
            pump is a function of city
            pump needs 1 of sluice, as r3
            """).Stops(stops).Unmet(unmet).Answer;
        Assert.Equal((functions, services), (answer.Of.Functions, answer.Of.Services));
    }

    [Theory]
    [InlineData("2026-06-30", "sluice 0h")]
    [InlineData("2026-07-01", "")]
    public void A_service_may_change_its_supplier(string day, string stops) => Question.Ask($"country US, on {day}", """
        acme is a supplier in US
        polder is a supplier in NL
        mail is a service of acme, until 2026-07-01
        mail is a service of polder, from 2026-07-01
        sluice needs 1 of mail
        """).Stops(stops);

    [Theory]
    [InlineData("2026-06-30", "sluice 0h")]
    [InlineData("2026-07-01", "")]
    public void A_supplier_may_move(string day, string stops) => Question.Ask($"country US, on {day}", """
        acme is a supplier in US, until 2026-07-01
        acme is a supplier in NL, from 2026-07-01
        sluice needs 1 of acme-mail
        """).Stops(stops);

    [Theory]
    [InlineData("2026-06-30", "sluice 0h")]
    [InlineData("2026-07-01", "")]
    public void A_planned_alternative_helps_from_its_day(string day, string stops) => Question.Ask(
        $"supplier acme, on {day}", """
        sluice needs 1 of acme-cloud, as r1
        r1 is also met by polder-cloud, from 2026-07-01
        """).Stops(stops);

    [Theory]
    [InlineData("2026-06-30", "sluice 0h")]
    [InlineData("2026-07-01", "")]
    public void A_requirement_may_take_the_place_of_another(string day, string stops) => Question.Ask(
        $"supplier acme, on {day}", """
        sluice needs 1 of acme-cloud, until 2026-07-01
        sluice needs 1 of polder-cloud, from 2026-07-01
        """).Stops(stops);

    [Theory]
    [InlineData("2026-06-30", "pump 0h")]
    [InlineData("2026-07-01", "pump 0h, sluice 0h")]
    public void A_function_may_move_to_another_body_and_gets_its_requirements(string day, string stops) =>
        Question.Ask($"supplier acme, on {day}", """
            town is a body
            village is a body
            sluice is a function of village, until 2026-07-01
            sluice is a function of town, from 2026-07-01
            pump is a function of town
            town needs 1 of acme-cloud
            """).Stops(stops);

    [Fact]
    public void Facts_are_frozen_at_the_day_and_what_ends_within_the_horizon_is_ignored() =>
        Question.Ask("supplier acme, on 2026-06-01, within 8760 h", """
            sluice needs 1 of acme-cloud(800h), until 2026-06-15
            """).Stops("sluice 800h");

    [Fact]
    public void The_node_of_an_id_that_does_not_count_is_none()
    {
        var graph = Question.Ask("supplier acme", "sluice needs 1 of acme-cloud").Answer.Graph;
        Assert.Equal(-1, graph.NodeOf(graph.Entities.PositionOf("acme")));
        Assert.Equal("sluice", graph.Entities[graph.EntityOf(graph.NodeOf(graph.Entities.PositionOf("sluice")))]);
    }

    [Fact]
    public void Two_rows_of_one_id_on_one_day_are_a_bug_of_the_caller() => Assert.Throws<ArgumentException>(
        () => Question.Ask("supplier acme", "sluice is a function of town\nsluice is a function of town"));
}
