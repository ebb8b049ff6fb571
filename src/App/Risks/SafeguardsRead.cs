using Sluiswachter.App.Uses;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Risks;

/// <summary>Reads what safeguards are held against on a day: the facts of the register, and the law that ships with the program.</summary>
internal static class SafeguardsRead
{
    /// <summary>Reads it; each table once.</summary>
    public static SafeguardsOfDay Of(IRegisterReader reader, DateOnly day, LawBook laws)
    {
        var services = reader.On<Service>(Service.Schema, day).ToDictionary(s => s.Id);
        var suppliers = reader.On<Supplier>(Supplier.Schema, day).ToDictionary(s => s.Id);
        var control = new ControlOfDay(
            DayFacts.OfOwners(day, suppliers.Values, reader.On<Ownership>(Ownership.Schema, day)));
        var decisions = reader.On<Decision>(Decision.Schema, day).ToDictionary(d => d.Id);
        var assessments = reader.On<Assessment>(Assessment.Schema, day).ToDictionary(a => a.Id);
        return Of(
            day, laws, services.GetValueOrDefault,
            id => suppliers.GetValueOrDefault(id) is { } supplier ? [.. control.Above(supplier).Select(s => s.Id)] : null,
            decisions.GetValueOrDefault, assessments.GetValueOrDefault);
    }

    /// <summary>The same from facts that somebody has read.</summary>
    /// <remarks>Of laws for the same country the oldest that is in force is told, so that a newer one takes nothing from it.</remarks>
    public static SafeguardsOfDay Of(
        DateOnly day, LawBook laws, Func<EntityId, Service?> service, Func<EntityId, IReadOnlyList<EntityId>?> controllers,
        Func<DecisionId, Decision?> decision, Func<AssessmentId, Assessment?> assessment) => new()
        {
            Day = day,
            Adequacy = country => laws.DecisionsFor(country, day).OrderBy(d => d.Validity.From)
                .Select(d => new InForce(d.Title, d.Validity.From)).FirstOrDefault(),
            FreeFlow = country => laws.FreeFlowTo(country, day) is { } free ? new InForce(free.Why, free.Validity.From) : null,
            Certificates = id => service(id)?.Certifications?.Text,
            Controllers = controllers,
            Decision = decision,
            Assessment = assessment,
        };
}
