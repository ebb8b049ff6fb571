using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Finds everything that is wrong with the parts of a framework. O(parts).</summary>
internal static class FrameworkFaults
{
    private const decimal MostPoints = 1000;

    public static IReadOnlyList<FrameworkFault> In(IReadOnlyList<FrameworkNode> nodes, IReadOnlyList<WeightSet> weightSets)
    {
        var criteria = nodes.SelectMany(n => n.Criteria).ToList();
        return
        [
            .. Twice(nodes, n => n.RefId), .. Twice(nodes, n => n.Urn),
            .. Twice(criteria, c => c.RefId), .. Twice(criteria, c => c.Urn),
            .. Twice(weightSets, w => w.Name),
            .. criteria.SelectMany(c => Twice(c.Options, o => o.Id)),
            .. OfParents(nodes),
            .. criteria.SelectMany(c => OfCriterion(c, isWeighted: weightSets.Count > 0)),
            .. OfWeights([.. nodes.Where(n => n.Parent is null)], weightSets),
        ];
    }

    private static IEnumerable<FrameworkFault> Twice<T>(IEnumerable<T> parts, Func<T, string> name)
        where T : class
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return parts.Where(p => !seen.Add(name(p))).Select(p => new FrameworkFault(p, new NameTwice(name(p)))).ToList();
    }

    /// <summary>Follows each node upwards once; a node met again on its own way up is part of a cycle.</summary>
    private static IEnumerable<FrameworkFault> OfParents(IReadOnlyList<FrameworkNode> nodes)
    {
        var byRefId = nodes.DistinctBy(n => n.RefId).ToDictionary(n => n.RefId, StringComparer.Ordinal);
        var settled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (node.Parent is { } parent && !byRefId.ContainsKey(parent))
            {
                yield return new FrameworkFault(node, new UnknownParent(parent, Spelling.Nearest(parent, byRefId.Keys)));
            }

            var (way, onWay) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
            for (var at = node; at is not null && !settled.Contains(at.RefId); at = byRefId.GetValueOrDefault(at.Parent ?? ""))
            {
                if (!onWay.Add(at.RefId))
                {
                    yield return new FrameworkFault(at, new ParentsInACircle(
                        string.Join(" → ", [.. way.SkipWhile(w => w != at.RefId), at.RefId])));
                    break;
                }

                way.Add(at.RefId);
            }

            settled.UnionWith(way);
        }
    }

    private static IEnumerable<FrameworkFault> OfCriterion(Criterion criterion, bool isWeighted)
    {
        if (criterion.Options.Count < 2)
        {
            yield return new FrameworkFault(criterion, new NothingToChoose());
        }

        if ((criterion.HasPoints && criterion.Options.Any(o => o.Points is null)) ||
            (criterion.HasSeal && criterion.Options.Any(o => o.Seal is null)))
        {
            yield return new FrameworkFault(criterion, new SomeOptionsOnly());
        }

        if (criterion.MayBeNotApplicable && (criterion.HasSeal || (isWeighted && criterion.HasPoints)))
        {
            yield return new FrameworkFault(criterion, new EveryQuestionCounts());
        }

        var fewest = isWeighted ? 0 : -MostPoints;
        foreach (var option in criterion.Options.Where(o => o.Points < fewest || o.Points > MostPoints))
        {
            yield return new FrameworkFault(option, new PointsOutOfRange(option.Points!.Value, fewest, MostPoints));
        }
    }

    private static IEnumerable<FrameworkFault> OfWeights(
        IReadOnlyList<FrameworkNode> objectives, IReadOnlyList<WeightSet> weightSets)
    {
        var names = objectives.Select(o => o.RefId).ToHashSet(StringComparer.Ordinal);
        foreach (var set in weightSets)
        {
            foreach (var unknown in set.Weights.Keys.Where(k => !names.Contains(k)))
            {
                yield return new FrameworkFault(set, new NotAnObjective(unknown, Spelling.Nearest(unknown, names)));
            }

            var missing = names.Where(n => !set.Weights.ContainsKey(n)).ToList();
            if (missing.Count > 0)
            {
                yield return new FrameworkFault(set, new WeightsMissing(set.Name, string.Join(", ", missing)));
            }

            if (set.Weights.Values.Any(w => w is < 0 or > 100))
            {
                yield return new FrameworkFault(set, new WeightOutOfRange(set.Name));
            }
            else if (set.Weights.Values.Sum() is var sum && sum != 100)
            {
                yield return new FrameworkFault(set, new WeightsDoNotAddUp(set.Name, sum));
            }
        }
    }
}

/// <summary>Something wrong with a part of a framework.</summary>
/// <param name="Part">The very node, criterion, option or weight set that was handed in.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record FrameworkFault(object Part, Problem Problem);

/// <summary>A name that two parts of a framework have.</summary>
public sealed record NameTwice(string Name) : Problem(new Phrase(
    $"{Quote(Name)} is the name of something else too: expected each once",
    $"{Quote(Name)} heet ook iets anders: verwacht elke naam één keer"));

/// <summary>A parent that does not exist.</summary>
public sealed record UnknownParent(string Parent, string? Near) : Problem(new Phrase(
    $"there is no node {Quote(Parent)} to be its parent{(Near is null ? "" : $" (did you mean {Quote(Near)}?)")}: expected the ref id of a node",
    $"er is geen onderdeel {Quote(Parent)} om zijn ouder te zijn{(Near is null ? "" : $" (bedoelt u {Quote(Near)}?)")}: verwacht de ref-id van een onderdeel"));

/// <summary>Nodes that are each other's parents.</summary>
public sealed record ParentsInACircle(string Way) : Problem(new Phrase(
    $"its parents lead back to itself ({Way}): expected a tree",
    $"zijn ouders leiden terug naar hemzelf ({Way}): verwacht een boom"));

/// <summary>A question with fewer than two answers.</summary>
public sealed record NothingToChoose() : Problem(new Phrase(
    "the question leaves nothing to choose: expected at least two options",
    "de vraag laat niets te kiezen: verwacht minstens twee opties"));

/// <summary>A question of which some answers have points or a SEAL level and others not.</summary>
public sealed record SomeOptionsOnly() : Problem(new Phrase(
    "some options have points or a SEAL level and others do not: expected all or none",
    "sommige opties hebben punten of een SEAL-niveau en andere niet: verwacht alle of geen"));

/// <summary>A question that counts and could be not applicable.</summary>
public sealed record EveryQuestionCounts() : Problem(new Phrase(
    "a question with a SEAL level, or with points in a framework with weights, cannot be not applicable: expected that every such question counts",
    "een vraag met een SEAL-niveau, of met punten in een raamwerk met gewichten, kan niet 'niet van toepassing' zijn: verwacht dat elke zulke vraag telt"));

/// <summary>Points beyond what an answer can give.</summary>
public sealed record PointsOutOfRange(decimal Points, decimal Fewest, decimal Most) : Problem(new Phrase(
    string.Create(CultureInfo.InvariantCulture, $"{Points} points: expected {Fewest} to {Most}"),
    string.Create(CultureInfo.InvariantCulture, $"{Points} punten: verwacht {Fewest} tot en met {Most}")));

/// <summary>A weight for something that is no objective.</summary>
public sealed record NotAnObjective(string Name, string? Near) : Problem(new Phrase(
    $"{Quote(Name)} is not an objective{(Near is null ? "" : $" (did you mean {Quote(Near)}?)")}: expected the ref id of a node without a parent",
    $"{Quote(Name)} is geen doelstelling{(Near is null ? "" : $" (bedoelt u {Quote(Near)}?)")}: verwacht de ref-id van een onderdeel zonder ouder"));

/// <summary>Objectives without a weight.</summary>
public sealed record WeightsMissing(string Set, string Missing) : Problem(new Phrase(
    $"the weights {Quote(Set)} leave out {Missing}: expected a weight for every objective",
    $"de gewichten {Quote(Set)} slaan {Missing} over: verwacht een gewicht voor elke doelstelling"));

/// <summary>A weight that is no percentage.</summary>
public sealed record WeightOutOfRange(string Set) : Problem(new Phrase(
    $"the weights {Quote(Set)} hold one that is no percentage: expected 0 to 100",
    $"de gewichten {Quote(Set)} bevatten er een die geen percentage is: verwacht 0 tot en met 100"));

/// <summary>Weights that are not 100 together.</summary>
public sealed record WeightsDoNotAddUp(string Set, decimal Sum) : Problem(new Phrase(
    string.Create(CultureInfo.InvariantCulture, $"the weights {Quote(Set)} add up to {Sum}: expected 100"),
    string.Create(CultureInfo.InvariantCulture, $"de gewichten {Quote(Set)} zijn samen {Sum}: verwacht 100")));
