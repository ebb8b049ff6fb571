namespace Sluiswachter.Insight;

/// <summary>Finds the services that go with a subject.</summary>
/// <remarks>Linear in what belongs to the subject. Not for several threads at once.</remarks>
internal sealed class SubjectSeeds(Subjects subjects)
{
    private readonly DependencyGraph graph = subjects.Graph;
    private readonly int[] found = new int[subjects.Graph.NodeCount];
    private readonly int[] queue = new int[subjects.Graph.SupplierCount];
    private readonly int[] reachedAt = new int[subjects.Graph.SupplierCount];
    private int round;
    private int reached;
    private int count;

    /// <summary>The services, each once; valid until the next question.</summary>
    /// <param name="subject">Whom or what.</param>
    /// <param name="enough">How many services are enough: once they are more, no further ones are looked for.</param>
    public ReadOnlySpan<int> Of(Subject subject, int enough = int.MaxValue)
    {
        switch (subject.Kind)
        {
            case SubjectKind.Service:
                found[0] = graph.NodeOf(subject.At);
                return found.AsSpan(0, 1);
            case SubjectKind.Supplier:
                return subjects.ServicesOf[graph.SupplierOf(subject.At)];
            case SubjectKind.Controller:
                return Controlled([], [graph.SupplierOf(subject.At)], enough);
            default:
                return Controlled([subject.At], [], enough);
        }
    }

    /// <summary>The services of some suppliers and of all whom these control, each once; valid until the next question.</summary>
    /// <param name="countries">Numbers of countries: the suppliers that are established there.</param>
    /// <param name="suppliers">Further suppliers.</param>
    /// <param name="enough">How many services are enough: once they are more, no further ones are looked for.</param>
    public ReadOnlySpan<int> Controlled(scoped ReadOnlySpan<int> countries, scoped ReadOnlySpan<int> suppliers, int enough)
    {
        (reached, count) = (0, 0);
        round++;
        Reach(suppliers, enough);
        foreach (var country in countries)
        {
            Reach(subjects.SuppliersIn[country], enough);
        }

        for (var i = 0; i < reached && count <= enough; i++)
        {
            foreach (var owned in graph.Suppliers.Controls[queue[i]])
            {
                Reach([owned], enough);
            }
        }

        return found.AsSpan(0, count);
    }

    private void Reach(scoped ReadOnlySpan<int> further, int enough)
    {
        foreach (var supplier in further)
        {
            if (count > enough)
            {
                return;
            }

            if (reachedAt[supplier] == round)
            {
                continue;
            }

            (reachedAt[supplier], queue[reached++]) = (round, supplier);
            var own = subjects.ServicesOf[supplier];
            own.CopyTo(found.AsSpan(count));
            count += own.Length;
        }
    }
}
