using Sluiswachter.Insight;

namespace Sluiswachter.Store;

/// <summary>When the rows of a kind of fact hold.</summary>
internal sealed class SpansRead
{
    private readonly Growing<int> from = new();
    private readonly Growing<int> until = new();

    /// <summary>What a query asks for besides; nothing when nobody wants to know.</summary>
    public static string ColumnsFor(SpansRead? spans) =>
        spans is null ? "" : $", coalesce(f.valid_from, 0), coalesce(f.valid_until, {Spans.Always})";

    public void Add(IRows rows, int first, int beginsNotBefore = 0, int endsNotAfter = Spans.Always)
    {
        from.Add(Math.Max(rows.Int(first), beginsNotBefore));
        until.Add(Math.Min(rows.Int(first + 1), endsNotAfter));
    }

    public Spans Done() => new(from.Done(), until.Done());
}

/// <summary>The same, kind by kind.</summary>
internal sealed class SpansOfKinds
{
    public SpansRead Organisation { get; } = new();

    public SpansRead Function { get; } = new();

    public SpansRead Supplier { get; } = new();

    public SpansRead Holding { get; } = new();

    public SpansRead Service { get; } = new();

    public SpansRead Requirement { get; } = new();

    public SpansRead Alternative { get; } = new();

    public SpansRead Contract { get; } = new();

    public PeriodSpans Done(bool withContracts) => new(
        Organisation.Done(), Function.Done(), Supplier.Done(), Holding.Done(), Service.Done(), Requirement.Done(),
        Alternative.Done(), withContracts ? Contract.Done() : null);
}
