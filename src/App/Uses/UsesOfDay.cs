using System.Collections.Concurrent;
using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Risks;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Uses;

/// <summary>Every use of a service by a public body on a day, made of the facts of the register.</summary>
/// <remarks>
/// <para>
/// Stands in App, where what all rooms below know comes together: facts from Store, laws from Exchange, the graph from
/// Insight; what comes out is all that Policy asks for.
/// </para>
/// <para>
/// A body uses a service when a requirement of one of its functions, or of the body itself, has it as an alternative, and
/// all of them hold on the day; in use, or (told apart, as a use of its own) planned or considered. Docs/policy.md,
/// "Uses". In what order facts were read makes no difference. Safe for several threads at once.
/// </para>
/// </remarks>
public sealed class UsesOfDay
{
    private static readonly Lazy<LawBook> ShippedLaws = new(() => ShippedContent.Laws(new Complaints()));

    private readonly LawReach laws;
    private readonly bool includeConsidered;
    private readonly ExitFalls falls;

    // What each body asks for, also of a service that does not hold on the day: so it changes only with facts of the body.
    private readonly Dictionary<string, Dictionary<(string Service, bool IsInUse), List<ServedFunction>>> served =
        new(StringComparer.Ordinal);

    private readonly SafeguardsOfDay safeguards;
    private ConcurrentDictionary<(EntityId Supplier, Country? Own), IReadOnlyList<ForeignReach>> reach = [];

    private UsesOfDay(DayFacts facts, ControlOfDay control, LawReach laws, ExitFalls falls, bool includeConsidered)
    {
        (Facts, Control, this.laws, this.falls, this.includeConsidered) = (facts, control, laws, falls, includeConsidered);
        safeguards = SafeguardsRead.Of(
            facts.At, ShippedLaws.Value, id => facts.Services.Only(id.Text),
            id => facts.Suppliers.Only(id.Text) is { } supplier ? [.. Control.Above(supplier).Select(s => s.Id)] : null,
            id => facts.Decisions.Only(id.Text), id => facts.Assessments.Only(id.Text));
    }

    /// <summary>The day.</summary>
    public DateOnly At => Facts.At;

    /// <summary>Every use, ordered by the ids of body and service, what is in use first.</summary>
    public IEnumerable<UseKey> Keys => Bodies.SelectMany(KeysOf);

    /// <summary>The bodies that ask for something, in order.</summary>
    internal IEnumerable<string> Bodies => served.Keys.Order(StringComparer.Ordinal);

    internal DayFacts Facts { get; }

    internal ControlOfDay Control { get; private set; }

    /// <summary>Reads the uses of a day.</summary>
    /// <param name="reader">The register.</param>
    /// <param name="at">The day.</param>
    /// <param name="includeConsidered">Whether uses that are only considered count.</param>
    public static UsesOfDay Read(IRegisterReader reader, DateOnly at, bool includeConsidered = false)
    {
        var facts = DayFacts.Read(reader, at);
        var uses = new UsesOfDay(
            facts, new ControlOfDay(facts), new LawReach(ShippedLaws.Value, at), new ExitFalls(), includeConsidered);

        // Where exits lead does not depend on who uses what.
        var exits = Task.Run(() => uses.falls.WorkOut(facts, uses.Control, facts.ExitPlans.All));
        foreach (var body in facts.Organisations.All)
        {
            uses.Gather(body.Id.Text);
        }

        exits.GetAwaiter().GetResult();
        return uses;
    }

    /// <summary>A use; null when there is none on the day.</summary>
    public Use? Of(UseKey key)
    {
        if (!served.TryGetValue(key.Body.Text, out var uses) ||
            !uses.TryGetValue((key.Service.Text, key.IsInUse), out var functions) ||
            Facts.Services.Only(key.Service.Text) is not { } service ||
            Facts.Suppliers.Only(service.Supplier.Text) is not { } supplier)
        {
            return null;
        }

        var body = Facts.Organisations.Only(key.Body.Text)!;
        var controllers = Control.Above(supplier);
        return new Use
        {
            Body = body,
            Service = service,
            Supplier = supplier,
            Controllers = controllers,
            Functions = functions,
            Contracts = ContractsOf(key, supplier, functions),
            Dossier = DossierOf(key, supplier, functions),
            ForeignReach = ReachOf(supplier, controllers, body.Country),
            IsInUse = key.IsInUse,
        };
    }

    /// <summary>The uses of a body in order; none when it uses nothing.</summary>
    internal UseKey[] KeysOf(string body)
    {
        if (!served.TryGetValue(body, out var uses))
        {
            return [];
        }

        var id = EntityId.Of(body).Value;
        var keys = new List<UseKey>(uses.Count);
        foreach (var (of, isInUse) in uses.Keys)
        {
            if (Facts.Services.Only(of) is { } service && Facts.Suppliers.Only(service.Supplier.Text) is not null)
            {
                keys.Add(new UseKey(id, service.Id, isInUse));
            }
        }

        keys.Sort();
        return [.. keys];
    }

    /// <summary>
    /// The use that a body would make of a service, with what the register knows of both; what it would serve is unknown.
    /// </summary>
    /// <param name="body">The body; null when nobody said which.</param>
    /// <param name="service">A service that holds on the day, with its supplier; else there is no such use (null).</param>
    public Use? Proposed(Organisation? body, EntityId service)
    {
        if (Facts.Services.Only(service.Text) is not { } known || Facts.Suppliers.Only(known.Supplier.Text) is not { } supplier)
        {
            return null;
        }

        var controllers = Control.Above(supplier);
        var key = new UseKey(body?.Id ?? default, service, IsInUse: false);
        return new Use
        {
            Body = body ?? BlankUse.Nobody,
            Service = known,
            Supplier = supplier,
            Controllers = controllers,
            Contracts = body is null ? [] : ContractsOf(key, supplier, []),
            Dossier = DossierOf(key, supplier, []),
            ForeignReach = ReachOf(supplier, controllers, body?.Country),
            IsInUse = false,
        };
    }

    private IReadOnlyList<ForeignReach> ReachOf(Supplier supplier, IReadOnlyList<Supplier> controllers, Country? own) =>
        reach.GetOrAdd((supplier.Id, own), of => laws.Through(controllers.Prepend(supplier), of.Own));

    /// <summary>What a body uses, gathered anew from the facts.</summary>
    internal void Gather(string body)
    {
        served.Remove(body);
        if (Facts.Organisations.Only(body) is null)
        {
            return;
        }

        var uses = new Dictionary<(string Service, bool IsInUse), List<ServedFunction>>();
        GatherOf(body, function: null, uses);
        foreach (var function in Facts.FunctionsOfBody[body])
        {
            GatherOf(function.Id.Text, function, uses);
        }

        foreach (var functions in uses.Values.Where(f => f.Count > 1))
        {
            functions.Sort((a, b) => string.CompareOrdinal(a.Requirement.Id.Text, b.Requirement.Id.Text));
        }

        if (uses.Count > 0)
        {
            served.Add(body, uses);
        }
    }

    /// <summary>Takes over what changed among suppliers and exits, for the facts as they are now.</summary>
    /// <param name="suppliers">Suppliers of which, or of whose controllers, something changed.</param>
    /// <param name="services">Services of which, or of what they stand on, something changed.</param>
    /// <param name="plans">Exit plans that are to be told about.</param>
    internal void Renew(IReadOnlySet<string> suppliers, IReadOnlySet<string> services, IEnumerable<ExitPlan> plans)
    {
        if (suppliers.Count > 0)
        {
            (Control, reach) = (new ControlOfDay(Facts), []);
        }

        falls.Forget(suppliers, services);
        falls.WorkOut(Facts, Control, plans);
    }

    private void GatherOf(
        string consumer, Function? function, Dictionary<(string Service, bool IsInUse), List<ServedFunction>> uses)
    {
        foreach (var requirement in Facts.RequirementsOfConsumer[consumer])
        {
            if (requirement.Status == RequirementStatus.Considered && !includeConsidered)
            {
                continue;
            }

            foreach (var alternative in Facts.AlternativesOfRequirement[requirement.Id.Text])
            {
                var key = (alternative.Service.Text, requirement.IsInUse);
                if (!uses.TryGetValue(key, out var functions))
                {
                    uses.Add(key, functions = new List<ServedFunction>(1));
                }

                functions.Add(new ServedFunction(
                    function, function is null ? null : Facts.Classifications.Only(function.Id.Text), requirement, alternative,
                    FirstDays.OfUse(Facts, function?.Organisation.Text ?? consumer, requirement, alternative)));
            }
        }
    }

    // There are uses by the hundred thousand, so what is on file is gathered without queries that allocate on the way.
    private IReadOnlyList<Contract> ContractsOf(UseKey key, Supplier supplier, List<ServedFunction> functions)
    {
        List<Contract>? found = null;
        AddNew(Facts.ContractsWithSupplier.Of(key.Body.Text)[supplier.Id.Text]);
        AddNew(Facts.ContractsWithReseller.Of(key.Body.Text)[supplier.Id.Text]);
        foreach (var function in functions)
        {
            if (function.Requirement.Contract is { } id)
            {
                AddNew(Facts.Contracts[id.Text]);
            }
        }

        return InOrder(found, c => c.Id.Text);

        void AddNew(FoundFacts<Contract> contracts)
        {
            foreach (var contract in contracts)
            {
                if (found?.Exists(c => ReferenceEquals(c, contract)) != true)
                {
                    (found ??= []).Add(contract);
                }
            }
        }
    }

    private UseDossier DossierOf(UseKey key, Supplier supplier, List<ServedFunction> functions)
    {
        var about = IdsOf(functions);
        return UseDossier.Of(
            AssessmentsOf(key, supplier, about), ExitsOf(key, supplier), DecisionsOf(key, supplier, about), safeguards);
    }

    private IReadOnlyList<Assessment> AssessmentsOf(UseKey key, Supplier supplier, IReadOnlyList<string> functions)
    {
        List<Assessment>? found = null;
        Both(ref found, Facts.AssessmentsOn, key.Body, key.Service.Text);
        Both(ref found, Facts.AssessmentsOn, key.Body, supplier.Id.Text);
        foreach (var function in functions)
        {
            Both(ref found, Facts.AssessmentsOn, key.Body, function);
        }

        return InOrder(found, a => a.Id.Text);
    }

    private IReadOnlyList<Decision> DecisionsOf(UseKey key, Supplier supplier, IReadOnlyList<string> functions)
    {
        List<Decision>? found = null;
        Both(ref found, Facts.DecisionsOn, key.Body, key.Service.Text);
        Both(ref found, Facts.DecisionsOn, key.Body, supplier.Id.Text);
        if (key.Body != default)
        {
            Both(ref found, Facts.DecisionsOn, key.Body, key.Body.Text);
        }

        foreach (var function in functions)
        {
            Both(ref found, Facts.DecisionsOn, key.Body, function);
        }

        return InOrder(found, d => d.Id.Text);
    }

    /// <summary>Adds what is about a subject, for a body and for all.</summary>
    private static void Both<T>(ref List<T>? found, FactsOfBody<T> facts, EntityId body, string subject)
        where T : class
    {
        if (body != default)
        {
            foreach (var fact in facts.Of(body.Text)[subject])
            {
                (found ??= []).Add(fact);
            }
        }

        foreach (var fact in facts.OfAll[subject])
        {
            (found ??= []).Add(fact);
        }
    }

    private IReadOnlyList<ExitWay> ExitsOf(UseKey key, Supplier supplier)
    {
        List<ExitWay>? found = null;
        foreach (var plan in Facts.ExitPlansFor.Of(key.Body.Text)[key.Service.Text])
        {
            (found ??= []).Add(new ExitWay(plan, TargetsOf(plan, supplier)));
        }

        return InOrder(found, w => w.Plan.Id.Text);
    }

    private IReadOnlyList<ExitTarget> TargetsOf(ExitPlan plan, Supplier left)
    {
        List<ExitTarget>? found = null;
        foreach (var target in Facts.TargetsOfPlan[plan.Id.Text])
        {
            if (Facts.Services.Only(target.Service.Text) is { } service &&
                Facts.Suppliers.Only(service.Supplier.Text) is { } supplier)
            {
                (found ??= []).Add(new ExitTarget(service, supplier, falls.Of(left.Id.Text, service.Id.Text)));
            }
        }

        return InOrder(found, t => t.Service.Id.Text);
    }

    /// <summary>The ids of the functions, each once.</summary>
    private static IReadOnlyList<string> IdsOf(List<ServedFunction> functions) => functions switch
    {
        [] or [{ Function: null }] => [],
        [{ Function: { } only }] => [only.Id.Text],
        _ => [.. functions.Select(f => f.Function?.Id.Text).OfType<string>().Distinct(StringComparer.Ordinal)],
    };

    private static IReadOnlyList<T> InOrder<T>(List<T>? found, Func<T, string> id)
    {
        if (found is { Count: > 1 })
        {
            found.Sort((a, b) => string.CompareOrdinal(id(a), id(b)));
        }

        return found ?? (IReadOnlyList<T>)[];
    }
}

/// <summary>Which use it is.</summary>
/// <param name="Body">The body that uses.</param>
/// <param name="Service">The service that it uses.</param>
/// <param name="IsInUse">Whether it is of today; else it is planned or considered.</param>
public readonly record struct UseKey(EntityId Body, EntityId Service, bool IsInUse) : IComparable<UseKey>
{
    /// <summary>By the ids of body and service, what is in use first.</summary>
    public int CompareTo(UseKey other)
    {
        var order = string.CompareOrdinal(Body.Text, other.Body.Text);
        order = order != 0 ? order : string.CompareOrdinal(Service.Text, other.Service.Text);
        return order != 0 ? order : other.IsInUse.CompareTo(IsInUse);
    }
}
