namespace Sluiswachter.Insight.Tests;

/// <summary>The worked examples of docs/insight.md about uncertainty are true.</summary>
public sealed class TheUncertaintyPage
{
    private const string Asks = "how sure is ";

    [Fact]
    public void Every_example_on_it_comes_out_as_it_says()
    {
        var blocks = PageBlocks.Of("insight.md", "uncertainty");
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            var lines = block.Where(l => l.Length > 0).ToList();
            var facts = lines.TakeWhile(l => !l.StartsWith(Asks, StringComparison.Ordinal)).ToList();
            var picture = Picture.Read(string.Join('\n', facts));
            var questions = lines[facts.Count..];
            Assert.NotEmpty(questions);
            Assert.Equal(questions, questions.Where(l => l.StartsWith(Asks, StringComparison.Ordinal)).SelectMany(q => Answer(q, picture)));
        }
    }

    private static IEnumerable<string> Answer(string question, Facts facts)
    {
        var (scenario, day) = Question.Read(question[Asks.Length..]);
        var found = Uncertainty.Of(facts.ColumnsOn(day), scenario, threads: 1);
        var names = found.Answer.Graph.Entities;
        yield return question;
        yield return $"stops: {Listed(found.Functions.Where(f => f.StopsAtHours is not null), Told)}";
        yield return $"may stop: {Listed(found.Functions.Where(f => f.StopsAtHours is null), f => names[f.Entity])}";
        yield return "find out first: " + Listed(
            found.ToFindOut.Stakes, s => $"{names[s.Unknown.Of]} +{s.Raises.Functions} -{s.Lowers.Functions}");

        string Told(FunctionAtStake f) => $"{names[f.Entity]} by {Word(f.Shown)}" + (f.Told == f.Shown ? "" : $" (chain {Word(f.Told)})");
    }

    private static string Word(Firmness? firmness) => $"{firmness}".ToLowerInvariant();

    private static string Listed<T>(IEnumerable<T> all, Func<T, string> tell) =>
        all.Select(tell).ToList() is { Count: > 0 } told ? string.Join(", ", told) : "nothing";
}
