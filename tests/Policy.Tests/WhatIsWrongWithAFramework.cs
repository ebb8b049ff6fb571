using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

/// <summary>No framework can be made that is wrong, and all that is wrong is told at once, about the very part.</summary>
public sealed class WhatIsWrongWithAFramework
{
    [Fact]
    public void Every_fault_is_told_of_its_part()
    {
        var (orphan, twin) = (Frameworks.Node("a", "nobody", (0, null), (2000, null)), Frameworks.Node("b", null, (0, null), (1, null)));
        var lone = Frameworks.Node("c", null, (1, null));
        var other = twin with { Urn = "urn:other" };
        var weights = new WeightSet("w", new Dictionary<string, decimal> { ["b"] = 50 });
        var (framework, faults) = Frameworks.Make([orphan, twin, other, lone], [weights]);
        Assert.Null(framework);
        Assert.Equal(
            new (object, string)[]
            {
                (other, "'b' is the name of something else too: expected each once"),
                (orphan, "there is no node 'nobody' to be its parent: expected the ref id of a node"),
                (lone.Criteria[0], "the question leaves nothing to choose: expected at least two options"),
                (orphan.Criteria[0].Options[1], "2000 points: expected 0 to 1000"),
                (lone.Criteria[0], new EveryQuestionCounts().ToString()),
                (weights, "the weights 'w' leave out c: expected a weight for every objective"),
                (weights, "the weights 'w' add up to 50: expected 100"),
            },
            from fault in faults
            where fault.Part is not Criterion { RefId: "b" }
            orderby fault.Problem switch { NameTwice => 0, UnknownParent => 1, NothingToChoose => 2, PointsOutOfRange => 3, EveryQuestionCounts => 4, WeightsMissing => 5, _ => 6 }
            select (fault.Part, fault.Problem.ToString()));
    }

    [Theory]
    [InlineData("a>a", "a → a")]
    [InlineData("a>b b>a", "a → b → a")]
    [InlineData("a>b b>c c>b", "b → c → b")]
    public void A_circle_of_parents_is_told_once_with_its_way(string parents, string way)
    {
        var nodes = parents.Split(' ').Select(p => p.Split('>')).Select(p => Frameworks.Plain(p[0]) with { Parent = p[1] }).ToList();
        var fault = Assert.Single(Frameworks.Make(nodes, []).Faults);
        Assert.Equal(new ParentsInACircle(way), fault.Problem);
    }

    [Fact]
    public void A_parent_may_come_after_its_children()
    {
        var framework = Frameworks.Of([Frameworks.Plain("child") with { Parent = "mother" }, Frameworks.Node("mother")]);
        Assert.Equal(["child", "mother"], framework.WayUp(framework.Nodes[0]).Select(n => n.RefId));
        Assert.Equal("mother", Assert.Single(framework.Objectives).RefId);
    }

    [Fact]
    public void A_chain_of_ten_thousand_parents_is_followed()
    {
        var nodes = Enumerable.Range(0, 10_000).Select(i => Frameworks.Plain($"n{i}") with { Parent = i == 9_999 ? null : $"n{i + 1}" }).ToList();
        Assert.Equal(10_000, Frameworks.Of(nodes).WayUp(nodes[0]).Count());
    }

    [Fact]
    public void A_grid_must_fit_its_scales()
    {
        RiskStep[] two = [Frameworks.Step("1"), Frameworks.Step("2")];
        var none = new Phrase("", "");
        Assert.True(RiskMatrix.Of("urn:m", "m", none, none, two, two, two, [[0, 0], [0, 1]]).Holds);
        Assert.All(
            new int[][][] { [[0, 0]], [[0, 0], [0]], [[0, 0], [0, 2]], [[0, 0], [0, -1]] },
            grid => Assert.IsType<GridDoesNotFit>(RiskMatrix.Of("urn:m", "m", none, none, two, two, two, grid).Problem));
    }
}
