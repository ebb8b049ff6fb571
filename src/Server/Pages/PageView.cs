using Sluiswachter.App;
using Sluiswachter.Model;

namespace Sluiswachter.Server.Pages;

/// <summary>All that the page shows: what can be chosen, what was asked, and what came of it.</summary>
/// <param name="Wording">The language of the page.</param>
/// <param name="Today">The day it is, in the Netherlands.</param>
/// <param name="Choices">What can be switched off.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="Problems">Why there is no answer, each with its parameter.</param>
/// <param name="Outcome">The answer; null without a question or with problems.</param>
/// <param name="Report">The answer with names; null likewise.</param>
public sealed record PageView(
    Wording Wording,
    DateOnly Today,
    SwitchOffChoices Choices,
    TypedQuestion Typed,
    IReadOnlyList<ParameterProblem> Problems,
    SwitchOffOutcome? Outcome = null,
    SwitchOffReport? Report = null)
{
    /// <summary>The problems of one parameter.</summary>
    public IReadOnlyList<Problem> ProblemsOf(string parameter) =>
        [.. Problems.Where(p => p.Parameter == parameter).Select(p => p.Problem)];
}
