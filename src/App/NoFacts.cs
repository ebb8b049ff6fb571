using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>A register in which nothing is known: what is wrong with a question that is put to it, is wrong with its words.</summary>
internal sealed class NoFacts : IRegisterStore, IRegisterReader
{
    private static readonly Spans Never = new([], []);

    /// <summary>The register.</summary>
    public static IRegisterStore Register { get; } = new NoFacts();

    /// <inheritdoc />
    public JournalHead Head { get; } = new(0, new string('0', 64));

    /// <inheritdoc />
    public IRegisterReader Read(DateTimeOffset? knownBefore = null) => this;

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Always: nothing can be known here.</exception>
    public IRegisterWriter Write(ChangeNote note) => throw new InvalidOperationException("a register without facts cannot be changed");

    /// <inheritdoc />
    public long Count(FactKind kind) => 0;

    /// <inheritdoc />
    public IEnumerable<Cell[]> Facts(FactKind kind) => [];

    /// <inheritdoc />
    public IEnumerable<Cell[]> FactsOn(FactKind kind, DateOnly day) => [];

    /// <inheritdoc />
    public IEnumerable<Cell[]> FactsEndedBy(FactKind kind, DateOnly day) => [];

    /// <inheritdoc />
    public IReadOnlyList<Cell[]> FactsOf(FactKind kind, IReadOnlyCollection<string> firstIds) => [];

    /// <inheritdoc />
    public RegisterColumns Columns(DateOnly at, bool includeConsidered, Detail detail = Detail.None) => new()
    {
        At = at, Entities = OrderedIds.None, Requirements = OrderedIds.None, Sources = OrderedIds.None, Holdings = [],
        Organisation = new OrganisationColumns([], []) { Kind = [], Country = [] },
        Function = new FunctionColumns([], [], [], [], []) { DataClass = [], PersonalData = [] },
        Supplier = new SupplierColumns([], []) { Basis = [] },
        Service = new ServiceColumns([], [], []) { CustomerHeldKeys = [], Basis = [] },
        Requirement = new RequirementColumns([], [], [], [], [], [], []),
        Alternative = new AlternativeColumns([], [], [], [], []) { Role = [], Data = [], DataClass = [], CustomerHeldKeys = [] },
        Contract = new ContractColumns([], [], [], [], [], [], [], []),
    };

    /// <inheritdoc />
    public RegisterPeriod Period(DateOnly from, DateOnly until, bool includeConsidered, Detail detail = Detail.None) => RegisterPeriod.Of(
        Columns(from, includeConsidered, detail), new PeriodSpans(Never, Never, Never, Never, Never, Never, Never, Never));

    /// <inheritdoc />
    public Observations Observed(DateOnly at, bool includeConsidered) => new(0, null, null, 0);

    /// <inheritdoc />
    public FactKind? KindOf(string entityId) => null;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Names(IReadOnlyCollection<string> entityIds, DateOnly at) =>
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc />
    public IEnumerable<JournalEntry> Journal(int from = 1) => [];

    /// <inheritdoc />
    public IEnumerable<JournalFault> Verify(JournalHead? anchor = null) => [];

    /// <inheritdoc />
    public void Dispose()
    {
        // There is nothing to let go of.
    }
}
