namespace Sluiswachter.Insight.Tests;

public sealed class ForHowManyPeople
{
    [Fact]
    public void A_body_counts_the_most_people_of_one_of_its_failed_functions() => Question.Ask("supplier acme", """
        town is a body of 9000 people
        sluice is a function of town, for 500 people
        pump is a function of town, for 700 people
        mill is a function of town, for 800 people
        sluice needs 1 of acme-cloud
        pump needs 1 of acme-cloud
        """).People(failed: 700, of: 800);

    [Fact]
    public void A_function_that_does_not_say_serves_all_people_of_its_body() => Question.Ask("supplier acme", """
        town is a body of 9000 people
        sluice is a function of town
        pump is a function of town, for 700 people
        sluice needs 1 of acme-cloud
        """).People(failed: 9000, of: 9000);

    [Fact]
    public void An_unknown_population_counts_as_nobody() => Question.Ask("supplier acme", """
        town is a body
        sluice is a function of town
        sluice needs 1 of acme-cloud
        """).People(failed: 0, of: 0);

    [Fact]
    public void A_function_for_nobody_is_not_a_function_that_does_not_say() => Question.Ask("supplier acme", """
        town is a body of 9000 people
        sluice is a function of town, for 0 people
        sluice needs 1 of acme-cloud
        """).People(failed: 0, of: 0);

    [Fact]
    public void What_serves_nobody_is_counted_apart_and_so_are_the_bodies_that_lose_nothing_else()
    {
        var answer = Question.Ask("supplier acme", """
            town is a body of 9000 people
            village is a body of 70 people
            hamlet is a body of 30 people
            mail is a function of town
            letters is a function of town, for 0 people
            post is a function of village, for 0 people
            notes is a function of hamlet, for 0 people
            mail needs 1 of acme-cloud(4h)
            letters needs 1 of acme-cloud
            post needs 1 of acme-cloud(8h)
            notes needs 1 of polder-cloud
            """).People(failed: 9000, of: 9000).Answer;
        Assert.Equal(3, answer.Graph.FunctionsForNobody);
        Assert.Equal(
            [(0, 1, new ForNobody(1, 1)), (4, 2, new ForNobody(1, 0)), (8, 3, new ForNobody(2, 1))],
            answer.Timeline.Select(m => (m.Hour, m.Failed.Functions, m.ForNobody)));
        Assert.Equal((1, 1), (answer.FailedForPeople.Functions, answer.OfForPeople.Functions));
        Assert.Equal([0, 1, 1], answer.Timeline.Select(m => m.ForPeople().Failed.Functions));
        Assert.StartsWith("Moment { Hour = 4, ", answer.Timeline[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_without_functions_counts_as_a_body_but_for_nobody()
    {
        var answer = Question.Ask("supplier acme", """
            town is a body of 9000 people
            town needs 1 of acme-cloud
            """).People(failed: 0, of: 0).Answer;
        Assert.Equal((0, 1), (answer.Failed.Organisations, answer.Of.Organisations));
    }

    [Fact]
    public void Bodies_are_summed_in_64_bits() => Question.Ask("supplier acme", string.Join('\n', Enumerable.Range(0, 5)
        .Select(i => $"sluice{i} is a function of town{i}, for 1000000000000 people\nsluice{i} needs 1 of acme-cloud")))
        .People(failed: 5_000_000_000_000, of: 5_000_000_000_000);

    [Fact]
    public void The_timeline_adds_up_hour_by_hour()
    {
        var answer = Question.Ask("supplier acme", """
            sluice is a function of town, for 500 people
            pump is a function of town, for 700 people
            mill is a function of town, for 600 people
            gate is a function of village, for 10 people
            sluice needs 1 of acme-cloud
            pump needs 1 of acme-cloud(4h)
            mill needs 1 of acme-cloud(9h)
            gate needs 1 of polder-cloud(5h)
            polder-cloud needs 1 of acme-cloud(4h)
            """).Answer;
        Assert.Equal(
            [
                new Moment(0, new Counts(1, 1, 1, 500)),
                new Moment(4, new Counts(2, 2, 1, 700)),
                new Moment(9, new Counts(4, 2, 2, 710)),
            ],
            answer.Timeline);
        Assert.Equal(answer.Timeline[^1].Failed, answer.Failed);
        Assert.Equal(new Counts(4, 2, 2, 710), answer.Of);
    }

    [Fact]
    public void Nothing_that_fails_is_an_empty_timeline()
    {
        var answer = Question.Ask("country US", "sluice needs 1 of acme-cloud").Answer;
        Assert.Empty(answer.Timeline);
        Assert.Equal(default, answer.Failed);
    }

    [Fact]
    public void A_function_tells_its_body_its_people_and_what_it_tolerates()
    {
        var answer = Question.Ask("supplier acme", """
            town is a body of 9000 people
            sluice is a function of town, tolerating 4 h
            pump is a function of town, for 700 people
            sluice needs 1 of acme-cloud
            pump needs 1 of acme-cloud
            """).Answer;
        Assert.Equal(
            [("pump", "town", 700L, null), ("sluice", "town", 9000L, (int?)4)],
            answer.Functions.Select(f => (
                answer.Graph.Entities[f.Entity], answer.Graph.Entities[f.Organisation], f.People, f.ToleratesHours)));
    }
}
