using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class WhyItStops
{
    [Fact]
    public void Of_alternatives_that_arrive_together_the_one_at_its_place_by_id_is_named() =>
        Question.Ask("supplier a, supplier b, supplier c", """
            sluice needs 2 of c-cloud a-cloud b-cloud
            """).Because("sluice", "r1 b-cloud 0h+0h");

    [Fact]
    public void One_that_arrived_earlier_takes_a_place_before_them() =>
        Question.Ask("supplier a, supplier b, supplier c", """
            sluice needs 2 of a-cloud(4h) b-cloud(4h) c-cloud(1h)
            """).Because("sluice", "r1 a-cloud 0h+4h");

    [Fact]
    public void At_the_same_hour_fewer_steps_arrive_first() => Question.Ask("supplier acme", """
        a-cloud needs 1 of acme-dns
        sluice needs 1 of a-cloud acme-cloud
        pump needs 2 of a-cloud acme-cloud
        """).Stops("pump 0h, sluice 0h")
        .Because("sluice", "r2 a-cloud 0h+0h, r1 acme-dns 0h+0h")
        .Because("pump", "r3 acme-cloud 0h+0h");

    [Fact]
    public void At_the_same_hour_a_grace_that_ended_counts_the_steps_before_it() => Question.Ask("supplier acme", """
        a-cloud needs 1 of acme-dns(5h)
        b-cloud needs 1 of a-cloud
        sluice needs 1 of b-cloud, as r8
        sluice needs 1 of acme-mail(5h), as r9
        """).Stops("sluice 5h").Because("sluice", "r9 acme-mail 0h+5h");

    [Fact]
    public void Of_requirements_that_break_together_the_first_by_id_is_named() => Question.Ask("supplier acme", """
        sluice needs 1 of acme-cloud, as r9
        sluice needs 1 of acme-dns, as r10
        """).Because("sluice", "r10 acme-dns 0h+0h");

    [Fact]
    public void The_ground_is_that_of_the_alternative_when_it_names_a_source_and_else_of_the_requirement()
    {
        var answer = Question.Ask("supplier acme", """
            sluice needs 1 of acme-cloud, as r1, said by survey, measured
            pump needs 2 of acme-cloud, as r2, said by survey, measured
            r2 is also met by acme-dns, said by contract, inferred
            mill needs 1 of acme-cloud, as r3
            """).Answer;
        Assert.Equal(
            [(Basis.Declared, null), (Basis.Measured, "survey"), (Basis.Measured, "survey")],
            new[] { "mill", "pump", "sluice" }.Select(f => Ground(answer, f)));
        Assert.Equal((Basis.Inferred, "contract"), Ground(Question.Ask("service acme-dns", """
            pump needs 2 of acme-cloud, as r2, said by survey, measured
            r2 is also met by acme-dns, said by contract, inferred
            """).Answer, "pump"));
    }

    [Fact]
    public void A_step_tells_how_many_of_how_many_were_needed()
    {
        const string picture = "sluice needs 2 of acme-cloud polder-cloud water-cloud";
        var answer = Question.Ask("supplier acme", picture).Stops("").Answer;
        Assert.Empty(answer.Because(answer.Graph.Entities.PositionOf("sluice")).Steps);
        answer = Question.Ask("supplier acme, supplier polder", picture).Answer;
        var step = Assert.Single(answer.Functions[0].Because.Steps);
        Assert.Equal((2, 3), (step.Need, step.Of));
    }

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    public void A_chain_is_told_for_64_steps_and_says_when_there_are_more(int links, bool more)
    {
        var lines = Enumerable.Range(1, links - 1).Select(i => $"a-{i} needs 1 of a-{i - 1}(1h)")
            .Append($"sluice needs 1 of a-{links - 1}");
        var because = Question.Ask("service a-0", string.Join('\n', lines)).Answer.Functions.Single().Because;
        Assert.Equal((64, links, more), (because.Steps.Count(), because.Links, because.HasMore));
    }

    [Fact]
    public void A_seed_has_no_chain_and_another_service_no_seed()
    {
        var answer = Question.Ask("service a-cloud", "b-cloud needs 1 of a-cloud").Answer;
        Assert.Equal([true, false], answer.Services.Select(s => s.SeededBy is not null));
        Assert.Equal([0, 1], answer.Services.Select(s => s.Because.Links));
    }

    [Theory]
    [InlineData("10", "90", 90)]
    [InlineData("90", "10", 90)]
    [InlineData("90", null, null)]
    [InlineData(null, "90", null)]
    public void The_exit_is_ready_when_the_exits_of_all_requirements_that_broke_are(
        string? first, string? second, int? hours) =>
        Question.Ask("supplier acme", $"""
            sluice needs 1 of acme-cloud{(first is null ? "" : $", exit {first} h")}
            town needs 1 of acme-dns(8h){(second is null ? "" : $", exit {second} h")}
            town is a body
            sluice is a function of town
            """).Exit("sluice", hours);

    [Fact]
    public void The_exit_of_what_holds_within_the_horizon_need_not_be_ready() => Question.Ask(
        "supplier acme, within 24 h", """
        sluice needs 1 of acme-cloud, exit 10 h
        sluice needs 1 of acme-dns(25h)
        sluice needs 1 of polder-cloud
        """).Exit("sluice", 10);

    private static (Basis, string?) Ground(SwitchOffAnswer answer, string function)
    {
        var step = answer.Because(answer.Graph.Entities.PositionOf(function)).Steps.First();
        return (step.Basis, step.Source is { } source ? answer.Graph.Sources[source] : null);
    }
}
