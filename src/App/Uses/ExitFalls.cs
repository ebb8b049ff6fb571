using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>With whom the alternatives of exit plans fall, as a switch-off tells, remembered.</summary>
/// <remarks>
/// An alternative falls with the nearest of the supplier that is left and those that control it whose switch-off, with all
/// it controls, makes the alternative fail within <see cref="Scenario.DefaultHorizonHours"/>. Every such supplier is
/// switched off once for all plans that leave it.
/// </remarks>
internal sealed class ExitFalls
{
    private readonly Dictionary<(string Left, string Alternative), Supplier?> known = [];

    /// <summary>
    /// The supplier or controller with whom an alternative falls; null when it keeps working. It is worked out first.
    /// </summary>
    /// <param name="left">The supplier of the service that is left.</param>
    /// <param name="alternative">The service that would take over.</param>
    public Supplier? Of(string left, string alternative) => known[(left, alternative)];

    /// <summary>Works out what is not yet known about some plans.</summary>
    public void WorkOut(DayFacts facts, ControlOfDay control, IEnumerable<ExitPlan> plans)
    {
        var unknown = new HashSet<(string Left, string Alternative)>();
        foreach (var plan in plans)
        {
            if (facts.Services.Only(plan.Service.Text) is not { } left || facts.Suppliers.Only(left.Supplier.Text) is null)
            {
                continue;
            }

            foreach (var target in facts.TargetsOfPlan[plan.Id.Text])
            {
                var pair = (left.Supplier.Text, target.Service.Text);
                if (!known.ContainsKey(pair))
                {
                    unknown.Add(pair);
                }
            }
        }

        if (unknown.Count > 0)
        {
            WorkOut(facts, control, unknown);
        }
    }

    /// <summary>Forgets what may have changed.</summary>
    /// <param name="suppliers">Suppliers of which, or of whose controllers, something changed.</param>
    /// <param name="services">Services of which, or of what they stand on, something changed.</param>
    public void Forget(IReadOnlySet<string> suppliers, IReadOnlySet<string> services)
    {
        foreach (var pair in known.Keys.Where(p => suppliers.Contains(p.Left) || services.Contains(p.Alternative)).ToList())
        {
            known.Remove(pair);
        }
    }

    private void WorkOut(DayFacts facts, ControlOfDay control, IReadOnlyCollection<(string Left, string Alternative)> pairs)
    {
        var columns = FactColumns.Of(facts, pairs.Select(p => p.Alternative));
        var loss = new SupplierLoss(DependencyGraph.Of(columns));
        var asked = new Dictionary<string, List<(string Left, string Alternative)>>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            known[pair] = null;
            var left = facts.Suppliers.Only(pair.Left)!;
            foreach (var supplier in control.Above(left).Prepend(left))
            {
                if (!asked.TryGetValue(supplier.Id.Text, out var list))
                {
                    asked.Add(supplier.Id.Text, list = []);
                }

                list.Add(pair);
            }
        }

        var fallsWith = new HashSet<(string Supplier, string Alternative)>();
        foreach (var (supplier, list) in asked)
        {
            loss.SwitchOff(columns.Entities.PositionOf(supplier));
            foreach (var (_, alternative) in list)
            {
                if (loss.HasFailed(columns.Entities.PositionOf(alternative)))
                {
                    fallsWith.Add((supplier, alternative));
                }
            }
        }

        foreach (var pair in pairs)
        {
            var left = facts.Suppliers.Only(pair.Left)!;
            known[pair] = control.Above(left).Prepend(left).FirstOrDefault(s => fallsWith.Contains((s.Id.Text, pair.Alternative)));
        }
    }
}
