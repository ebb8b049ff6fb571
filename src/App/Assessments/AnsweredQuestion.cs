using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>A question with its answer, in words.</summary>
/// <param name="Question">The id of the question.</param>
/// <param name="Asks">The question; null when the framework does not have it.</param>
/// <param name="Answer">What was answered; null when nothing was.</param>
/// <param name="Says">The option that was chosen; null when none was, or the framework does not have it.</param>
internal sealed record AnsweredQuestion(string Question, Phrase? Asks, Model.Answer? Answer, Phrase? Says)
{
    /// <summary>Every question of the framework in its order, answered or not; and then the answers that it does not have.</summary>
    public static IReadOnlyList<AnsweredQuestion> Of(FullAssessment assessment, Framework? framework)
    {
        var answers = assessment.Answers.ToDictionary(a => a.Question.Text, StringComparer.Ordinal);
        var asked = framework is null
            ? []
            : framework.Nodes.SelectMany(n => n.Criteria.Select(c => Of(n, c, answers.GetValueOrDefault(c.RefId)))).ToList();
        var others = assessment.Answers.Where(a => framework?.CriterionOf(a.Question.Text) is null);
        return [.. asked, .. others.Select(a => new AnsweredQuestion(a.Question.Text, null, a, null))];
    }

    /// <summary>The question of an id in a framework; null when it has none.</summary>
    public static Phrase? AsksOf(Framework? framework, string question) => framework?.Nodes
        .SelectMany(n => n.Criteria.Select(c => (Node: n, Criterion: c))).Where(p => p.Criterion.RefId == question)
        .Select(p => (Phrase?)AsksOf(p.Node, p.Criterion)).FirstOrDefault();

    /// <summary>An answer as people read it: the option in words where the framework has it; a dash when nothing is said.</summary>
    public static string Tell(Model.Answer? answer, Framework? framework, Language language) => answer switch
    {
        { Option: { } option } =>
            framework?.CriterionOf(answer.Question.Text)?.Options.FirstOrDefault(o => o.Id == option.Text)?.Text.In(language)
            ?? option.Text,
        { NotApplicable: { } reason } => (language == Language.English ? "not applicable: " : "niet van toepassing: ") + reason.Text,
        _ => language == Language.English ? "unknown" : "onbekend",
    };

    /// <summary>The row of a table: question, text, answer, explanation, evidence.</summary>
    public IReadOnlyList<string> Row(Language language) =>
    [
        Question, Asks?.In(language) ?? "?", Says?.In(language) ?? Tell(Answer, null, language), Answer?.Explanation?.Text ?? "",
        Answer is null ? "" : FullAssessment.EvidenceOf(Answer) ?? "",
    ];

    /// <summary>Writes its members.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("question", Question);
        json.WritePhrase("asks", Asks);
        json.WriteString("option", Answer?.Option?.Text);
        json.WritePhrase("says", Says);
        json.WriteString("notApplicable", Answer?.NotApplicable?.Text);
        json.WriteString("explanation", Answer?.Explanation?.Text);
        json.WriteString("evidence", Answer?.Evidence?.Text);
        json.WriteString("evidenceHash", Answer?.EvidenceSha256?.Text);
    }

    private static AnsweredQuestion Of(FrameworkNode node, Criterion criterion, Model.Answer? answer) => new(
        criterion.RefId, AsksOf(node, criterion), answer,
        answer?.Option is { } option ? criterion.Options.FirstOrDefault(o => o.Id == option.Text)?.Text : null);

    private static Phrase AsksOf(FrameworkNode node, Criterion criterion) => criterion.Scale is not null
        ? new Phrase($"{node.Title.English}: {criterion.Asks?.English}", $"{node.Title.Dutch}: {criterion.Asks?.Dutch}")
        : criterion.Asks ?? (node.Text.English.Length > 0 ? node.Text : node.Title);
}
