namespace Sluiswachter.Insight.Tests;

/// <summary>Where a calculation bounds its work it says so, and what it still tells is true.</summary>
public sealed class WhenThereIsTooMuchWork
{
    private static readonly DateOnly Day = new(2026, 11, 1);

    [Fact]
    public void Concentration_counts_through_others_for_fewer_and_keeps_every_share() => RandomRegisters.Hold(
        c =>
        {
            var (columns, question) = (c.Facts.ColumnsOn(c.Day), new ConcentrationQuestion(Per: (HolderKind)(1 + c.Seed % 3)));
            var (whole, cut) = (Concentration.Of(columns, question), Concentration.Of(columns, question, mostWork: 1 + c.Seed % 5));
            Assert.True(whole.IsComplete);
            Assert.Equal(whole.Groups.Count, cut.Groups.Count);
            var isSame = true;
            foreach (var (all, some) in whole.Groups.Zip(cut.Groups))
            {
                Assert.Equal((all.Name, all.Functions, all.Shares.Hhi, all.Shares.Top(3)), (some.Name, some.Functions, some.Shares.Hhi, some.Shares.Top(3)));
                var known = all.Holders.ToDictionary(h => (h.Entity, h.Country));
                Assert.All(some.Holders, h => Assert.Equal(known[(h.Entity, h.Country)] with { FunctionsInAll = h.FunctionsInAll }, h));
                Assert.All(some.Holders.Where(h => h.FunctionsInAll is not null), h => Assert.Equal(known[(h.Entity, h.Country)], h));
                Assert.Subset(some.Holders.Select(h => (h.Entity, h.Country)).ToHashSet(), known.Values.Where(h => h.Functions > 0).Select(h => (h.Entity, h.Country)).ToHashSet());
                isSame &= all.Holders.SequenceEqual(some.Holders);
            }

            Assert.True(isSame || !cut.IsComplete, "something is missing and nobody says so");
        },
        cases: 1000);

    [Fact]
    public void A_bound_on_what_stands_through_others_is_told()
    {
        var columns = Picture.Read(
            """
            sluice needs 1 of acme-cloud
            pump needs 1 of acme-cloud
            mill needs 1 of polder-cloud
            acme-cloud needs 1 of brick-cloud
            """).ColumnsOn(Day);
        var cut = Concentration.Of(columns, new ConcentrationQuestion(), mostWork: 1);
        Assert.False(cut.IsComplete);
        Assert.Equal(
            ["acme 2", "polder "],
            cut.Groups.Single().Holders.Select(h => $"{columns.Entities[h.Entity]} {h.FunctionsInAll}"));
        Assert.True(Concentration.Of(columns, new ConcentrationQuestion()).IsComplete);
    }

    [Fact]
    public void Exposure_looks_at_fewer_hands_and_says_how_many_it_left_out() => RandomRegisters.Hold(
        c =>
        {
            var columns = c.Facts.ColumnsOn(c.Day);
            var (graph, question) = (DependencyGraph.Of(columns), ExposureQuestion.Of(
                suppliers: [.. c.Facts.Suppliers.Select(s => s.Id)]).Value);
            var (whole, cut) = (Exposure.Run(columns, graph, question), Exposure.Run(columns, graph, question, mostWork: c.Seed % 4));
            Assert.Equal(0, whole.HandsLeftOut);
            Assert.Equal(whole.Counts, cut.Counts);
            Assert.Equal(whole.Functions.Select(f => f.Entity), cut.Functions.Select(f => f.Entity));
            var known = whole.Hands.ToDictionary(h => h.Supplier, h => (h.Services, h.Counts));
            Assert.All(cut.Hands, h => Assert.Equal(known[h.Supplier], (h.Services, h.Counts)));
            Assert.InRange(whole.Hands.Count - cut.Hands.Count, 0, cut.HandsLeftOut);
        },
        cases: 1000);

    [Fact]
    public void A_bound_on_hands_leaves_out_those_with_fewest_direct_users()
    {
        var columns = Picture.Read(
            """
            acme is a supplier in US
            brick is a supplier in US
            sluice needs 1 of acme-cloud, in the clear
            pump needs 1 of acme-cloud, in the clear
            mill needs 1 of brick-cloud, in the clear
            """).ColumnsOn(Day);
        var answer = Exposure.Run(
            columns, DependencyGraph.Of(columns), ExposureQuestion.Of([Model.Country.Of("US").Value]).Value, mostWork: 0);
        Assert.Equal(["acme"], answer.Hands.Select(h => columns.Entities[h.Supplier]));
        Assert.Equal(1, answer.HandsLeftOut);
        Assert.Equal(3, answer.Counts.InReach.Functions);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void What_was_spared_in_one_run_is_not_in_the_next(int alternatives)
    {
        // The spared requirement is out of reach in the first run, and that run is small beside the register: so forgetting
        // it neither comes past the requirement nor restores everything.
        var graph = DependencyGraph.Of(Picture.Read(
            $"sluice needs 1 of {string.Join(' ', Enumerable.Range(0, alternatives).Select(i => $"acme-{i:000}"))}\n" +
            string.Concat(Enumerable.Range(0, 100).Select(i => $"other{i} needs 1 of dijk-cloud\n")) +
            "pump needs 1 of polder-cloud").ColumnsOn(Day));
        int[] Of(string supplier) => Seeds.Of(graph, Scenario.Of(suppliers: [Picture.Id(supplier)]).Value).Nodes;
        var (sluice, pump) = (graph.NodeOf(graph.Entities.PositionOf("sluice")), graph.NodeOf(graph.Entities.PositionOf("pump")));
        var requirement = Enumerable.Range(0, graph.RequirementCount).Single(r => graph.Required.Consumer[r] == sluice);
        var run = new Propagation(graph);
        run.Run(Of("polder"), 0, requirement);
        Assert.Equal((false, true), (run.HasFailed(sluice), run.HasFailed(pump)));
        run.Run(Of("acme"), 0);
        Assert.True(run.HasFailed(sluice));
        run.Run(Of("acme"), 0, requirement);
        Assert.False(run.HasFailed(sluice));
        run.Run(Of("acme"), 0);
        Assert.True(run.HasFailed(sluice));
    }
}
