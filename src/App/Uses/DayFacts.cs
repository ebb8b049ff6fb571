using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Uses;

/// <summary>The facts of a day that uses of services are made of, found by the ids that they hold.</summary>
/// <remarks>
/// <para>
/// What holds is told in docs/bundle.md, "Time and versions". What was done on a later day has not happened yet: an
/// analysis that is approved next month is on this day one that nobody approved.
/// </para>
/// <para>
/// A fact that was stated anew without a change, or without a day between, holds since its first row. Of requirements and
/// alternatives what ended is kept as well: it tells since when a service is used.
/// </para>
/// <para>A few hundred bytes a fact. In what order facts are added makes no difference to what is made of them.</para>
/// </remarks>
internal sealed class DayFacts
{
    private const int RowsAtOnce = 2048;

    private readonly FactShelf?[] shelves = new FactShelf?[FactSchema.All.Count + 1];
    private readonly Dictionary<FactKind, FactShelf> ended = [];

    private DayFacts(DateOnly at)
    {
        At = at;
        Put(FactKind.Organisation, new FactShelf<Organisation>(Organisations));
        Put(FactKind.Function, new FactShelf<Function>(Functions, FunctionsOfBody));
        Put(FactKind.Supplier, new FactShelf<Supplier>(Suppliers));
        Put(FactKind.Service, new FactShelf<Service>(Services, ServicesOfSupplier));
        Put(FactKind.Ownership, new FactShelf<Ownership>(OwnershipByOwner));
        Put(FactKind.Contract, new FactShelf<Contract>(Contracts, ContractsWithSupplier, ContractsWithReseller));
        Put(FactKind.Requirement, new FactShelf<Requirement>(Requirements, RequirementsOfConsumer, RequirementsByContract));
        Put(FactKind.Alternative, new FactShelf<Alternative>(AlternativesOfRequirement, AlternativesByService));
        Put(FactKind.Classification, new FactShelf<Classification>(Classifications));
        Put(FactKind.Assessment, new FactShelf<Assessment>(Assessments, AssessmentsOn));
        Put(FactKind.ExitPlan, new FactShelf<ExitPlan>(ExitPlans, ExitPlansFor));
        Put(FactKind.ExitAlternative, new FactShelf<ExitAlternative>(TargetsOfPlan, TargetsByService));
        Put(FactKind.Decision, new FactShelf<Decision>(Decisions, DecisionsOn, DecisionsRelyingOn));
        ended.Add(FactKind.Requirement, new FactShelf<Requirement>(EndedRequirements, EndedRequirementsOfConsumer));
        ended.Add(FactKind.Alternative, new FactShelf<Alternative>(EndedAlternatives));
    }

    /// <summary>The kinds of which uses are made.</summary>
    public static IReadOnlyList<FactKind> Kinds { get; } =
    [
        FactKind.Organisation, FactKind.Function, FactKind.Supplier, FactKind.Service, FactKind.Ownership, FactKind.Contract,
        FactKind.Requirement, FactKind.Alternative, FactKind.Classification, FactKind.Assessment, FactKind.ExitPlan,
        FactKind.ExitAlternative, FactKind.Decision,
    ];

    /// <summary>The day.</summary>
    public DateOnly At { get; }

    public FactsById<Organisation> Organisations { get; } = new(o => o.Id.Text);

    public FactsById<Function> Functions { get; } = new(f => f.Id.Text);

    public FactsById<Function> FunctionsOfBody { get; } = new(f => f.Organisation.Text);

    public FactsById<Supplier> Suppliers { get; } = new(s => s.Id.Text);

    public FactsById<Service> Services { get; } = new(s => s.Id.Text);

    public FactsById<Service> ServicesOfSupplier { get; } = new(s => s.Supplier.Text);

    public FactsById<Ownership> OwnershipByOwner { get; } = new(o => o.Owner.Text);

    public FactsById<Contract> Contracts { get; } = new(c => c.Id.Text);

    public FactsOfBody<Contract> ContractsWithSupplier { get; } = new(c => c.Organisation.Text, c => c.Supplier.Text);

    public FactsOfBody<Contract> ContractsWithReseller { get; } = new(c => c.Organisation.Text, c => c.Reseller?.Text);

    public FactsById<Requirement> Requirements { get; } = new(r => r.Id.Text);

    public FactsById<Requirement> RequirementsOfConsumer { get; } = new(r => r.Consumer.Text);

    public FactsById<Requirement> RequirementsByContract { get; } = new(r => r.Contract?.Text);

    public FactsById<Requirement> EndedRequirements { get; } = new(r => r.Id.Text);

    public FactsById<Requirement> EndedRequirementsOfConsumer { get; } = new(r => r.Consumer.Text);

    public FactsById<Alternative> EndedAlternatives { get; } = new(a => a.Requirement.Text);

    public FactsById<Alternative> AlternativesOfRequirement { get; } = new(a => a.Requirement.Text);

    public FactsById<Alternative> AlternativesByService { get; } = new(a => a.Service.Text);

    public FactsById<Classification> Classifications { get; } = new(c => c.Function.Text);

    public FactsById<Assessment> Assessments { get; } = new(a => a.Id.Text);

    public FactsOfBody<Assessment> AssessmentsOn { get; } = new(a => a.Organisation?.Text, a => a.Subject.Text);

    public FactsById<ExitPlan> ExitPlans { get; } = new(p => p.Id.Text);

    public FactsOfBody<ExitPlan> ExitPlansFor { get; } = new(p => p.Organisation.Text, p => p.Service.Text);

    public FactsById<ExitAlternative> TargetsOfPlan { get; } = new(t => t.Plan.Text);

    public FactsById<ExitAlternative> TargetsByService { get; } = new(t => t.Service.Text);

    public FactsById<Decision> Decisions { get; } = new(d => d.Id.Text);

    public FactsOfBody<Decision> DecisionsOn { get; } = new(d => d.Organisation?.Text, d => d.Subject?.Text);

    /// <summary>By the id of the service, supplier, assessment or decision that a decision relies on.</summary>
    public FactsById<Decision> DecisionsRelyingOn { get; } = new(d => d.ReliesOn is { } on ? ReliedOn(on.Text) : null);

    /// <summary>Suppliers and who owns them, as they hold on a day: all that control is worked out from.</summary>
    public static DayFacts OfOwners(DateOnly at, IEnumerable<Supplier> suppliers, IEnumerable<Ownership> holdings)
    {
        var facts = new DayFacts(at);
        foreach (var supplier in suppliers)
        {
            facts.Suppliers.Add(supplier);
        }

        foreach (var holding in holdings)
        {
            facts.OwnershipByOwner.Add(holding);
        }

        return facts;
    }

    /// <summary>Reads the facts that hold on a day.</summary>
    public static DayFacts Read(IRegisterReader reader, DateOnly at)
    {
        var facts = new DayFacts(at);
        var shelving = Task.CompletedTask;
        foreach (var kind in Kinds)
        {
            var before = new EndedRows(FactSchema.Of(kind), reader.FactsEndedBy(kind, at), at);
            foreach (var rows in reader.FactsOn(kind, at).Chunk(RowsAtOnce))
            {
                // While some rows become facts the next are read. Only so many lie in memory, for most of them is let go.
                shelving.GetAwaiter().GetResult();
                shelving = Task.Run(() => facts.AddAll(kind, rows, before));
            }

            shelving.GetAwaiter().GetResult();
            facts.AddEnded(kind, before);
        }

        shelving.GetAwaiter().GetResult();
        return facts;
    }

    /// <summary>Reads the facts of a kind anew whose first column is one of some ids, and returns them.</summary>
    public IReadOnlyList<Fact> Reread(IRegisterReader reader, FactKind kind, IReadOnlyCollection<string> firstIds)
    {
        foreach (var id in firstIds)
        {
            shelves[(int)kind]!.Take(id);
            ended.GetValueOrDefault(kind)?.Take(id);
        }

        var rows = reader.FactsOf(kind, firstIds);
        var before = new EndedRows(FactSchema.Of(kind), rows, At);
        AddEnded(kind, before);
        return AddAll(kind, rows, before);
    }

    /// <summary>The body that a function is of, or that a consumer is itself; null for a service.</summary>
    public string? BodyOf(string consumer) => Functions.Only(consumer) is { } function
        ? function.Organisation.Text
        : Organisations.Only(consumer)?.Id.Text;

    /// <summary>The facts of a kind whose first column is an id.</summary>
    public IReadOnlyList<Fact> Of(FactKind kind, string firstId) => shelves[(int)kind]!.Of(firstId);

    private static string? ReliedOn(string safeguard) => Safeguard.Of(safeguard) is { Holds: true, Value: var known }
        ? known switch
        {
            Safeguard.Certificate(_, var service) => service.Text,
            Safeguard.Owner(var supplier, _) => supplier.Text,
            Safeguard.Assessed(var assessment) => assessment.Text,
            Safeguard.OtherDecision(var decision) => decision.Text,
            _ => null,
        }
        : null;

    private void Put(FactKind kind, FactShelf shelf) => shelves[(int)kind] = shelf;

    private List<Fact> AddAll(FactKind kind, IReadOnlyList<Cell[]> rows, EndedRows before)
    {
        var schema = FactSchema.Of(kind);
        var added = new List<Fact>(rows.Count);
        Provenance? same = null;
        foreach (var cells in rows)
        {
            if (!schema.ValidityOf(cells).Value.Contains(At))
            {
                continue;
            }

            var fact = schema.Read(before.Joined(cells), same).Value;
            same = fact.Provenance;
            if (Add(kind, fact) is { } happened)
            {
                added.Add(happened);
            }
        }

        return added;
    }

    private void AddEnded(FactKind kind, EndedRows rows)
    {
        if (ended.TryGetValue(kind, out var shelf))
        {
            foreach (var cells in rows.All)
            {
                shelf.Add(FactSchema.Of(kind).Read(cells).Value);
            }
        }
    }

    private Fact? Add(FactKind kind, Fact fact)
    {
        if (AsOfTheDay(fact) is { } happened)
        {
            shelves[(int)kind]!.Add(happened);
            return happened;
        }

        return null;
    }

    /// <summary>What of a fact had happened by the day; null when nothing had.</summary>
    private Fact? AsOfTheDay(Fact fact) => fact switch
    {
        Contract contract => contract.StartsOn > At || contract.EndsOn < At ? null : contract,
        Assessment assessment => assessment.AssessedOn > At ? null
            : assessment.ApprovedOn > At ? assessment with { ApprovedOn = null, Approver = null }
            : assessment,
        ExitPlan plan => plan.DrawnUpOn > At ? null
            : plan.TestedOn > At ? plan with { TestedOn = null, TestPassed = null }
            : plan,
        Decision decision => decision.DecidedOn > At ? null : decision,
        _ => fact,
    };
}
