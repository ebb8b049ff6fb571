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
    private readonly FootingGroups groups;
    private readonly FootingAbove above;
    private readonly DependencyQuestion question;
    private readonly Side[] sides;
    private readonly Truth[] breaks;
    private readonly bool[] onAbroad;
    private readonly bool[] onUnknownSide;
    private readonly bool[] onUnknownCountry;
    private readonly SortedDictionary<int, WeighedShare[]> standing = [];

    private StrategicDependency(RegisterColumns columns, DependencyQuestion question)
    {
        (footing, this.question) = (Footing.Of(columns), question);
        groups = FootingGroups.Of(footing, question.By, question.Weight);
        above = new FootingAbove(footing);
        sides = SidesOfNodes();
        int[] incomplete = [.. Enumerable.Range(0, footing.Requirements.Count).Where(r => footing.Requirements.Missing(r) > 0)];
        onAbroad = On(NodesWhere(s => s.Controlled == Truth.Yes));
        onUnknownSide = On(NodesWhere(s => s.Controlled == Truth.Unknown), incomplete);
        onUnknownCountry = On(NodesWhere(s => s.IsCountryUnknown), incomplete);
        breaks = LossOfAbroad.Of(columns, footing, sides);
        foreach (var country in sides.Where(s => s.Country is not null).Select(s => s.Country!.Value).Distinct())
        {
            var on = On(NodesWhere(s => s.Country == country));
            standing.Add(country.Number, [.. Enumerable.Range(0, groups.Count).Select(g => Standing(g, on, onUnknownCountry))]);
        }

        Groups = [.. Enumerable.Range(0, groups.Count).Select(Test)];
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

    private DependencyGroup Test(int group)
    {
        var direct = DirectShares.Of(groups, group, footing, sides, breaks);
        var (crucial, marked, openMarks) = CrucialIn(group);
        var (first, end) = groups.UnitsOf(group);
        var (share, hhi) = (question.ShareThreshold, question.HhiThreshold);
        List<DependencyStep> steps =
        [
            Numbered(DependencyStepKind.Imported, direct.Imported, share),
            Numbered(DependencyStepKind.Controlled, direct.Controlled, share),
            Numbered(DependencyStepKind.ThroughOthers, Standing(group, onAbroad, onUnknownSide).OfAll, share),
            Numbered(DependencyStepKind.FewCountries, direct.HhiAbroad, hhi),
            Numbered(DependencyStepKind.OneCountry, MostOnOneCountry(group), share),
            Numbered(DependencyStepKind.HardToReplace, direct.Broken, share),
            new(DependencyStepKind.Crucial, crucial),
            .. WithoutFacts.Select(kind => question.Stated.TryGetValue(kind, out var stated)
                ? new DependencyStep(kind, stated, IsStated: true)
                : new DependencyStep(kind, Truth.Unknown)),
        ];
        return new DependencyGroup(
            groups.NameOf(group),
            end - first,
            groups.WithoutWeight(group),
            [.. steps.OrderBy(s => s.Kind)],
            DependencyVerdict.Of(kind => steps.Find(s => s.Kind == kind)!.Holds),
            [
                .. standing.Select(s => (Country: Country.FromNumber(s.Key), s.Value[group].OfKnown.Least))
                    .Select(s => new DependencyCountry(s.Country, direct.ShareOf(s.Country), s.Least))
                    .Where(c => c.StandingShare > 0)
                    .OrderByDescending(c => c.DirectShare).ThenByDescending(c => c.StandingShare).ThenBy(c => c.Country.Number),
            ],
            marked,
            openMarks);

        static DependencyStep Numbered(DependencyStepKind kind, Bounds value, double threshold) =>
            new(kind, value.Above(threshold), value, threshold);
    }

    private int[] NodesWhere(Func<Side, bool> holds) => [.. Enumerable.Range(0, sides.Length).Where(n => holds(sides[n]))];

    /// <summary>By requirement whether it leads down to some nodes, or is one of some requirements or leads there.</summary>
    private bool[] On(int[] nodes, int[]? requirements = null)
    {
        var on = new bool[footing.Requirements.Count];
        foreach (var requirement in above.RequirementsOn(nodes, requirements))
        {
            on[requirement] = true;
        }

        return on;
    }

    private Side[] SidesOfNodes()
    {
        var (ofProvider, ofNode) = (new Side?[footing.Positions], new Side[footing.NodeCount]);
        for (var node = 0; node < ofNode.Length; node++)
        {
            ofNode[node] = ofProvider[footing.ProviderOf(node)] ??= SideOf(footing.ProviderOf(node));
        }

        return ofNode;
    }

    private Side SideOf(int provider)
    {
        Country?[] chain = [.. footing.ChainTo(provider).Select(footing.CountryOf)];
        var first = Array.FindIndex(chain, c => Abroad(c) != Truth.No);
        return new Side(
            Abroad(chain[^1]), Truths.Or(chain.Select(Abroad)),
            first >= 0 ? chain[first] : null, first >= 0 && chain[first] is null);
    }

    private Truth Abroad(Country? country) => country is { } known ? Truths.Of(!question.Home.Contains(known)) : Truth.Unknown;

    /// <summary>The part of a group that stands on something, by the weight of its functions.</summary>
    private WeighedShare Standing(int group, bool[] on, bool[] maybeOn)
    {
        var share = new WeighedShare();
        for (var (unit, end) = groups.UnitsOf(group); unit < end; unit++)
        {
            var stands = StandsOn(unit, on);
            share.Add(new Bounds(stands ? 1 : 0, stands || StandsOn(unit, maybeOn) ? 1 : 0), groups.KnownWeightOf(unit));
        }

        return share;
    }

    private bool StandsOn(int unit, bool[] on)
    {
        foreach (var requirement in groups.RequirementsOf(unit))
        {
            if (on[requirement])
            {
                return true;
            }
        }

        return false;
    }

    private Bounds MostOnOneCountry(int group)
    {
        var none = Standing(group, new bool[footing.Requirements.Count], onUnknownCountry);
        var each = standing.Values.Select(of => of[group]).Append(none).Select(share => share.OfAll).ToList();
        return new Bounds(each.Max(b => b.Least), each.Max(b => b.Most));
    }

    /// <summary>Whether something crucial stands on abroad, the functions of which that is sure, and those left open.</summary>
    private (Truth Holds, IReadOnlyList<int> Functions, int Open) CrucialIn(int group)
    {
        var (any, sure, open) = (Truth.No, new List<int>(), 0);
        for (var (unit, end) = groups.UnitsOf(group); unit < end; unit++)
        {
            ref readonly var function = ref groups.FunctionOf(unit);
            var stands = StandsOn(unit, onAbroad) ? Truth.Yes : StandsOn(unit, onUnknownSide) ? Truth.Unknown : Truth.No;
            var holds = stands == Truth.No ? Truth.No : Least(stands, IsCrucial(function));
            any = holds > any ? holds : any;
            open += holds == Truth.Unknown ? 1 : 0;
            if (holds == Truth.Yes)
            {
                sure.Add(function.Entity);
            }
        }

        return (any, sure, open);
    }

    private static Truth Least(Truth one, Truth other) => one < other ? one : other;

    private static Truth IsCrucial(in FootingFunction function) => Truths.Or(
        function.Criticality == default
            ? Truth.Unknown
            : Truths.Of(function.Criticality is Criticality.Vital or Criticality.Essential),
        function.DataClass == default ? Truth.Unknown : Truths.Of(function.DataClass == DataClass.Confidential),
        function.PersonalData == default ? Truth.Unknown : Truths.Of(function.PersonalData == PersonalData.Special));
}

/// <summary>The answer for a group of functions.</summary>
/// <param name="Name">Its name in the words of the register; null when that is unknown.</param>
/// <param name="Functions">How many functions require something in it.</param>
/// <param name="WithoutWeight">How many of them do not say what they weigh: steps hold for whatever that may be.</param>
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
/// <param name="DirectShare">
/// The share that is surely controlled from there, directly, 0 to 1; of functions of known weight only.
/// </param>
/// <param name="StandingShare">
/// The part of the same functions that surely stand on it, directly or through others, 0 to 1.
/// </param>
public sealed record DependencyCountry(Country Country, double DirectShare, double StandingShare);

/// <summary>On which side of the border a service or function stands.</summary>
/// <param name="Imported">Whether its supplier is established abroad.</param>
/// <param name="Controlled">Whether its supplier, or one who controls that, is.</param>
/// <param name="Country">The country abroad that counts; null when it stands at home or the country is unknown.</param>
/// <param name="IsCountryUnknown">Whether it may be, or is, abroad without its being known where.</param>
internal sealed record Side(Truth Imported, Truth Controlled, Country? Country, bool IsCountryUnknown)
{
    /// <summary>Where a place stands that nothing in the register fills.</summary>
    public static Side Nobody { get; } = new(Truth.Unknown, Truth.Unknown, null, IsCountryUnknown: true);
}
