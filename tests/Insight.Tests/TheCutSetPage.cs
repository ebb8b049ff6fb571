using System.Globalization;

namespace Sluiswachter.Insight.Tests;

/// <summary>The worked examples of docs/insight.md about cut sets are true.</summary>
public sealed class TheCutSetPage
{
    private const string Asks = "cut sets of ";

    [Fact]
    public void Every_example_on_it_comes_out_as_it_says()
    {
        var blocks = PageBlocks.Of("insight.md", "cut-sets");
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            var facts = block.TakeWhile(line => !line.StartsWith(Asks, StringComparison.Ordinal)).ToList();
            var questions = block[facts.Count..];
            Assert.NotEmpty(questions);
            var columns = Picture.Read(string.Join('\n', facts)).ColumnsOn(new DateOnly(2026, 11, 1));
            Assert.Equal(questions, questions.Select(line => Answered(line.Split(": ")[0], columns)));
        }
    }

    private static string Answered(string asked, RegisterColumns columns)
    {
        var (function, question) = ("", new CutSetQuestion());
        foreach (var clause in asked.Split(", "))
        {
            (function, question) = clause.Split(' ') switch
            {
                ["cut", "sets", "of", var name] => (name, question),
                ["of", var kind] => (function, question with { Of = Enum.Parse<LossOf>(kind, ignoreCase: true) }),
                ["within", var hours, "h"] =>
                    (function, question with { HorizonHours = int.Parse(hours, CultureInfo.InvariantCulture) }),
                _ => throw new FormatException($"not understood: {clause}"),
            };
        }

        var found = CutSets.Of(DependencyGraph.Of(columns), columns, columns.Entities.PositionOf(function), question);
        Assert.True(found.IsComplete);
        return $"{asked}: {string.Join("; ", found.All.Select(Told))}";

        string Told(CutSet cut) => string.Join(" + ", cut.Losses.Select(loss =>
            string.Join(" or ", loss.Suppliers.Select(s => columns.Entities[s])))) + $" at {cut.StopsAtHours}h";
    }
}
