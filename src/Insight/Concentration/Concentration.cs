using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>How much hangs on how few: the shares of those whom functions stand on, in groups.</summary>
/// <remarks>
/// <para>
/// A function weighs as one (or as its people) in each group in which it requires something, however much it requires:
/// its weight is divided equally over its requirements there, each part over the active alternatives, and each of those
/// goes to whoever supplies or controls it. Places that nothing fills are held by someone unknown. Source:
/// docs/insight.md.
/// </para>
/// <para>
/// Linear in the facts, and for each holder in what stands on it, up to a fixed amount of work; the sums of shares are
/// never cut short.
/// </para>
/// </remarks>
public sealed class Concentration
{
    /// <summary>How many requirements may be walked through in all to count who stands on whom through others.</summary>
    private const long MostWork = 5_000_000;

    private readonly Footing footing;
    private readonly ConcentrationQuestion question;
    private readonly FootingAbove above;

    private Concentration(Footing footing, ConcentrationQuestion question)
    {
        (this.footing, this.question, above) = (footing, question, new FootingAbove(footing));
        var groups = FootingGroups.Of(footing, question.By);
        var throughOthers = ThroughOthers(groups);
        Groups = [.. groups.Select((group, g) => Measure(group, throughOthers[g]))];
    }

    /// <summary>The groups, in the order of their list or of their names, what is unknown last.</summary>
    public IReadOnlyList<ConcentrationGroup> Groups { get; }

    /// <summary>Measures the concentration of functions or people.</summary>
    /// <param name="columns">
    /// The facts, with <see cref="Detail.Data"/> and <see cref="Detail.Kinds"/>.
    /// </param>
    /// <param name="question">Of what; spend is for <see cref="SpendConcentration"/>.</param>
    public static Concentration Of(RegisterColumns columns, ConcentrationQuestion question) =>
        question.Weight == ShareWeight.Spend
            ? throw new ArgumentException("spend is divided by contracts", nameof(question))
            : new Concentration(Footing.Of(columns), question);

    private ConcentrationGroup Measure(FootingGroup group, IReadOnlyDictionary<Holder, int?> throughOthers)
    {
        var (weights, functions) = (new Dictionary<Holder, double>(), new Dictionary<Holder, int>());
        List<double> missing = [];
        var (another, enough) = (new Weighed(), new Weighed());
        foreach (var unit in group.Units)
        {
            var part = (unit.WeightIn(footing, question.Weight) ?? 0) / unit.Requirements.Length;
            foreach (var requirement in unit.Requirements.Select(r => footing.Requirements[r]))
            {
                foreach (var holder in requirement.Active.Select(HolderOf))
                {
                    weights[holder] = weights.GetValueOrDefault(holder) + part / requirement.Places;
                }

                missing.AddRange(Enumerable.Repeat(part / requirement.Places, requirement.Missing));
                var substitution = SubstitutionOf(requirement);
                another.Add(substitution.Another, part);
                enough.Add(substitution.Enough, part);
            }

            foreach (var holder in unit.Requirements.SelectMany(r => footing.Requirements[r].Active).Select(HolderOf).Distinct())
            {
                functions[holder] = functions.GetValueOrDefault(holder) + 1;
            }
        }

        var shares = MarketShares.Of(
            weights.Where(w => w.Key.IsKnown).Select(w => w.Value),
            weights.Where(w => !w.Key.IsKnown).Select(w => w.Value).Concat(missing));
        return new ConcentrationGroup(
            group.Name,
            null,
            group.Units.Length,
            group.Units.Sum(u => u.Requirements.Length),
            group.Units.Count(u => u.WeightIn(footing, question.Weight) is null),
            [
                .. throughOthers.Keys.Select(h => new HolderShare(
                        h.Entity, h.Country, weights.GetValueOrDefault(h), Part(weights.GetValueOrDefault(h), shares.Total),
                        functions.GetValueOrDefault(h), throughOthers[h]))
                    .OrderByDescending(h => h.Weight)
                    .ThenByDescending(h => h.FunctionsInAll).ThenBy(h => h.Entity).ThenBy(h => h.Country?.Number),
            ],
            Part(missing.Sum(), shares.Total),
            shares,
            new Substitution(another.Share, enough.Share));
    }

    /// <summary>By group: for each holder how many functions stand on it, directly or through others.</summary>
    /// <remarks>
    /// Holders come in the order of how much is directly required of them, until the work becomes too much: null from
    /// there on for those on whom something stands directly, and none for the others.
    /// </remarks>
    private List<Dictionary<Holder, int?>> ThroughOthers(IReadOnlyList<FootingGroup> groups)
    {
        var counts = groups.Select(_ => new Dictionary<Holder, int?>()).ToList();
        List<(int Group, FootingUnit Unit)> units = [.. groups.SelectMany((group, g) => group.Units.Select(u => (g, u)))];
        var unitsOf = units.SelectMany((unit, u) => unit.Unit.Requirements.Select(r => (Requirement: r, Unit: u)))
            .ToLookup(x => x.Requirement, x => x.Unit);
        var (countedFor, round, work) = (new int[units.Count], 0, 0L);
        foreach (var holder in footing.Nodes.GroupBy(HolderOf).OrderByDescending(h => h.Sum(above.UsesOf)))
        {
            round++;
            var isCounted = work < MostWork;
            IEnumerable<int> found = isCounted ? above.RequirementsOn(holder) : above.DirectlyOn(holder);
            foreach (var requirement in found)
            {
                foreach (var unit in unitsOf[requirement].Where(u => countedFor[u] != round))
                {
                    countedFor[unit] = round;
                    var ofGroup = counts[units[unit].Group];
                    ofGroup[holder.Key] = isCounted ? ofGroup.GetValueOrDefault(holder.Key, 0) + 1 : null;
                }

                work++;
            }
        }

        return counts;
    }

    private Holder HolderOf(int node)
    {
        var holder = question.Per == HolderKind.Supplier ? footing.ProviderOf(node) : footing.ChainTo(node)[0];
        return Holder.Of(holder, footing.CountryOf(holder), question.Per);
    }

    private (Truth Another, Truth Enough) SubstitutionOf(FootingRequirement requirement)
    {
        if (requirement.Missing > 0)
        {
            return (Truth.Unknown, Truth.Unknown);
        }

        var holders = requirement.Alternatives.Select(HolderOf).CountBy(h => h).ToList();
        var known = holders.Where(h => h.Key.IsKnown).Select(h => h.Value).ToList();
        var unknown = requirement.Alternatives.Length - known.Sum();
        var another = holders.Count < 2 ? Truth.No : known.Count > 1 ? Truth.Yes : Truth.Unknown;
        var left = new Bounds(
            requirement.Alternatives.Length - (known.DefaultIfEmpty().Max() + unknown),
            requirement.Alternatives.Length - holders.Max(h => h.Value));
        return (another, left.Above(requirement.Need - 1));
    }

    private static double Part(double weight, double whole) => whole > 0 ? weight / whole : 0;

    /// <summary>Adds up the weight of what holds, and of what may.</summary>
    private sealed class Weighed
    {
        private double yes;
        private double unknown;
        private double all;

        public Bounds Share => all > 0 ? new Bounds(yes, yes + unknown) / all : default;

        public void Add(Truth truth, double weight)
        {
            all += weight;
            yes += truth == Truth.Yes ? weight : 0;
            unknown += truth == Truth.Unknown ? weight : 0;
        }
    }
}

/// <summary>A group of functions, and on whom they stand.</summary>
/// <param name="Name">Its name in the words of the register; null when that is unknown.</param>
/// <param name="Currency">The currency of what is spent; null for functions and people.</param>
/// <param name="Functions">How many functions require something in it; of spend: how many bodies pay.</param>
/// <param name="Requirements">How many requirements they have in it together; of spend: how many contracts.</param>
/// <param name="WithoutWeight">How many of the functions (or contracts) do not say what they weigh, and weigh nothing.</param>
/// <param name="Holders">
/// Those whom they stand on, directly or through others: the largest share first, whether known or not.
/// </param>
/// <param name="MissingShare">The share of places that nothing in the register fills, 0 to 1.</param>
/// <param name="Shares">The measures of the shares.</param>
/// <param name="Substitution">Whether there is another to go to; null for spend.</param>
public sealed record ConcentrationGroup(
    string? Name, string? Currency, int Functions, int Requirements, int WithoutWeight, IReadOnlyList<HolderShare> Holders,
    double MissingShare, MarketShares Shares, Substitution? Substitution);

/// <summary>One who holds a share.</summary>
/// <param name="Entity">The position of its id; -1 when it is a country.</param>
/// <param name="Country">Its country; null when unknown, and then it is not known who it is.</param>
/// <param name="Weight">What it holds directly, in the unit of the weight.</param>
/// <param name="Share">The same as a part of the whole, 0 to 1.</param>
/// <param name="Functions">How many functions stand on it directly, each for some part.</param>
/// <param name="FunctionsInAll">
/// How many do directly or through others; null when counting that for every holder is too much work, and this is not
/// one of those of whom most is required.
/// </param>
public sealed record HolderShare(int Entity, Country? Country, double Weight, double Share, int Functions, int? FunctionsInAll)
{
    /// <summary>Whether it is known who it is; else it may turn out to be another of the holders.</summary>
    public bool IsKnown => Country is not null;
}

/// <summary>Which part of the requirements of a group, by weight, can be met by another; 0 to 1.</summary>
/// <param name="Another">Those with alternatives under at least two holders.</param>
/// <param name="Enough">Those with enough alternatives left whichever single holder is left out.</param>
public sealed record Substitution(Bounds Another, Bounds Enough);

/// <summary>Whom a service stands under: a supplier or body, or a country when that is asked.</summary>
internal readonly record struct Holder(int Entity, Country? Country)
{
    public bool IsKnown => Country is not null;

    public static Holder Of(int entity, Country? country, HolderKind per) =>
        new(per == HolderKind.Country && country is not null ? -1 : entity, country);
}
