namespace Sluiswachter.Insight.Tests;

/// <summary>The worked examples of docs/insight.md about exposure are true.</summary>
public sealed class TheExposurePage
{
    private const string Asks = "country ";

    [Fact]
    public void Every_example_on_it_comes_out_as_it_says()
    {
        var blocks = PageBlocks.Of("insight.md", "exposure");
        Assert.NotEmpty(blocks);
        blocks.ForEach(block =>
        {
            var firstQuestion = block.FindIndex(line => line.StartsWith(Asks, StringComparison.Ordinal));
            var facts = string.Join('\n', block[..firstQuestion]);
            ExposureOf? question = null;
            foreach (var line in block[firstQuestion..].Where(line => line.Length > 0))
            {
                question = line.StartsWith(Asks, StringComparison.Ordinal)
                    ? ExposureOf.Ask(line, facts)
                    : Compare(question!, line.Split(": ", 2));
            }
        });
    }

    private static ExposureOf Compare(ExposureOf question, string[] says) => says[0].Split(' ') switch
    {
        ["in", "reach"] => question.Reaches(says[1]),
        ["way", "of", var function] => question.Through(function, says[1]),
        ["hands"] => question.Hands(says[1]),
        ["kept", "out", "by", "keys"] => question.StoppedByKeys(int.Parse(says[1])),
        _ => throw new FormatException($"not understood: {says[0]}"),
    };
}
