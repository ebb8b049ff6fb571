using Sluiswachter.App.Assessments;
using Sluiswachter.App.Migrations;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>What is wrong with a question whatever a register holds: told also where its facts cannot be read.</summary>
public static class Slips
{
    /// <summary>Those of an inquiry.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="words">The question.</param>
    /// <param name="today">The day it is.</param>
    public static IReadOnlyList<ParameterProblem> Of(Inquiry inquiry, InquiryWords words, DateOnly today) =>
        [.. inquiry.Ask(words, new InquiryDesk(NoFacts.Register, today)).Problems.Where(Stands)];

    /// <summary>Those of a switch-off.</summary>
    /// <param name="words">The question.</param>
    /// <param name="today">The day it is.</param>
    public static IReadOnlyList<ParameterProblem> Of(SwitchOffWords words, DateOnly today)
    {
        SwitchOffQuestion.Understand(words, today, out var problems);
        return [.. problems.Where(Stands)];
    }

    /// <summary>Whether a problem stands without facts; what is no id may be the name of something.</summary>
    private static bool Stands(ParameterProblem problem) => problem.Problem switch
    {
        MalformedId { Text.Length: > 0 } => !NamedIds.Name(problem.Parameter),
        UnknownId or UnknownAssessment or UnknownMigration or DoesNotHoldThen or EmptyRegister => false,
        NothingKnownThen or NoVersionBefore or NobodyKnowsWhatItDoes => false,
        _ => true,
    };
}
