using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Something about an assessment that is to be put in order.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Says">What was found, in a sentence without capital and full stop.</param>
public sealed record AssessmentFault(AssessmentFaultKind Kind, Phrase Says)
{
    /// <summary>Whether it makes the assessment one of the past.</summary>
    public bool IsStale => Kind is AssessmentFaultKind.ReviewOverdue or AssessmentFaultKind.OlderThanAYear
        or AssessmentFaultKind.FrameworkSuperseded or AssessmentFaultKind.FrameworkExpired;

    /// <summary>The faults of an assessment on a day.</summary>
    /// <param name="assessment">The assessment.</param>
    /// <param name="framework">Its framework; null when it names none, or one that is not known.</param>
    /// <param name="unfit">How many of its answers the framework does not have.</param>
    /// <param name="at">The day.</param>
    public static IEnumerable<AssessmentFault> In(Assessment assessment, Framework? framework, int unfit, DateOnly at) =>
        [.. OfAge(assessment, at), .. OfApproval(assessment, at), .. OfFramework(assessment, framework, unfit, at)];

    private static IEnumerable<AssessmentFault> OfAge(Assessment assessment, DateOnly at)
    {
        if (assessment.ReviewOn < at)
        {
            yield return new(AssessmentFaultKind.ReviewOverdue, new Phrase(
                $"it was to be looked at again on {assessment.ReviewOn:yyyy-MM-dd}",
                $"ze moest op {assessment.ReviewOn:yyyy-MM-dd} opnieuw worden bekeken"));
        }
        else if (assessment.ReviewOn is null && assessment.AssessedOn?.AddYears(1) < at)
        {
            yield return new(AssessmentFaultKind.OlderThanAYear, new Phrase(
                $"it is of {assessment.AssessedOn:yyyy-MM-dd}, more than a year ago, and has no day of review",
                $"ze is van {assessment.AssessedOn:yyyy-MM-dd}, langer dan een jaar geleden, en heeft geen herzieningsdatum"));
        }
        else if (assessment.ReviewOn is null && assessment.AssessedOn is null)
        {
            yield return new(AssessmentFaultKind.AgeUnknown, new Phrase(
                "it does not say of when it is, nor when it is looked at again",
                "er staat niet bij van wanneer ze is, of wanneer ze opnieuw wordt bekeken"));
        }
    }

    private static IEnumerable<AssessmentFault> OfApproval(Assessment assessment, DateOnly at)
    {
        if (assessment.ApprovedOn is null || assessment.ApprovedOn > at)
        {
            yield return new(AssessmentFaultKind.NotApproved, new Phrase("nobody approved it", "niemand heeft haar goedgekeurd"));
        }
        else if (assessment.Approver is null || assessment.Assessor is null)
        {
            yield return new(AssessmentFaultKind.FourEyesUnknown, new Phrase(
                "it does not say who judged and who approved, so that four eyes cannot be shown",
                "er staat niet bij wie beoordeelde en wie goedkeurde, zodat vier ogen niet zijn aan te tonen"));
        }
        else if (IsSameRole(assessment.Assessor.Value.Text, assessment.Approver.Value.Text))
        {
            yield return new(AssessmentFaultKind.SameEyes, new Phrase(
                $"{assessment.Approver} approved what {assessment.Assessor} judged: two of the four eyes are missing",
                $"{assessment.Approver} keurde goed wat {assessment.Assessor} beoordeelde: twee van de vier ogen ontbreken"));
        }
    }

    private static IEnumerable<AssessmentFault> OfFramework(Assessment assessment, Framework? framework, int unfit, DateOnly at)
    {
        if (framework is null)
        {
            yield return assessment.Framework is { } urn
                ? new(AssessmentFaultKind.FrameworkNotKnown, new Phrase(
                    $"its framework {urn} is not known here, so that nobody can say what is still open",
                    $"het raamwerk {urn} is hier niet bekend, zodat niemand kan zeggen wat nog openstaat"))
                : new(AssessmentFaultKind.FrameworkNotKnown, new Phrase(
                    "it names no framework, so that nobody can say what is still open",
                    "ze noemt geen raamwerk, zodat niemand kan zeggen wat nog openstaat"));
            yield break;
        }

        if (assessment.FrameworkVersion is { } version && version.Text != $"{framework.Head.Version}")
        {
            yield return new(AssessmentFaultKind.FrameworkSuperseded, new Phrase(
                $"it was made by version {version} of {framework.Head.RefId}; version {framework.Head.Version} is known",
                $"ze is gemaakt met versie {version} van {framework.Head.RefId}; versie {framework.Head.Version} is bekend"));
        }

        if (framework.Head.Validity.Until is { } until && until <= at)
        {
            yield return new(AssessmentFaultKind.FrameworkExpired, new Phrase(
                $"its framework {framework.Head.RefId} applied until {until:yyyy-MM-dd}",
                $"het raamwerk {framework.Head.RefId} gold tot {until:yyyy-MM-dd}"));
        }

        if (unfit > 0)
        {
            yield return new(AssessmentFaultKind.UnfitAnswers, new Phrase(
                $"{unfit} of its answers are to questions, or with options, that {framework.Head.RefId} does not have",
                $"{unfit} van de antwoorden horen bij vragen of opties die {framework.Head.RefId} niet heeft"));
        }
    }

    /// <summary>Whether two texts name the same role, capitals and white space around it aside.</summary>
    public static bool IsSameRole(string one, string other) =>
        string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>The kinds of fault.</summary>
public enum AssessmentFaultKind
{
    /// <summary>The day of review has passed.</summary>
    ReviewOverdue = 1,

    /// <summary>More than a year old, without a day of review.</summary>
    OlderThanAYear,

    /// <summary>Without a day of judgement or review.</summary>
    AgeUnknown,

    /// <summary>Made by another version of the framework than the one that is known.</summary>
    FrameworkSuperseded,

    /// <summary>The framework no longer applies.</summary>
    FrameworkExpired,

    /// <summary>No framework is named, or it is not known here.</summary>
    FrameworkNotKnown,

    /// <summary>Answers that the framework does not have.</summary>
    UnfitAnswers,

    /// <summary>Not approved.</summary>
    NotApproved,

    /// <summary>Approved by the role that judged.</summary>
    SameEyes,

    /// <summary>Approved, and it is unknown who judged or who approved.</summary>
    FourEyesUnknown,
}
