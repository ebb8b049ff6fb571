using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>Checks chains of facts against the facts themselves, link by link.</summary>
internal static class Chains
{
    public static void AllHold(SwitchOffAnswer answer, Facts facts, DateOnly day)
    {
        var hours = answer.Functions.Select(f => (f.Entity, f.StopsAtHours))
            .Concat(answer.Services.Select(s => (s.Entity, s.StopsAtHours)))
            .ToDictionary(x => answer.Graph.Entities[x.Entity], x => x.StopsAtHours);
        var seeds = answer.Services.Where(s => s.SeededBy is not null)
            .Select(s => answer.Graph.Entities[s.Entity]).ToHashSet();
        foreach (var function in answer.Functions)
        {
            Holds(answer.Graph.Entities[function.Entity], function.Because, answer, facts, day, hours, seeds);
        }

        foreach (var service in answer.Services)
        {
            Holds(answer.Graph.Entities[service.Entity], service.Because, answer, facts, day, hours, seeds);
        }
    }

    private static void Holds(
        string consumer, BecauseChain chain, SwitchOffAnswer answer, Facts facts, DateOnly day,
        Dictionary<string, int> hours, HashSet<string> seeds)
    {
        var steps = chain.Steps.ToList();
        Assert.Equal(Math.Min(chain.Links, BecauseChain.Longest), steps.Count);
        foreach (var step in steps)
        {
            var (id, by) = (answer.Graph.Requirements[step.Requirement], answer.Graph.Entities[step.Service]);
            var requirement = Single(facts.Requirements.Where(r => r.Id.Text == id));
            var consumers = facts.Functions
                .Where(f => f.Organisation == requirement.Consumer && f.Provenance.Validity.Contains(day))
                .Select(f => f.Id.Text).Append(requirement.Consumer.Text);
            Assert.Contains(consumer, consumers);
            var alternative = Single(
                facts.Alternatives.Where(a => a.Requirement == requirement.Id && a.Service.Text == by));
            Assert.Equal(alternative.GraceHours ?? requirement.Purpose.DefaultGraceHours(), step.GraceHours);
            Assert.Equal(requirement.Need, step.Need);
            Assert.InRange(step.Of, step.Need, facts.Alternatives.Count(a => a.Requirement == requirement.Id));
            Assert.Equal(hours[by], step.FailsAtHours);
            Assert.Equal(hours[consumer], step.FailsAtHours + step.GraceHours);
            var stated = alternative.Provenance.Source is null ? requirement.Provenance : alternative.Provenance;
            Assert.Equal(stated.Basis, step.Basis);
            Assert.Equal(stated.Source?.Text, step.Source is { } source ? answer.Graph.Sources[source] : null);
            consumer = by;
        }

        Assert.Equal(!chain.HasMore, seeds.Contains(consumer));

        T Single<T>(IEnumerable<T> versions)
            where T : Fact => Assert.Single(versions, f => f.Provenance.Validity.Contains(day));
    }
}
