namespace Sluiswachter.Insight.Tests;

/// <summary>The worked examples of docs/insight.md about concentration and strategic dependency are true.</summary>
public sealed class TheConcentrationPage
{
    [Theory]
    [InlineData("concentration")]
    [InlineData("dependency")]
    public void Every_example_on_it_comes_out_as_it_says(string measure)
    {
        var blocks = PageBlocks.Of("insight.md", measure);
        Assert.NotEmpty(blocks);
        blocks.ForEach(block =>
        {
            var firstQuestion = block.FindIndex(line => line.StartsWith(measure, StringComparison.Ordinal));
            var facts = string.Join('\n', block[..firstQuestion]);
            ConcentrationOf? question = null;
            foreach (var line in block[firstQuestion..].Where(line => line.Length > 0))
            {
                question = line.StartsWith(measure, StringComparison.Ordinal)
                    ? ConcentrationOf.Ask(line, facts)
                    : question!.Tells(line.Split(": ")[0], line.Split(": ")[1]);
            }
        });
    }
}
