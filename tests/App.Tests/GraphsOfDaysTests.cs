using Sluiswachter.Insight;

namespace Sluiswachter.App.Tests;

public sealed class GraphsOfDaysTests
{
    private const string OneFunction = """
        organisations.csv
        id,name
        o,Body
        functions.csv
        id,organisation,name
        f,o,Function
        suppliers.csv
        id,name,country
        us,American,US
        services.csv
        id,name,supplier,regions
        s,Service,us,US
        requirements.csv
        id,consumer,purpose,status,valid_from
        r,f,mail,in-use,
        maybe,f,web,considered,2026-01-01
        alternatives.csv
        requirement,service
        r,s
        maybe,s
        """;

    private static readonly DateOnly Day = new(2026, 11, 21);

    private readonly GraphsOfDays graphs = new(most: 2);

    [Fact]
    public void A_second_question_about_the_same_day_needs_no_loading()
    {
        using var desk = Filled();
        Assert.Same(GraphOf(desk), GraphOf(desk));
    }

    [Fact]
    public void An_import_is_noticed()
    {
        using var desk = Filled();
        var before = GraphOf(desk);
        desk.Accept("organisations.csv\nid,name\np,Another");
        var after = GraphOf(desk);
        Assert.Equal((1, 2), (before.OrganisationCount, after.OrganisationCount));
    }

    [Fact]
    public void Another_day_and_what_is_only_considered_are_other_graphs()
    {
        using var desk = Filled();
        var graph = GraphOf(desk);
        Assert.NotSame(graph, GraphOf(desk, Day.AddDays(1)));
        Assert.Equal((1, 2), (graph.RequirementCount, GraphOf(desk, includeConsidered: true).RequirementCount));
    }

    [Fact]
    public void What_was_known_on_an_earlier_day_is_another_graph_and_stays_at_hand()
    {
        using var desk = Filled();
        desk.Today = "2026-11-25";
        desk.Accept("organisations.csv\nid,name\np,Another");
        var (now, then) = (GraphOf(desk), GraphOf(desk, knownOn: new DateOnly(2026, 11, 22)));
        Assert.Equal((2, 1), (now.OrganisationCount, then.OrganisationCount));
        Assert.Same(now, GraphOf(desk));
        Assert.Same(then, GraphOf(desk, knownOn: new DateOnly(2026, 11, 22)));
    }

    [Fact]
    public void A_graph_with_regions_answers_questions_without_them_but_not_the_reverse()
    {
        using var desk = Filled();
        var without = GraphOf(desk);
        var with = GraphOf(desk, withRegions: true);
        Assert.NotSame(without, with);
        Assert.Same(with, GraphOf(desk));
    }

    [Fact]
    public void Only_the_graphs_that_were_asked_for_last_are_kept()
    {
        using var desk = Filled();
        var (first, second) = (GraphOf(desk), GraphOf(desk, Day.AddDays(1)));
        Assert.Same(first, GraphOf(desk));
        GraphOf(desk, Day.AddDays(2));
        Assert.Same(first, GraphOf(desk));
        Assert.NotSame(second, GraphOf(desk, Day.AddDays(1)));
    }

    [Fact]
    public void Many_who_ask_at_once_get_the_one_graph_that_is_loaded()
    {
        using var desk = Filled();
        var all = new DependencyGraph[16];
        Parallel.For(0, all.Length, i => all[i] = GraphOf(desk));
        Assert.All(all, g => Assert.Same(all[0], g));
    }

    private static Desk Filled()
    {
        var desk = new Desk();
        desk.Accept(OneFunction);
        return desk;
    }

    private DependencyGraph GraphOf(
        Desk desk, DateOnly? at = null, bool includeConsidered = false, bool withRegions = false, DateOnly? knownOn = null)
    {
        using var reader = desk.Store.Read(knownOn is { } day ? Days.EndOf(day) : null);
        return graphs.Of(reader, at ?? Day, includeConsidered, withRegions);
    }
}
