using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Two statements about the same thing that say different things, both shown as they are.</summary>
/// <remarks>
/// Nobody is told to be wrong: who measured may have measured something else, and who declared may have left a service since.
/// Three rules, each between what someone says and what the register holds on the day:
/// <list type="number">
/// <item>a service is declared to run in the EEA or Switzerland only, and it was measured to use, for something that data
/// goes to, a service in the hands of a supplier from outside;</item>
/// <item>an answer says that data stays in the EEA or Switzerland, and the same was measured of the subject;</item>
/// <item>an answer to a question that is tied to a fact (<see cref="FactChecks"/>) says otherwise than the register.</item>
/// </list>
/// </remarks>
/// <param name="Question">The question whose answer it is about; null when it is between facts of the register.</param>
/// <param name="Stated">What is said.</param>
/// <param name="Found">What the register holds against it.</param>
public sealed record Contradiction(string? Question, Ground Stated, Ground Found)
{
    /// <summary>The contradictions in an assessment, those between facts first and then by question.</summary>
    /// <param name="assessment">The assessment.</param>
    /// <param name="framework">Its framework; null when it has none that is known.</param>
    /// <param name="subject">What the register holds of its subject.</param>
    /// <remarks>O((questions + services) × what was measured).</remarks>
    public static IReadOnlyList<Contradiction> In(FullAssessment assessment, Framework? framework, SubjectFacts subject)
    {
        var found = new List<Contradiction>(
            from service in subject.Services
            where service.Provenance.Basis == Basis.Declared && service.Regions.Count > 0 && service.Regions.All(Europe.MayStore)
            from host in subject.Measured
            where host.Consumer == service.Id
            let outside = host.Outside
            where outside is not null
            select new Contradiction(null, FactChecks.RunsIn(service), host.Ground(outside)));
        if (framework is null)
        {
            return found;
        }

        var (sheet, _) = assessment.Against(framework);
        var given = assessment.Answers.ToDictionary(a => a.Question.Text, StringComparer.Ordinal);
        foreach (var node in framework.Nodes)
        {
            foreach (var criterion in node.Criteria)
            {
                if (criterion.Checks is { } fact && sheet.To(criterion)?.Option is { Tells: { } word } option)
                {
                    var stated = Answered(node, criterion, option, given[criterion.RefId]);
                    found.AddRange(Against(fact, word, subject).Select(ground => new Contradiction(criterion.RefId, stated, ground)));
                }
            }
        }

        return found;
    }

    private static IEnumerable<Ground> Against(UseQuestion fact, string word, SubjectFacts subject)
    {
        var otherwise = FactChecks.In(fact, subject).Where(f => f.Word != word).Select(f => f.Ground);
        return fact == UseQuestion.StorageInEurope && word == AskedQuestion.Yes
            ? otherwise.Concat(subject.Measured.Where(h => h.Outside is not null).Select(h => h.Ground(h.Outside!)))
            : otherwise;
    }

    private static Ground Answered(FrameworkNode node, Criterion criterion, CriterionOption option, Model.Answer answer)
    {
        var asks = criterion.Asks ?? (node.Text.English.Length > 0 ? node.Text : node.Title);
        return new Ground(
            new Phrase($"{asks.English} Answered: {option.Text.English}", $"{asks.Dutch} Antwoord: {option.Text.Dutch}"), answer.Provenance);
    }
}
