namespace Sluiswachter.Insight;

/// <summary>The smallest sets of losses that stop a function: its minimal cut sets, up to a size.</summary>
/// <remarks>
/// <para>
/// A <em>loss</em> is a supplier with its own services, or with those of all that it controls too. A set of losses cuts
/// the function off when its services, switched off together, stop it within the horizon; it is minimal when no
/// proper subset does. Losses that take the same services of the chain are <em>alike</em> and told as one.
/// </para>
/// <para>
/// Minimal cut sets are those of fault tree analysis (Fussell and Vesely, "A new methodology for obtaining cut sets for
/// fault trees", 1972), here also with cycles, k of n and graces. They are found, size by size, as the minimal sets that
/// hit every way in which the function can go on (Reiter, "A theory of diagnosis from first principles", 1987).
/// </para>
/// <para>What is told is exact also when the work ended early: only sets of the last sizes can be missing.</para>
/// <para>Source: docs/insight.md, "Cut sets: the smallest losses that stop a function".</para>
/// </remarks>
public sealed class CutSets
{
    private CutSets(CutSetQuestion question, ChainLosses losses, CutSetSearch search)
    {
        (Question, Services, Suppliers) = (question, losses.Services, losses.Suppliers);
        (Tried, CompleteUpTo, CanBeStopped) = (search.Tried, search.CompleteUpTo, search.CanBeStopped);
        All =
        [
            .. search.Cuts.OrderBy(c => c.Set.Count).ThenBy(c => c.Set)
                .Select(c => new CutSet([.. c.Set.Members.Select(loss => losses[loss].Told)], c.StopsAtHours)),
        ];
    }

    /// <summary>What was asked.</summary>
    public CutSetQuestion Question { get; }

    /// <summary>The cut sets, the smallest first, then by the ids of their losses.</summary>
    public IReadOnlyList<CutSet> All { get; }

    /// <summary>How many services the function stands on, directly or not.</summary>
    public int Services { get; }

    /// <summary>How many suppliers could, by their loss, take one of those along.</summary>
    public int Suppliers { get; }

    /// <summary>Whether the function stops when all those services go.</summary>
    public bool CanBeStopped { get; }

    /// <summary>Every cut set of this many losses or fewer is told; 0 to the size that was asked.</summary>
    public int CompleteUpTo { get; }

    /// <summary>Whether every cut set up to the size that was asked is told.</summary>
    public bool IsComplete => CompleteUpTo == Question.Size;

    /// <summary>How many sets of losses were tried.</summary>
    public int Tried { get; }

    /// <summary>Finds the cut sets of a function.</summary>
    /// <param name="graph">The graph of the day.</param>
    /// <param name="columns">The facts that it was built from.</param>
    /// <param name="function">The position of the function's id; it counts on the day.</param>
    /// <param name="question">What is asked.</param>
    /// <remarks>
    /// Linear in the facts of the day, and for each set that is tried in what fails of the chain. With n losses, n tries
    /// make a way on; where it has w members, up to w sets of one are tried and w² of two; of three mostly little more
    /// than the cut sets that there are.
    /// </remarks>
    public static CutSets Of(DependencyGraph graph, RegisterColumns columns, int function, CutSetQuestion question)
    {
        var walk = DownwardWalk.From(graph, graph.NodeOf(function));
        var chain = DependencyGraph.Of(OnlyTheChain(graph, columns, walk));
        var losses = ChainLosses.Of(chain, columns, question.Of);
        var search = new CutSetSearch(chain, chain.NodeOf(function), losses, question);
        search.Run();
        return new CutSets(question, losses, search);
    }

    /// <summary>The facts without functions, services and bodies that are not on the chain: nothing else can stop it.</summary>
    private static RegisterColumns OnlyTheChain(DependencyGraph graph, RegisterColumns columns, DownwardWalk walk)
    {
        var (bodies, functions, services) = (columns.Organisation, columns.Function, columns.Service);
        var b = Kept(bodies.Entity, e => graph.Bodies.Entity.PlaceOf(e) is var body and >= 0 && walk.HasBody(body));
        var f = Kept(functions.Entity, IsOnTheChain);
        var s = Kept(services.Entity, IsOnTheChain);
        return new RegisterColumns
        {
            At = columns.At,
            Entities = columns.Entities,
            Requirements = columns.Requirements,
            Sources = columns.Sources,
            Organisation = new(Of(bodies.Entity, b), Of(bodies.Population, b)),
            Function = new(
                Of(functions.Entity, f), Of(functions.Organisation, f), Of(functions.People, f),
                Of(functions.ToleratesHours, f), Of(functions.Criticality, f)),
            Supplier = columns.Supplier,
            Holdings = columns.Holdings,
            Service = new(Of(services.Entity, s), Of(services.Supplier, s), null),
            Requirement = columns.Requirement,
            Alternative = columns.Alternative,
        };

        bool IsOnTheChain(int entity) => graph.NodeOf(entity) is var node and >= 0 && walk.HasNode(node);

        static int[] Kept(int[] entity, Func<int, bool> isKept) =>
            [.. Enumerable.Range(0, entity.Length).Where(row => isKept(entity[row]))];

        static T[] Of<T>(T[] column, int[] rows) => Array.ConvertAll(rows, row => column[row]);
    }
}

/// <summary>What is asked about the cut sets of a function.</summary>
/// <param name="Of">What one loss takes along.</param>
/// <param name="HorizonHours">The last hour that counts, 0 to 1,000,000.</param>
/// <param name="Size">The most losses in a set, 1 to 3.</param>
/// <param name="Work">The most sets of losses that may be tried, at least 1.</param>
public sealed record CutSetQuestion(
    LossOf Of = LossOf.Controller, int HorizonHours = CutSetQuestion.DefaultHorizonHours,
    int Size = CutSetQuestion.LargestSize, int Work = CutSetQuestion.DefaultWork)
{
    /// <summary>How far is looked ahead when nothing else is asked: a day.</summary>
    public const int DefaultHorizonHours = 24;

    /// <summary>The most losses in a set.</summary>
    public const int LargestSize = 3;

    /// <summary>The sets that may be tried when nothing else is asked.</summary>
    public const int DefaultWork = 200_000;

    /// <summary>The most sets that may be tried at all.</summary>
    public const int MostWork = 2_000_000;
}

/// <summary>Losses that together, and not without any of them, stop the function.</summary>
/// <param name="Losses">One to three, in the order of their first ids.</param>
/// <param name="StopsAtHours">The hour at which the function stops.</param>
public sealed record CutSet(IReadOnlyList<CutLoss> Losses, int StopsAtHours);

/// <summary>The loss of a supplier, or of any of those that are alike.</summary>
/// <param name="Suppliers">Positions of the ids of the suppliers that each take the same along, by id.</param>
/// <param name="Services">Positions of the ids of the services that the function stands on and that are lost, by id.</param>
public sealed record CutLoss(IReadOnlyList<int> Suppliers, IReadOnlyList<int> Services);

/// <summary>What the loss of a supplier takes along.</summary>
public enum LossOf
{
    /// <summary>Its own services only.</summary>
    Supplier = 1,

    /// <summary>Its own and those of all suppliers that it controls, directly or through others.</summary>
    Controller = 2,
}
