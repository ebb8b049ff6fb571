using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>Which uses a changed fact can touch.</summary>
/// <remarks>
/// Asked of the facts before a change and again after it: a use that differs rests on a changed fact in the one or in the
/// other. What a use rests on is told by <see cref="UsesOfDay.Of"/>; this walks the same ways backwards. May name uses
/// that do not differ, and pairs that are no use.
/// </remarks>
internal sealed class TouchedUses(DayFacts facts)
{
    private readonly HashSet<string> suppliers = new(StringComparer.Ordinal);
    private readonly HashSet<string> shaken = new(StringComparer.Ordinal);
    private readonly HashSet<(string Body, string Service)> pairs = [];
    private readonly HashSet<string> bodies = new(StringComparer.Ordinal);

    /// <summary>Suppliers of which, or of whose controllers, something changed.</summary>
    public IReadOnlySet<string> Suppliers => suppliers;

    /// <summary>Services and functions of which, or of what they stand on, something changed.</summary>
    public IReadOnlySet<string> Shaken => shaken;

    /// <summary>Bodies with services that they may use.</summary>
    public IReadOnlyCollection<(string Body, string Service)> Pairs => pairs;

    /// <summary>Bodies of which, or of whose functions or requirements, something changed: they may use other things.</summary>
    public IReadOnlyCollection<string> Bodies => bodies;

    /// <summary>Adds what facts touch, as all facts stand now.</summary>
    public void Add(IEnumerable<Fact> changed)
    {
        var nodes = new HashSet<string>(StringComparer.Ordinal);
        var relied = new List<string>();
        foreach (var fact in changed)
        {
            Touch(fact, nodes);
            if (BodyThatMayUseOthers(fact) is { } body)
            {
                bodies.Add(body);
            }

            if (IdOf(fact) is { } id)
            {
                relied.Add(id);
            }
        }

        TouchWhatReliesOn(relied.Concat(suppliers));
        Shake(nodes);
    }

    private void Touch(Fact fact, HashSet<string> nodes)
    {
        switch (fact)
        {
            case Organisation body:
                TouchBody(body.Id.Text, _ => true);
                nodes.UnionWith(facts.FunctionsOfBody[body.Id.Text].Select(f => f.Id.Text));
                break;
            case Function function:
                TouchConsumer(function.Id.Text, function.Organisation.Text);
                TouchWhatItUsedBefore(function.Id.Text);
                nodes.Add(function.Id.Text);
                break;
            case Supplier supplier:
                TouchSuppliers(supplier.Id.Text, nodes);
                break;
            case Ownership ownership:
                TouchSuppliers(ownership.Owned.Text, nodes);
                break;
            case Service service:
                TouchUsers(service.Id.Text, only: null);
                nodes.Add(service.Id.Text);
                break;
            case Requirement requirement:
                TouchRequirement(requirement);
                nodes.UnionWith(ConsumersOf(requirement));
                break;
            case Alternative { Requirement: var id } alternative when facts.Requirements.Only(id.Text) is { } requirement:
                Pair(facts.BodyOf(requirement.Consumer.Text), alternative.Service.Text);
                nodes.UnionWith(ConsumersOf(requirement));
                break;
            default:
                TouchOnFile(fact);
                break;
        }
    }

    /// <summary>The body whose uses a fact makes; null when it makes none.</summary>
    private string? BodyThatMayUseOthers(Fact fact) => fact switch
    {
        Organisation body => body.Id.Text,
        Function function => function.Organisation.Text,
        Classification classification => facts.BodyOf(classification.Function.Text),
        Requirement requirement => facts.BodyOf(requirement.Consumer.Text),
        Alternative alternative =>
            facts.Requirements.Only(alternative.Requirement.Text) is { } requirement ? facts.BodyOf(requirement.Consumer.Text) : null,
        _ => null,
    };

    /// <summary>What is on file about uses; nothing stands on it.</summary>
    private void TouchOnFile(Fact fact)
    {
        switch (fact)
        {
            case Contract contract:
                TouchBody(contract.Organisation.Text, service => facts.Services.Only(service) is { } of &&
                    (of.Supplier == contract.Supplier || of.Supplier == contract.Reseller));
                foreach (var requirement in facts.RequirementsByContract[contract.Id.Text])
                {
                    TouchRequirement(requirement);
                }

                break;
            case Classification classification:
                TouchSubject(classification.Function.Text, only: null);
                break;
            case Assessment assessment:
                TouchSubject(assessment.Subject.Text, assessment.Organisation?.Text);
                break;
            case Decision { Subject: { } subject } decision:
                TouchSubject(subject.Text, decision.Organisation?.Text);
                break;
            case ExitPlan plan:
                Pair(plan.Organisation.Text, plan.Service.Text);
                break;
            case ExitAlternative { Plan: var id } when facts.ExitPlans.Only(id.Text) is { } plan:
                Pair(plan.Organisation.Text, plan.Service.Text);
                break;
        }
    }

    /// <summary>The id by which a decision can rely on a fact; null when none can.</summary>
    private static string? IdOf(Fact fact) => fact switch
    {
        Service service => service.Id.Text,
        Assessment assessment => assessment.Id.Text,
        Decision decision => decision.Id.Text,
        _ => null,
    };

    /// <summary>Uses about which a decision was taken that relies on something, also through another decision.</summary>
    private void TouchWhatReliesOn(IEnumerable<string> ids)
    {
        var open = new Queue<string>(ids);
        var seen = new HashSet<string>(open, StringComparer.Ordinal);
        while (open.TryDequeue(out var id))
        {
            foreach (var decision in facts.DecisionsRelyingOn[id])
            {
                TouchOnFile(decision);
                if (seen.Add(decision.Id.Text))
                {
                    open.Enqueue(decision.Id.Text);
                }
            }
        }
    }

    /// <summary>Walks upwards from nodes to all that stand on them, and touches exits that lead there.</summary>
    private void Shake(HashSet<string> nodes)
    {
        var open = new Queue<string>(nodes);
        while (open.TryDequeue(out var node))
        {
            shaken.Add(node);
            foreach (var target in facts.TargetsByService[node])
            {
                TouchOnFile(target);
            }

            foreach (var alternative in facts.AlternativesByService[node])
            {
                var above = facts.Requirements.Only(alternative.Requirement.Text) is { } requirement ? ConsumersOf(requirement) : [];
                foreach (var consumer in above.Where(nodes.Add))
                {
                    open.Enqueue(consumer);
                }
            }
        }
    }

    private void TouchSuppliers(string supplier, HashSet<string> nodes)
    {
        foreach (var under in ControlOfDay.Under(facts, [supplier]))
        {
            suppliers.Add(under);
            foreach (var service in facts.ServicesOfSupplier[under])
            {
                TouchUsers(service.Id.Text, only: null);
                nodes.Add(service.Id.Text);
            }
        }
    }

    private void TouchSubject(string subject, string? only)
    {
        TouchUsers(subject, only);
        foreach (var service in facts.ServicesOfSupplier[subject])
        {
            TouchUsers(service.Id.Text, only);
        }

        if (facts.Functions.Only(subject) is { } function && (only is null || only == function.Organisation.Text))
        {
            TouchConsumer(subject, function.Organisation.Text);
        }

        if (only is null || only == subject)
        {
            TouchBody(subject, _ => true);
        }
    }

    /// <summary>Whoever uses a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="only">Only this body; null: all.</param>
    private void TouchUsers(string service, string? only)
    {
        if (only is not null)
        {
            Pair(only, service);
            return;
        }

        foreach (var alternative in facts.AlternativesByService[service])
        {
            if (facts.Requirements.Only(alternative.Requirement.Text) is { } requirement)
            {
                Pair(facts.BodyOf(requirement.Consumer.Text), service);
            }
        }
    }

    private void TouchBody(string body, Func<string, bool> concerns)
    {
        foreach (var consumer in facts.FunctionsOfBody[body].Select(f => f.Id.Text).Prepend(body))
        {
            TouchConsumer(consumer, body, concerns);
        }
    }

    private void TouchConsumer(string consumer, string body, Func<string, bool>? concerns = null)
    {
        foreach (var requirement in facts.RequirementsOfConsumer[consumer])
        {
            foreach (var alternative in facts.AlternativesOfRequirement[requirement.Id.Text])
            {
                if (concerns?.Invoke(alternative.Service.Text) != false)
                {
                    Pair(body, alternative.Service.Text);
                }
            }
        }
    }

    /// <summary>Requirements that were of a consumer before: since when their uses are depends on whose it is.</summary>
    private void TouchWhatItUsedBefore(string consumer)
    {
        foreach (var before in facts.EndedRequirementsOfConsumer[consumer])
        {
            if (facts.Requirements.Only(before.Id.Text) is { } now)
            {
                TouchRequirement(now);
            }
        }
    }

    private void TouchRequirement(Requirement requirement)
    {
        foreach (var alternative in facts.AlternativesOfRequirement[requirement.Id.Text])
        {
            Pair(facts.BodyOf(requirement.Consumer.Text), alternative.Service.Text);
        }
    }

    private void Pair(string? body, string service)
    {
        if (body is not null)
        {
            pairs.Add((body, service));
        }
    }

    /// <summary>What stands on a requirement: its consumer, or for a body each of its functions.</summary>
    private IEnumerable<string> ConsumersOf(Requirement requirement) =>
        facts.FunctionsOfBody[requirement.Consumer.Text].Select(f => f.Id.Text).Append(requirement.Consumer.Text);
}
