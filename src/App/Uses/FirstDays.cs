using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>Since when a body uses a service, however often that was stated anew.</summary>
internal static class FirstDays
{
    /// <summary>
    /// The first of the days on end on which a requirement was in use by a body, and had a service as an alternative;
    /// null: since always.
    /// </summary>
    /// <param name="facts">The facts of the day.</param>
    /// <param name="body">The body whose function, or which itself, needs it.</param>
    /// <param name="requirement">The requirement as it holds on the day.</param>
    /// <param name="alternative">The alternative as it holds on the day.</param>
    public static DateOnly? OfUse(DayFacts facts, string body, Requirement requirement, Alternative alternative)
    {
        var needed = Earliest(requirement, facts.EndedRequirements[requirement.Id.Text], (facts, body), static (before, of) =>
            before.IsInUse && of.facts.BodyOf(before.Consumer.Text) == of.body);
        var met = Earliest(alternative, facts.EndedAlternatives[requirement.Id.Text], alternative.Service, static (before, service) =>
            before.Service == service);
        return met is null || needed > met ? needed : met;
    }

    private static DateOnly? Earliest<TFact, TOf>(TFact now, FoundFacts<TFact> ended, TOf of, Func<TFact, TOf, bool> isTheSame)
        where TFact : Fact
    {
        var first = now.Provenance.Validity.From;
        while (first is not null && Before(ended, first.Value, of, isTheSame) is { } before)
        {
            first = before.Provenance.Validity.From;
        }

        return first;
    }

    private static TFact? Before<TFact, TOf>(FoundFacts<TFact> ended, DateOnly day, TOf of, Func<TFact, TOf, bool> isTheSame)
        where TFact : Fact
    {
        foreach (var fact in ended)
        {
            if (fact.Provenance.Validity.Until == day && isTheSame(fact, of))
            {
                return fact;
            }
        }

        return null;
    }
}
