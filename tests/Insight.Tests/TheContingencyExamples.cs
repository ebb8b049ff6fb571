using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>The worked examples of contingency in docs/insight.md are true.</summary>
public sealed class TheContingencyExamples
{
    [Fact]
    public void Every_example_comes_out_as_it_says()
    {
        var blocks = PageBlocks.Of("insight.md", "contingency");
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            var question = block.FindIndex(line => line.StartsWith("in turn ", StringComparison.Ordinal));
            var facts = Picture.Read(string.Join('\n', block[..question]));
            Assert.Equal(block[question..], Answer(facts, block[question..]));
        }
    }

    /// <summary>The questions of an example, each followed by what is answered.</summary>
    private static IEnumerable<string> Answer(Facts facts, List<string> lines)
    {
        var (day, horizon) = (new DateOnly(2026, 11, 1), 0);
        var graph = DependencyGraph.Of(facts.ColumnsOn(day));
        SingleLosses? singles = null;
        foreach (var line in lines)
        {
            switch (line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
            {
                case ["in", "turn", .. var kinds, "within", var hours, "h"]:
                    horizon = int.Parse(hours);
                    singles = SingleLosses.Of(graph, [.. kinds.Select(k => Enum.Parse<SubjectKind>(k, ignoreCase: true))], horizon, 1);
                    yield return line;
                    foreach (var (subject, _) in singles.Ranked.TakeWhile(l => l.Loss.Functions > 0))
                    {
                        var answer = SwitchOff.Run(graph, subject.ScenarioIn(graph, horizon).Value);
                        yield return $"{NameOf(graph, subject)}: {NamesOf(graph, answer.Functions.Select(f => f.Entity))}";
                    }

                    break;
                case ["two", "of", var among]:
                    yield return line;
                    var pairs = PairLosses.Of(singles!, int.Parse(among));
                    foreach (var (pair, met) in pairs.Hidden.Zip(pairs.Explain(10, 10)))
                    {
                        yield return $"{NameOf(graph, pair.First)} and {NameOf(graph, pair.Second)}: " +
                            $"{NamesOf(graph, met.Select(m => m.Function))} as well, where " +
                            $"{graph.Requirements[met[0].Requirement]} loses {NamesOf(graph, met[0].Alternatives.Select(a => a.Service))}";
                    }

                    break;
                case ["added", "for", "country", var country]:
                    yield return line;
                    var scenario = Scenario.Of([Country.Of(country).Value], horizonHours: horizon).Value;
                    foreach (var addition in Additions.Of(graph, p => PurposeOf(facts, graph, p), scenario, 10, 1).Best)
                    {
                        yield return $"{graph.Requirements[addition.Requirement]} also met by " +
                            $"{NamesOf(graph, addition.Services)}: {NamesOf(graph, addition.Functions)}";
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static Purpose PurposeOf(Facts facts, DependencyGraph graph, int requirement) =>
        facts.Requirements.Single(r => r.Id.Text == graph.Requirements[requirement]).Purpose;

    private static string NameOf(DependencyGraph graph, Subject subject) =>
        $"{subject.Kind.ToString().ToLowerInvariant()} {subject.Country?.Code ?? graph.Entities[subject.At]}";

    private static string NamesOf(DependencyGraph graph, IEnumerable<int> entities) =>
        string.Join(' ', entities.Select(e => graph.Entities[e]));
}
