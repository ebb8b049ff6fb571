using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Whether functions depend strategically on what is abroad: each step of the definition, answered.</summary>
/// <remarks>
/// Whose side of the border a service stands on is told by the chain of control over its supplier: abroad when one of
/// the chain is established abroad, at home when all are at home, else unknown. The country that counts is that of the
/// highest in the chain who is not at home. No country is special. Source of the definition and its steps:
/// docs/insight.md. Linear in the facts for each country that is met.
/// </remarks>
public sealed class StrategicDependency
{
    private static readonly DependencyStepKind[] WithoutFacts =
    [
        DependencyStepKind.Knowledge, DependencyStepKind.Innovation, DependencyStepKind.Investment,
        DependencyStepKind.Interruption,
    ];

    private readonly Footing footing;
    private readonly DependencyQuestion question;
    private readonly Dictionary<int, Side> sides;
    private readonly Dictionary<Country, HashSet<int>> onCountry;
    private readonly HashSet<int> onAbroad;
    private readonly HashSet<int> onUnknownSide;
    private readonly HashSet<int> onUnknownCountry;
    private readonly LossOfAbroad loss;

    private StrategicDependency(RegisterColumns columns, DependencyQuestion question)
    {
        (footing, this.question) = (Footing.Of(columns), question);
        sides = footing.Nodes.ToDictionary(node => node, SideOf);
        var above = new FootingAbove(footing);
        var incomplete = Enumerable.Range(0, footing.Requirements.Length)
            .Where(r => footing.Requirements[r].Missing > 0).ToList();
        onCountry = sides.Where(s => s.Value.Country is not null).GroupBy(s => s.Value.Country!.Value, s => s.Key)
            .ToDictionary(g => g.Key, g => above.RequirementsOn(g).ToHashSet());
        onAbroad = above.RequirementsOn(NodesWhere(s => s.Controlled == Truth.Yes)).ToHashSet();
        onUnknownSide = above.RequirementsOn(NodesWhere(s => s.Controlled == Truth.Unknown), incomplete).ToHashSet();
        onUnknownCountry = above.RequirementsOn(NodesWhere(s => s.IsCountryUnknown), incomplete).ToHashSet();
        loss = LossOfAbroad.Of(columns, node => sides[node].Controlled, footing);
        Groups = [.. FootingGroups.Of(footing, question.By).Select(Test)];
    }

    /// <summary>The steps that the register holds no facts on: unknown unless stated.</summary>
    public static IReadOnlyList<DependencyStepKind> Statable => WithoutFacts;

    /// <summary>The groups, in the order of their list or of their names, what is unknown last.</summary>
    public IReadOnlyList<DependencyGroup> Groups { get; }

    /// <summary>Asks every step of every group.</summary>
    /// <param name="columns">
    /// The facts, with <see cref="Detail.Data"/> and <see cref="Detail.Kinds"/>.
    /// </param>
    /// <param name="question">Of what.</param>
    public static StrategicDependency Of(RegisterColumns columns, DependencyQuestion question) => new(columns, question);

    private DependencyGroup Test(FootingGroup group)
    {
        var direct = DirectShares.Of(group, footing, question.Weight, node => sides[node], loss.Breaks);
        var (crucial, marked, openMarks) = CrucialIn(group);
        var (share, hhi) = (question.ShareThreshold, question.HhiThreshold);
        List<DependencyStep> steps =
        [
            Numbered(DependencyStepKind.Imported, direct.Part(direct.Imported), share),
            Numbered(DependencyStepKind.Controlled, direct.Part(direct.Controlled), share),
            Numbered(DependencyStepKind.ThroughOthers, Standing(group, onAbroad, onUnknownSide), share),
            Numbered(DependencyStepKind.FewCountries, direct.HhiAbroad, hhi),
            Numbered(DependencyStepKind.OneCountry, MostOnOneCountry(group), share),
            Numbered(DependencyStepKind.HardToReplace, direct.Part(direct.Broken), share),
            new(DependencyStepKind.Crucial, crucial),
            .. WithoutFacts.Select(kind => question.Stated.TryGetValue(kind, out var stated)
                ? new DependencyStep(kind, stated, IsStated: true)
                : new DependencyStep(kind, Truth.Unknown)),
        ];
        return new DependencyGroup(
            group.Name,
            group.Units.Length,
            group.Units.Count(u => u.WeightIn(footing, question.Weight) is null),
            [.. steps.OrderBy(s => s.Kind)],
            DependencyVerdict.Of(kind => steps.Find(s => s.Kind == kind)!.Holds),
            [
                .. onCountry.Keys.Select(c => new DependencyCountry(
                        c, direct.ShareOf(c), Standing(group, onCountry[c], onUnknownCountry).Least))
                    .Where(c => c.StandingShare > 0)
                    .OrderByDescending(c => c.DirectShare).ThenByDescending(c => c.StandingShare).ThenBy(c => c.Country.Number),
            ],
            marked,
            openMarks);

        static DependencyStep Numbered(DependencyStepKind kind, Bounds value, double threshold) =>
            new(kind, value.Above(threshold), value, threshold);
    }

    private IEnumerable<int> NodesWhere(Func<Side, bool> holds) => sides.Where(s => holds(s.Value)).Select(s => s.Key);

    private Side SideOf(int node)
    {
        Country?[] chain = [.. footing.ChainTo(node).Select(footing.CountryOf)];
        var first = Array.FindIndex(chain, c => Abroad(c) != Truth.No);
        return new Side(
            Abroad(chain[^1]), Truths.Or(chain.Select(Abroad)),
            first >= 0 ? chain[first] : null, first >= 0 && chain[first] is null);
    }

    private Truth Abroad(Country? country) => country is { } known ? Truths.Of(!question.Home.Contains(known)) : Truth.Unknown;

    /// <summary>The part of a group that stands on something, by the weight of its functions.</summary>
    private Bounds Standing(FootingGroup group, HashSet<int> on, HashSet<int> maybeOn)
    {
        var (least, most, whole) = (0.0, 0.0, 0.0);
        foreach (var unit in group.Units)
        {
            var weight = unit.WeightIn(footing, question.Weight) ?? 0;
            var stands = Array.Exists(unit.Requirements, on.Contains);
            whole += weight;
            least += stands ? weight : 0;
            most += stands || Array.Exists(unit.Requirements, maybeOn.Contains) ? weight : 0;
        }

        return whole > 0 ? new Bounds(least, most) / whole : default;
    }

    private Bounds MostOnOneCountry(FootingGroup group)
    {
        var none = Standing(group, [], onUnknownCountry);
        var each = onCountry.Values.Select(on => Standing(group, on, onUnknownCountry)).Append(none).ToList();
        return new Bounds(each.Max(b => b.Least), each.Max(b => b.Most));
    }

    /// <summary>Whether something crucial stands on abroad, the functions of which that is sure, and those left open.</summary>
    private (Truth Holds, IReadOnlyList<int> Functions, int Open) CrucialIn(FootingGroup group)
    {
        var each = group.Units.Select(unit => (
            footing.Functions[unit.Function].Entity,
            Holds: Truths.And(
                Array.Exists(unit.Requirements, onAbroad.Contains) ? Truth.Yes
                    : Array.Exists(unit.Requirements, onUnknownSide.Contains) ? Truth.Unknown : Truth.No,
                IsCrucial(footing.Functions[unit.Function])))).ToList();
        return (
            Truths.Or(each.Select(e => e.Holds)), [.. each.Where(e => e.Holds == Truth.Yes).Select(e => e.Entity)],
            each.Count(e => e.Holds == Truth.Unknown));
    }

    private static Truth IsCrucial(FootingFunction function) => Truths.Or(
        function.Criticality == default
            ? Truth.Unknown
            : Truths.Of(function.Criticality is Criticality.Vital or Criticality.Essential),
        function.DataClass == default ? Truth.Unknown : Truths.Of(function.DataClass == DataClass.Confidential),
        function.PersonalData == default ? Truth.Unknown : Truths.Of(function.PersonalData == PersonalData.Special));
}

/// <summary>The answer for a group of functions.</summary>
/// <param name="Name">Its name in the words of the register; null when that is unknown.</param>
/// <param name="Functions">How many functions require something in it.</param>
/// <param name="WithoutWeight">How many of them do not say what they weigh, and weigh nothing.</param>
/// <param name="Steps">Every step, in order.</param>
/// <param name="Verdict">What they come to.</param>
/// <param name="Countries">The countries abroad that functions stand on, the largest direct share first.</param>
/// <param name="CrucialFunctions">Positions of the ids of crucial functions that surely stand on something abroad.</param>
/// <param name="OpenFunctions">How many functions may be crucial and stand on something abroad: the facts do not say.</param>
public sealed record DependencyGroup(
    string? Name, int Functions, int WithoutWeight, IReadOnlyList<DependencyStep> Steps, DependencyVerdict Verdict,
    IReadOnlyList<DependencyCountry> Countries, IReadOnlyList<int> CrucialFunctions, int OpenFunctions);

/// <summary>A country abroad that functions stand on.</summary>
/// <param name="Country">The country.</param>
/// <param name="DirectShare">The share that is surely controlled from there, directly, 0 to 1.</param>
/// <param name="StandingShare">The part of the functions that surely stand on it, directly or through others, 0 to 1.</param>
public sealed record DependencyCountry(Country Country, double DirectShare, double StandingShare);

/// <summary>On which side of the border a service or function stands.</summary>
/// <param name="Imported">Whether its supplier is established abroad.</param>
/// <param name="Controlled">Whether its supplier, or one who controls that, is.</param>
/// <param name="Country">The country abroad that counts; null when it stands at home or the country is unknown.</param>
/// <param name="IsCountryUnknown">Whether it may be, or is, abroad without its being known where.</param>
internal sealed record Side(Truth Imported, Truth Controlled, Country? Country, bool IsCountryUnknown);
