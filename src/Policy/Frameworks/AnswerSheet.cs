using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>The answers to the questions of a framework; a question without one is unknown.</summary>
public sealed class AnswerSheet
{
    private readonly Dictionary<string, Answer> answers;

    private AnswerSheet(Framework framework, Dictionary<string, Answer> answers) =>
        (Framework, this.answers) = (framework, answers);

    /// <summary>The framework that was answered.</summary>
    public Framework Framework { get; }

    /// <summary>Takes over given answers, or tells everything that is wrong with them.</summary>
    /// <param name="framework">The framework that they answer.</param>
    /// <param name="given">What was given, in any order.</param>
    /// <returns>The sheet, null when anything is wrong; and the problems, each with the position of what was given.</returns>
    public static (AnswerSheet? Sheet, IReadOnlyList<(int Position, Problem Problem)> Problems) Of(
        Framework framework, IReadOnlyList<GivenAnswer> given)
    {
        var sound = new Dictionary<string, Answer>(StringComparer.Ordinal);
        var problems = new List<(int, Problem)>();
        for (var i = 0; i < given.Count; i++)
        {
            var read = Read(framework, given[i]);
            if (!read.Holds)
            {
                problems.Add((i, read.Problem!));
            }
            else if (!sound.TryAdd(given[i].Question, read.Value))
            {
                problems.Add((i, new AnsweredTwice(given[i].Question)));
            }
        }

        return (problems.Count == 0 ? new AnswerSheet(framework, sound) : null, problems);
    }

    /// <summary>The answer to a question; null when it is unknown.</summary>
    public Answer? To(Criterion criterion) =>
        answers.GetValueOrDefault(criterion.RefId) is { IsUnknown: false } answer ? answer : null;

    private static Result<Answer> Read(Framework framework, GivenAnswer given)
    {
        if (framework.CriterionOf(given.Question) is not { } criterion)
        {
            return new NotAQuestion(given.Question, Spelling.Nearest(given.Question, framework.Criteria.Select(c => c.RefId)));
        }

        if (given.NotApplicable.Length > 0)
        {
            return given.Option.Length > 0 ? new BothAnswers(given.Question)
                : !criterion.MayBeNotApplicable ? new AlwaysApplicable(given.Question)
                : new Answer(null, given.NotApplicable, given.Explanation, given.Evidence);
        }

        var option = criterion.Options.FirstOrDefault(o => o.Id == given.Option);
        return option is null && given.Option.Length > 0
            ? new NotAnOption(given.Option, string.Join(", ", criterion.Options.Select(o => o.Id)))
            : new Answer(option, "", given.Explanation, given.Evidence);
    }
}

/// <summary>An answer as someone gave it; empty texts are nothing said.</summary>
/// <param name="Question">The ref id of the question.</param>
/// <param name="Option">The id of the option that holds; empty when unknown or not applicable.</param>
/// <param name="NotApplicable">Why the question does not apply; empty when it does.</param>
/// <param name="Explanation">Why this is the answer.</param>
/// <param name="Evidence">What shows it: a link, a document, a reference.</param>
public sealed record GivenAnswer(string Question, string Option, string NotApplicable, string Explanation, string Evidence);

/// <summary>An answer that fits its question.</summary>
/// <param name="Option">The option that holds; null when unknown or not applicable.</param>
/// <param name="NotApplicable">Why the question does not apply; empty when it does.</param>
/// <param name="Explanation">Why this is the answer; may be empty.</param>
/// <param name="Evidence">What shows it; may be empty.</param>
public sealed record Answer(CriterionOption? Option, string NotApplicable, string Explanation, string Evidence)
{
    /// <summary>Whether it says nothing yet.</summary>
    public bool IsUnknown => Option is null && NotApplicable.Length == 0;

    /// <summary>Whether the question does not apply, for a reason or by the option itself.</summary>
    public bool IsNotApplicable => NotApplicable.Length > 0 || Option?.Fulfilment == Fulfilment.NotApplicable;
}

/// <summary>An answer to a question that the framework does not have.</summary>
public sealed record NotAQuestion(string Question, string? Near) : Problem(new Phrase(
    $"{Quote(Question)} is not a question of this framework{(Near is null ? "" : $" (did you mean {Quote(Near)}?)")}: expected the ref id of one",
    $"{Quote(Question)} is geen vraag van dit raamwerk{(Near is null ? "" : $" (bedoelt u {Quote(Near)}?)")}: verwacht de ref-id van een vraag"));

/// <summary>An option that the question does not have.</summary>
public sealed record NotAnOption(string Option, string Options) : Problem(new Phrase(
    $"{Quote(Option)} is not an option of this question: expected {Options}, or nothing when it is unknown",
    $"{Quote(Option)} is geen optie van deze vraag: verwacht {Options}, of niets als het onbekend is"));

/// <summary>A question that was answered more than once.</summary>
public sealed record AnsweredTwice(string Question) : Problem(new Phrase(
    $"{Quote(Question)} is answered twice: expected one answer", $"{Quote(Question)} is twee keer beantwoord: verwacht één antwoord"));

/// <summary>A question that has an option and would not apply.</summary>
public sealed record BothAnswers(string Question) : Problem(new Phrase(
    $"{Quote(Question)} has an option and is not applicable: expected one of the two",
    $"{Quote(Question)} heeft een optie en is niet van toepassing: verwacht een van beide"));

/// <summary>A question that always applies.</summary>
public sealed record AlwaysApplicable(string Question) : Problem(new Phrase(
    $"{Quote(Question)} always applies: expected an option, or nothing when it is unknown",
    $"{Quote(Question)} is altijd van toepassing: verwacht een optie, of niets als het onbekend is"));
