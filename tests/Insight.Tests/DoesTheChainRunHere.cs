using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class DoesTheChainRunHere
{
    private static readonly DateOnly SomeDay = new(2026, 11, 1);
    private static readonly Country Here = Country.Of("NL").Value;

    [Fact]
    public void A_service_whose_supplier_owner_and_places_are_here_is_here() => Same(
        """
        polder is a supplier in NL
        dyke is a supplier in NL
        dyke owns 100% of polder
        polder-cloud is a service of polder, in NL
        sluice needs 1 of polder-cloud
        """,
        """
        here, goes on
        1 sluice r1 polder-cloud dyke(NL)>polder(NL) NL here
        """);

    [Fact]
    public void An_owner_abroad_takes_it_elsewhere_and_one_who_only_shares_control_does_not() => Same(
        """
        acme is a supplier in US
        polder is a supplier in NL
        acme owns 51% of polder
        acme owns 50% of hill
        hill is a supplier in NL
        polder-cloud is a service of polder, in NL
        hill-mail is a service of hill, in NL
        sluice needs 1 of polder-cloud
        sluice needs 1 of hill-mail
        """,
        """
        elsewhere, stops at 0 h
        1 sluice r1 polder-cloud acme(US)>polder(NL) NL elsewhere
        1 sluice r2 hill-mail hill(NL) NL here
        """);

    [Fact]
    public void A_second_owner_beside_the_chain_that_is_shown_counts_as_well() => Same(
        """
        zee is a supplier in US
        dyke is a supplier in NL
        polder is a supplier in NL
        zee owns polder alone
        dyke owns polder alone
        polder-cloud is a service of polder, in NL
        sluice needs 1 of polder-cloud
        """,
        """
        elsewhere, stops at 0 h
        1 sluice r1 polder-cloud dyke(NL)>polder(NL) NL elsewhere
        """);

    [Fact]
    public void What_the_register_does_not_say_is_unknown_and_never_here() => Same(
        """
        polder is a supplier in NL
        polder-cloud is a service of polder
        mist-mail is a service of mist, in NL
        sluice needs 1 of polder-cloud mist-mail
        """,
        """
        unknown, may stop at 0 h
        1 sluice r1 mist-mail mist(?) NL unknown
        1 sluice r1 polder-cloud polder(NL) - unknown
        """);

    [Fact]
    public void What_a_service_or_another_function_needs_is_told_after_it_and_a_loop_ends() => Same(
        """
        polder is a supplier in NL
        polder-cloud is a service of polder, in NL
        polder-names is a service of polder, in NL
        acme is a supplier in US
        acme-dns is a service of acme, in US
        tax needs 1 of digid, as r1
        digid needs 1 of polder-cloud, as r2
        polder-cloud needs 1 of acme-dns(4h) polder-names, as r3
        polder-names needs 1 of polder-cloud, as r4
        """,
        """
        elsewhere, goes on
        1 tax r1 digid
        2 digid r2 polder-cloud polder(NL) NL here
        3 polder-cloud r3 acme-dns acme(US) US elsewhere
        3 polder-cloud r3 polder-names polder(NL) NL here
        4 polder-names r4 polder-cloud polder(NL) NL here
        """,
        function: "tax");

    [Fact]
    public void A_body_needs_for_its_functions_and_what_is_unmet_is_told_apart() => Same(
        """
        town is a body of 10 people
        sluice is a function of town
        polder is a supplier in NL
        polder-cloud is a service of polder, in NL DE
        town needs 1 of polder-cloud, as r1
        sluice needs 2 of polder-cloud, as r2
        """,
        """
        elsewhere, stops at 0 h
        1 town r1 polder-cloud polder(NL) NL DE elsewhere
        unmet r2
        """);

    [Fact]
    public void Without_a_single_service_nothing_is_known() => Same(
        """
        sluice is a function of town
        """,
        "unknown, goes on");

    [Fact]
    public void Its_links_are_those_that_a_slow_search_finds() => RandomRegisters.Hold(
        c =>
        {
            var (graph, columns) = Read(c);
            foreach (var function in CountingFunctions(graph, columns))
            {
                var chain = Chain.Of(graph, columns, function, Here);
                Assert.Equal(
                    SlowLinks(c, graph.Entities[function]),
                    chain.Links.Select(l => $"{graph.Requirements[l.Requirement]} {graph.Entities[l.Used]}").Order(StringComparer.Ordinal));
            }
        },
        cases: 500);

    [Fact]
    public void What_is_wholly_here_nobody_elsewhere_can_stop() => RandomRegisters.Hold(
        c =>
        {
            var (graph, columns) = Read(c);
            var others = new[] { "CN", "US", "DE" }.Select(code => Country.Of(code).Value).ToList();
            var answer = SwitchOff.Run(graph, Scenario.Of(others, others, horizonHours: Hours.Most).Value);
            foreach (var function in CountingFunctions(graph, columns))
            {
                var chain = Chain.Of(graph, columns, function, Here);
                if (chain.Verdict == Whereabouts.Here)
                {
                    Assert.Null(answer.HourOf(function));
                    Assert.Null(chain.MayStopAtHours);
                }
            }
        },
        cases: 1000);

    private static void Same(string picture, string expected, string function = "sluice")
    {
        var columns = Picture.Read(picture).ColumnsOn(SomeDay);
        var graph = DependencyGraph.Of(columns);
        var chain = Chain.Of(graph, columns, graph.Entities.PositionOf(function), Here);
        var ends = (chain.StopsAtHours, chain.MayStopAtHours) switch
        {
            ({ } hours, _) => $"stops at {hours} h",
            (null, { } hours) => $"may stop at {hours} h",
            _ => "goes on",
        };
        var lines = chain.Links.Select(l => Render(l, graph)).Prepend($"{chain.Verdict.ToString().ToLowerInvariant()}, {ends}")
            .Concat(chain.Unmet.Select(r => $"unmet {graph.Requirements[r]}"));
        Assert.Equal(expected, string.Join('\n', lines));
    }

    private static string Render(ChainLink link, DependencyGraph graph)
    {
        var text = $"{link.Depth} {graph.Entities[link.Consumer]} {graph.Requirements[link.Requirement]} {graph.Entities[link.Used]}";
        if (link.Supplier is not { } behind)
        {
            return text;
        }

        var control = string.Join('>', behind.Control.Zip(
            behind.Countries, (s, c) => $"{graph.Entities[s]}({c?.Code ?? "?"})"));
        var places = link.Places.Count == 0 ? "-" : string.Join(' ', link.Places);
        return $"{text} {control} {places} {link.Verdict.ToString().ToLowerInvariant()}";
    }

    private static (DependencyGraph Graph, RegisterColumns Columns) Read(Case c)
    {
        var columns = c.Facts.ColumnsOn(c.Day);
        return (DependencyGraph.Of(columns), columns);
    }

    private static IEnumerable<int> CountingFunctions(DependencyGraph graph, RegisterColumns columns) =>
        columns.Function.Entity.Where(f => graph.NodeOf(f) >= 0);

    /// <summary>By names, and from the facts themselves.</summary>
    private static IEnumerable<string> SlowLinks(Case c, string function)
    {
        var bodies = Holding(c.Facts.Bodies, c).Select(b => b.Id).ToHashSet();
        var suppliers = Holding(c.Facts.Suppliers, c).Select(s => s.Id).ToHashSet();
        var functions = Holding(c.Facts.Functions, c).Where(f => bodies.Contains(f.Organisation)).ToDictionary(f => f.Id, f => f.Organisation);
        var services = Holding(c.Facts.Services, c).Where(s => suppliers.Contains(s.Supplier)).Select(s => s.Id).ToHashSet();
        var ways = Holding(c.Facts.Alternatives, c)
            .Where(a => functions.ContainsKey(a.Service) || services.Contains(a.Service)).ToLookup(a => a.Requirement, a => a.Service);
        var needs = Holding(c.Facts.Requirements, c).Where(r => ways[r.Id].Count() >= r.Need).ToList();
        HashSet<EntityId> reached = [];
        List<EntityId> added = [Picture.Id(function)];
        while (added.Count > 0)
        {
            var bodiesToo = added.Concat(added.Where(functions.ContainsKey).Select(f => functions[f])).ToList();
            List<EntityId> fresh = [.. bodiesToo.Where(reached.Add)];
            added = [.. needs.Where(r => fresh.Contains(r.Consumer)).SelectMany(r => ways[r.Id]).Where(w => !reached.Contains(w))];
        }

        return needs.Where(r => reached.Contains(r.Consumer)).SelectMany(r => ways[r.Id].Select(w => $"{r.Id.Text} {w.Text}"))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<T> Holding<T>(IEnumerable<T> facts, Case c)
        where T : Fact => facts.Where(f => f.Provenance.Validity.Contains(c.Day));
}
