using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Assessments;

/// <summary>What the register holds, on a day, of the subjects of assessments.</summary>
/// <remarks>
/// Reads each table once: what belongs to the subjects is held, the rest passes by. Control is that of a switch-off
/// (docs/switch-off.md).
/// </remarks>
internal sealed class SubjectFactsRead
{
    private readonly Dictionary<string, Supplier> suppliers;
    private readonly Dictionary<string, Service> services;
    private readonly Dictionary<string, string> functions;
    private readonly ILookup<string, string> owners;
    private readonly ILookup<string, MeasuredHost> hosts;

    private SubjectFactsRead(IRegisterReader reader, DateOnly at, IReadOnlySet<string> subjects)
    {
        suppliers = Holding<Supplier>(reader, FactKind.Supplier, at).ToDictionary(s => s.Id.Text, StringComparer.Ordinal);
        services = Holding<Service>(reader, FactKind.Service, at).ToDictionary(s => s.Id.Text, StringComparer.Ordinal);
        functions = Holding<Function>(reader, FactKind.Function, at, cells => subjects.Contains(cells[0].Text!))
            .ToDictionary(f => f.Id.Text, f => f.Name.Text, StringComparer.Ordinal);
        owners = Holding<Ownership>(reader, FactKind.Ownership, at).Where(GivesControl)
            .ToLookup(o => o.Owned.Text, o => o.Owner.Text, StringComparer.Ordinal);
        hosts = Hosts(reader, at, subjects).ToLookup(h => h.Consumer.Text, StringComparer.Ordinal);
    }

    /// <summary>Reads what is held of subjects.</summary>
    public static SubjectFactsRead Of(IRegisterReader reader, DateOnly at, IEnumerable<EntityId> subjects) =>
        new(reader, at, subjects.Select(s => s.Text).ToHashSet(StringComparer.Ordinal));

    /// <summary>What is held of a subject; nothing of one that does not hold on the day.</summary>
    public SubjectFacts this[EntityId subject]
    {
        get
        {
            if (services.GetValueOrDefault(subject.Text) is { } service)
            {
                return Facts([service], service.Supplier.Text, [.. hosts[subject.Text]]);
            }

            var supplied = services.Values.Where(s => s.Supplier == subject).OrderBy(s => s.Id.Text, StringComparer.Ordinal).ToList();
            return Facts(supplied, subject.Text, [.. supplied.Select(s => s.Id.Text).Append(subject.Text).SelectMany(id => hosts[id])]);
        }
    }

    private SubjectFacts Facts(IReadOnlyList<Service> of, string supplier, IReadOnlyList<MeasuredHost> measured) =>
        suppliers.TryGetValue(supplier, out var known)
            ? new SubjectFacts(of, known, [.. InControlOf(supplier).Skip(1)], measured)
            : new SubjectFacts(of, null, [], measured);

    /// <summary>A supplier and all that control it, nearest first; of those equally near, by id.</summary>
    private IEnumerable<Supplier> InControlOf(string supplier)
    {
        HashSet<string> seen = [supplier];
        for (List<string> ring = [supplier]; ring.Count > 0;
            ring = [.. ring.SelectMany(s => owners[s]).Distinct(StringComparer.Ordinal).Where(seen.Add).Order(StringComparer.Ordinal)])
        {
            foreach (var id in ring)
            {
                if (suppliers.TryGetValue(id, out var known))
                {
                    yield return known;
                }
            }
        }
    }

    private IEnumerable<MeasuredHost> Hosts(IRegisterReader reader, DateOnly at, IReadOnlySet<string> subjects)
    {
        var consumer = Requirement.Schema.IndexOf("consumer");
        var requirements = Holding<Requirement>(
                reader, FactKind.Requirement, at,
                cells => subjects.Contains(cells[consumer].Text!) || IsOfSubject(cells[consumer].Text!, subjects))
            .Where(r => r.Status != RequirementStatus.Considered).ToDictionary(r => r.Id.Text, StringComparer.Ordinal);
        foreach (var alternative in Holding<Alternative>(
            reader, FactKind.Alternative, at, cells => requirements.ContainsKey(cells[0].Text!)))
        {
            var requirement = requirements[alternative.Requirement.Text];
            if (MeasuredHost.TakesData(requirement, alternative) && services.TryGetValue(alternative.Service.Text, out var host))
            {
                yield return new MeasuredHost(
                    requirement.Consumer, NameOf(requirement.Consumer), requirement.Purpose, host,
                    [.. InControlOf(host.Supplier.Text)], alternative.Provenance);
            }
        }
    }

    private bool IsOfSubject(string consumer, IReadOnlySet<string> subjects) =>
        services.TryGetValue(consumer, out var service) && subjects.Contains(service.Supplier.Text);

    private string NameOf(EntityId consumer) =>
        services.TryGetValue(consumer.Text, out var service)
            ? service.Name.Text
            : functions.GetValueOrDefault(consumer.Text) ?? consumer.Text;

    private static bool GivesControl(Ownership o) => new Holding(0, 0, o.SharePercent, o.Control, o.Status).GivesControl;

    private static IEnumerable<T> Holding<T>(
        IRegisterReader reader, FactKind kind, DateOnly at, Func<Cell[], bool>? wanted = null)
        where T : Fact
    {
        var schema = FactSchema.Of(kind);
        return reader.Facts(kind)
            .Where(cells => (wanted is null || wanted(cells)) && schema.ValidityOf(cells).Value.Contains(at))
            .Select(cells => (T)schema.Read(cells).Value);
    }
}
