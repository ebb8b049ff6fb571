using Sluiswachter.App.Uses;
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
    private readonly ControlOfDay control;
    private readonly ILookup<string, MeasuredHost> hosts;

    private SubjectFactsRead(IRegisterReader reader, DateOnly at, IReadOnlySet<string> subjects)
    {
        suppliers = reader.On<Supplier>(Supplier.Schema, at).ToDictionary(s => s.Id.Text, StringComparer.Ordinal);
        services = reader.On<Service>(Service.Schema, at).ToDictionary(s => s.Id.Text, StringComparer.Ordinal);
        functions = reader.On<Function>(Function.Schema, at, cells => subjects.Contains(cells[0].Text!))
            .ToDictionary(f => f.Id.Text, f => f.Name.Text, StringComparer.Ordinal);
        control = new ControlOfDay(DayFacts.OfOwners(at, suppliers.Values, reader.On<Ownership>(Ownership.Schema, at)));
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
            ? new SubjectFacts(of, known, control.Above(known), measured)
            : new SubjectFacts(of, null, [], measured);

    private IEnumerable<MeasuredHost> Hosts(IRegisterReader reader, DateOnly at, IReadOnlySet<string> subjects)
    {
        var consumer = Requirement.Schema.IndexOf("consumer");
        var requirements = reader.On<Requirement>(Requirement.Schema, at,
                cells => subjects.Contains(cells[consumer].Text!) || IsOfSubject(cells[consumer].Text!, subjects))
            .Where(r => r.Status != RequirementStatus.Considered).ToDictionary(r => r.Id.Text, StringComparer.Ordinal);
        foreach (var alternative in reader.On<Alternative>(Alternative.Schema, at, cells => requirements.ContainsKey(cells[0].Text!)))
        {
            var requirement = requirements[alternative.Requirement.Text];
            if (MeasuredHost.TakesData(requirement, alternative) && services.TryGetValue(alternative.Service.Text, out var host))
            {
                yield return new MeasuredHost(
                    requirement.Consumer, NameOf(requirement.Consumer), requirement.Purpose, host,
                    InControlOf(host), alternative.Provenance);
            }
        }
    }

    /// <summary>Who supplies a service and all that control that supplier; nobody when the supplier does not hold on the day.</summary>
    private IReadOnlyList<Supplier> InControlOf(Service service) =>
        suppliers.TryGetValue(service.Supplier.Text, out var supplier) ? [supplier, .. control.Above(supplier)] : [];

    private bool IsOfSubject(string consumer, IReadOnlySet<string> subjects) =>
        services.TryGetValue(consumer, out var service) && subjects.Contains(service.Supplier.Text);

    private string NameOf(EntityId consumer) =>
        services.TryGetValue(consumer.Text, out var service)
            ? service.Name.Text
            : functions.GetValueOrDefault(consumer.Text) ?? consumer.Text;
}
