namespace Sluiswachter.Insight.Tests;

/// <summary>The worked examples of docs/switch-off.md are true.</summary>
public sealed class TheUserPage
{
    private const string Asks = "switch off ";

    private static readonly List<List<string>> Blocks = PageBlocks.Of("switch-off.md", "switch-off");

    public static TheoryData<int> Examples { get; } = [.. Enumerable.Range(1, Blocks.Count)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_on_it_comes_out_as_it_says(int example)
    {
        var block = Blocks[example - 1];
        var firstQuestion = block.FindIndex(line => line.StartsWith(Asks, StringComparison.Ordinal));
        var facts = string.Join('\n', block[..firstQuestion]);
        Question? question = null;
        foreach (var line in block[firstQuestion..].Where(line => line.Length > 0))
        {
            if (line.StartsWith(Asks, StringComparison.Ordinal))
            {
                question = Question.Ask(line[Asks.Length..], facts);
                continue;
            }

            var parts = line.Split(": ");
            Compare(question!, parts[0], parts[1] == "nothing" ? "" : parts[1]);
        }
    }

    [Fact]
    public void It_has_at_least_three_examples() => Assert.InRange(Blocks.Count, 3, 20);

    private static void Compare(Question question, string what, string says) => _ = what.Split(' ') switch
    {
        ["functions", ..] => question.Stops(says),
        ["services", ..] => question.StopsServices(says),
        ["because", var function] => question.Because(function, says),
        ["why", var service] => question.Seeds(service, says),
        ["unmet"] => question.Unmet(says),
        ["people"] when says.Split(" of ") is [var failed, var of] =>
            question.People(long.Parse(failed), long.Parse(of)),
        ["exit", "of", var function] => question.Exit(function, int.Parse(says)),
        _ => throw new FormatException($"not understood: {what}"),
    };
}
