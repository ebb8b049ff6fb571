using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class WhatIsSwitchedOff
{
    private const string Everything = """
        acme is a supplier in US
        acme owns 100% of polder
        polder-cloud is a service of polder, in DE NL
        sluice needs 1 of polder-cloud
        """;

    [Theory]
    [InlineData("country US, location NL, location DE, supplier acme, service polder-cloud", "control US acme polder")]
    [InlineData("location NL, location DE, supplier acme, service polder-cloud", "location DE NL")]
    [InlineData("supplier acme, service polder-cloud", "supplier acme polder")]
    [InlineData("supplier polder, supplier acme", "supplier polder")]
    [InlineData("service polder-cloud", "service")]
    public void Of_several_reasons_control_is_named_before_location_supplier_and_service(string causes, string why) =>
        Question.Ask(causes, Everything).StopsServices("polder-cloud 0h").Seeds("polder-cloud", why);

    [Fact]
    public void A_named_supplier_takes_along_all_that_it_controls()
    {
        var answer = Question.Ask("supplier acme", Everything).Stops("sluice 0h").Answer;
        Assert.Equal((2, 1), (answer.SeededSuppliers, answer.SeededServices));
    }

    [Theory]
    [InlineData("location NL", "")]
    [InlineData("location NL, location DE", "polder-cloud 0h")]
    [InlineData("location NL, location DE, location FR", "polder-cloud 0h")]
    public void A_location_takes_a_service_only_when_all_its_regions_are_lost(string causes, string stops) =>
        Question.Ask(causes, Everything).StopsServices(stops);

    [Fact]
    public void A_service_without_known_regions_is_never_lost_with_a_location() =>
        Question.Ask("location NL", "sluice needs 1 of polder-cloud").Stops("");

    [Fact]
    public void A_country_is_a_place_of_suppliers_and_a_location_a_place_of_services() => Question.Ask(
        "country NL, location US", """
        acme is a supplier in US
        acme-cloud is a service of acme, in NL
        sluice needs 1 of acme-cloud
        """).Stops("");

    [Fact]
    public void A_function_is_never_switched_off_itself_even_when_others_need_it()
    {
        var answer = Question.Ask("service digid", "return needs 1 of digid").Stops("").StopsServices("").Answer;
        Assert.Equal("digid", Assert.Single(answer.WithoutEffect).Text);
    }

    [Fact]
    public void What_others_need_of_a_function_stops_with_it() => Question.Ask("supplier acme", """
        digid needs 1 of acme-cloud
        return needs 1 of digid(24h), for identity
        """).Stops("digid 0h, return 24h").Because("return", "r2 digid 0h+24h, r1 acme-cloud 0h+0h");

    [Fact]
    public void Ids_that_do_not_hold_on_the_day_have_no_effect_and_are_named()
    {
        var answer = Question.Ask("supplier acme, service polder-cloud, on 2026-06-01", """
            acme is a supplier, until 2026-06-01
            polder-cloud is a service of polder, from 2026-07-01
            sluice needs 1 of acme-cloud
            """).Stops("").Answer;
        Assert.Equal(["acme", "polder-cloud"], answer.WithoutEffect.Select(id => id.Text));
        Assert.Equal((0, 0), (answer.SeededSuppliers, answer.SeededServices));
    }

    [Fact]
    public void A_scenario_needs_a_cause() =>
        Assert.Equal(new NothingSwitchedOff(), Scenario.Of().Problem);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    public void A_horizon_lies_between_no_hours_and_a_million(int hours, bool holds) =>
        Assert.Equal(holds, Scenario.Of([Country.Of("US").Value], horizonHours: hours).Holds);

    [Fact]
    public void A_question_about_places_is_refused_when_no_places_were_read()
    {
        var columns = Picture.Read(Everything).ColumnsOn(new DateOnly(2026, 1, 1));
        var placeless = new RegisterColumns
        {
            At = columns.At, Entities = columns.Entities, Requirements = columns.Requirements,
            Sources = columns.Sources,
            Organisation = columns.Organisation, Function = columns.Function, Supplier = columns.Supplier,
            Holdings = columns.Holdings, Service = columns.Service with { Regions = null },
            Requirement = columns.Requirement, Alternative = columns.Alternative,
        };
        var (scenario, _) = Question.Read("location NL");
        Assert.Throws<InvalidOperationException>(() => SwitchOff.Run(DependencyGraph.Of(placeless), scenario));
    }
}
