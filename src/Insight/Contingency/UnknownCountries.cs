namespace Sluiswachter.Insight;

/// <summary>What suppliers of unknown country could add to what is lost when a country is switched off.</summary>
/// <remarks>
/// A country may turn out to be that of every supplier of unknown country. What is lost then, with all whom they control,
/// is the upper bound of what that country stops; a run for all of these together, and what each country adds to it.
/// Definition: docs/insight.md, "Contingency".
/// </remarks>
public sealed class UnknownCountries
{
    private readonly Dictionary<Subject, Loss> atMost;

    private UnknownCountries(Loss alone, Dictionary<Subject, Loss> atMost) => (Alone, this.atMost) = (alone, atMost);

    /// <summary>What is lost when they go and nothing else does: a country without a known supplier stops no more.</summary>
    public Loss Alone { get; }

    /// <summary>What is lost at most when a subject is switched off; null when it is no country.</summary>
    public Loss? AtMost(Subject subject) => atMost.TryGetValue(subject, out var loss) ? loss : null;

    /// <summary>Works out the upper bound of every country that was switched off.</summary>
    public static UnknownCountries Of(SingleLosses singles)
    {
        var graph = singles.Graph;
        var countries = singles.Ranked.Where(l => l.Subject.Kind == SubjectKind.Country).ToList();
        if (graph.ServicesWithoutCountry == 0 && graph.SuppliersWithoutCountry == 0)
        {
            return new UnknownCountries(default, countries.ToDictionary(l => l.Subject, l => l.Loss));
        }

        var (run, count, seeds) = (new Propagation(graph), new LossCount(graph), new SubjectSeeds(singles.Subjects));
        run.Run(seeds.Of(new Subject(SubjectKind.Country, 0)), singles.HorizonHours);
        var alone = count.Of(run);
        var losses = new Loss[countries.Count];
        SideBySide.Do(
            losses.Length, singles.Threads, _ => new Workspace(singles, run),
            (own, i) => losses[i] = own.With(countries[i].Subject));
        return new UnknownCountries(
            alone, countries.Zip(losses).ToDictionary(l => l.First.Subject, l => l.Second));
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Workspace
    {
        private readonly SubjectSeeds seeds;
        private readonly FurtherLoss more;
        private readonly LossCount count;
        private readonly (Loss Total, int Changes) alone;
        private readonly List<int> further = [];

        public Workspace(SingleLosses singles, Propagation unknown)
        {
            (seeds, more, count) = (new SubjectSeeds(singles.Subjects), new FurtherLoss(singles.Graph), new LossCount(singles.Graph));
            more.StartFrom(unknown, singles.HorizonHours);
            count.Of(unknown);
            alone = count.Mark;
        }

        public Loss With(Subject country)
        {
            further.Clear();
            more.Add(seeds.Of(country), further);
            further.ForEach(count.Add);
            var loss = count.Total;
            count.BackTo(alone);
            return loss;
        }
    }
}
