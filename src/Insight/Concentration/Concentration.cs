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
    public const long MostWork = 5_000_000;

    private readonly Footing footing;
    private readonly FootingGroups groups;
    private readonly FootingHolders holders;
    private readonly Substitutes substitutes;
    private readonly HeldWeights held;

    private Concentration(Footing footing, ConcentrationQuestion question, long mostWork)
    {
        this.footing = footing;
        groups = FootingGroups.Of(footing, question.By, question.Weight);
        holders = FootingHolders.Under(footing, question.Per);
        substitutes = new Substitutes(footing.Requirements, holders);
        held = new HeldWeights(footing, groups, holders);
        var throughOthers = ThroughOthers(mostWork);
        Groups = [.. Enumerable.Range(0, groups.Count).Select(g => Measure(g, throughOthers[g]))];
    }

    /// <summary>The groups, in the order of their list or of their names, what is unknown last.</summary>
    public IReadOnlyList<ConcentrationGroup> Groups { get; }

    /// <summary>
    /// Whether it was counted for every holder how many functions stand on it through others; when false, it was for those
    /// of whom most is required, and holders on whom others stand only through others may be left out. All else is whole.
    /// </summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Measures the concentration of functions or people.</summary>
    /// <param name="columns">
    /// The facts, with <see cref="Detail.Data"/> and <see cref="Detail.Kinds"/>.
    /// </param>
    /// <param name="question">Of what; spend is for <see cref="SpendConcentration"/>.</param>
    /// <param name="mostWork">How many requirements may be walked through to count who stands on whom through others.</param>
    public static Concentration Of(RegisterColumns columns, ConcentrationQuestion question, long mostWork = MostWork) =>
        question.Weight == ShareWeight.Spend
            ? throw new ArgumentException("spend is divided by contracts", nameof(question))
            : new Concentration(Footing.Of(columns), question, mostWork);

    /// <summary>Only the shares of one group: what <see cref="Groups"/> tell of it, without who stands on whom through others.</summary>
    /// <param name="columns">The facts; with <see cref="Detail.Data"/>, or standby counts as active.</param>
    /// <param name="question">Of what.</param>
    /// <param name="name">The name of the group.</param>
    /// <returns>
    /// The shares and the largest holder of whom it is known who it is; null when nothing is in the group.
    /// </returns>
    internal static (MarketShares Shares, Holder? Largest)? SharesOf(
        RegisterColumns columns, ConcentrationQuestion question, string name)
    {
        var on = Footing.Of(columns);
        var grouped = FootingGroups.Of(on, question.By, question.Weight);
        if (Enumerable.Range(0, grouped.Count).Cast<int?>().FirstOrDefault(g => grouped.NameOf(g!.Value) == name) is not { } group)
        {
            return null;
        }

        var under = FootingHolders.Under(on, question.Per);
        var divided = new HeldWeights(on, grouped, under);
        var (shares, _) = divided.Divide(group);
        var largest = divided.Holders.Select(h => (Holder: under[h], Weight: divided.WeightOf(h)))
            .Where(h => h.Holder.IsKnown && h.Weight > 0)
            .OrderByDescending(h => h.Weight).ThenBy(h => h.Holder.Entity).ThenBy(h => h.Holder.Country?.Number)
            .Select(h => (Holder?)h.Holder).FirstOrDefault();
        return (shares, largest);
    }

    private ConcentrationGroup Measure(int group, List<(int Holder, int? InAll)> throughOthers)
    {
        var (shares, missing) = held.Divide(group);
        var (another, enough) = (new Weighed(), new Weighed());
        var (first, end) = groups.UnitsOf(group);
        var requirements = 0;
        for (var unit = first; unit < end; unit++)
        {
            var of = groups.RequirementsOf(unit);
            requirements += of.Length;
            var part = groups.WeightOf(unit) / of.Length;
            foreach (var requirement in of)
            {
                var substitution = substitutes.Of(requirement);
                another.Add(substitution.Another, part);
                enough.Add(substitution.Enough, part);
            }
        }

        return new ConcentrationGroup(
            groups.NameOf(group),
            null,
            end - first,
            requirements,
            groups.WithoutWeight(group),
            Largest(throughOthers, shares.Total),
            Part(missing, shares.Total),
            shares,
            new Substitution(another.Share, enough.Share));
    }

    /// <summary>What the holders hold of the group that was divided last, the largest share first.</summary>
    private HolderShare[] Largest(List<(int Holder, int? InAll)> throughOthers, double whole)
    {
        HolderShare[] all =
        [
            .. throughOthers.Select(h => new HolderShare(
                holders[h.Holder].Entity, holders[h.Holder].Country, held.WeightOf(h.Holder),
                Part(held.WeightOf(h.Holder), whole), held.FunctionsOf(h.Holder), h.InAll)),
        ];
        Array.Sort(all, static (a, b) =>
        {
            var order = b.Weight.CompareTo(a.Weight);
            order = order != 0 ? order : (b.FunctionsInAll ?? -1).CompareTo(a.FunctionsInAll ?? -1);
            order = order != 0 ? order : a.Entity.CompareTo(b.Entity);
            return order != 0 ? order : (a.Country?.Number ?? 0).CompareTo(b.Country?.Number ?? 0);
        });
        return all;
    }

    /// <summary>By group: for each holder how many functions stand on it, directly or through others.</summary>
    /// <remarks>
    /// Holders come in the order of how much is directly required of them, until the work becomes too much: null from
    /// there on for those on whom something stands directly, and none for the others.
    /// </remarks>
    private List<(int Holder, int? InAll)>[] ThroughOthers(long mostWork)
    {
        List<(int Holder, int? InAll)>[] counts = [.. Enumerable.Range(0, groups.Count).Select(_ => new List<(int, int?)>())];
        var above = new FootingAbove(footing);
        var unitsOf = groups.UnitsByRequirement();
        var nodesOf = Grouping.Of(holders.Of, holders.Count);
        var groupOf = GroupOfUnits();
        var (countedFor, inGroup, round, work) = (new int[groups.UnitCount], new int[groups.Count], 0, 0L);
        foreach (var holder in Enumerable.Range(0, holders.Count).OrderByDescending(UsesOf))
        {
            round++;
            var isCounted = work < mostWork;
            var found = isCounted ? above.RequirementsOn(nodesOf[holder]) : above.DirectlyOn(nodesOf[holder]);
            work += found.Count;
            IsComplete &= isCounted || found.Count == 0;
            foreach (var requirement in found)
            {
                foreach (var unit in unitsOf[requirement])
                {
                    inGroup[groupOf[unit]] += countedFor[unit] == round ? 0 : 1;
                    countedFor[unit] = round;
                }
            }

            for (var group = 0; group < groups.Count; group++)
            {
                if (inGroup[group] > 0)
                {
                    counts[group].Add((holder, isCounted ? inGroup[group] : null));
                    inGroup[group] = 0;
                }
            }
        }

        return counts;

        int UsesOf(int holder)
        {
            var uses = 0;
            foreach (var node in nodesOf[holder])
            {
                uses += above.UsesOf(node);
            }

            return uses;
        }
    }

    private int[] GroupOfUnits()
    {
        var groupOf = new int[groups.UnitCount];
        for (var group = 0; group < groups.Count; group++)
        {
            var (first, end) = groups.UnitsOf(group);
            groupOf.AsSpan(first, end - first).Fill(group);
        }

        return groupOf;
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
/// <param name="Functions">How many functions require something in it; of spend: how many bodies pay in a contract that says what.</param>
/// <param name="Requirements">How many requirements they have in it together; of spend: how many such contracts.</param>
/// <param name="WithoutWeight">
/// How many of the functions do not say what they weigh, and weigh nothing; of spend: how many further contracts.
/// </param>
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
