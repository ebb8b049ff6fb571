using Microsoft.AspNetCore.Components;
using Sluiswachter.App;
using Sluiswachter.Insight;

namespace Sluiswachter.Server.Pages;

/// <summary>The answer in a sentence, and how much of what stops.</summary>
public sealed partial class AnswerHead
{
    /// <summary>The language.</summary>
    [Parameter, EditorRequired]
    public required Wording W { get; set; }

    /// <summary>What was asked.</summary>
    [Parameter, EditorRequired]
    public required PageView View { get; set; }

    /// <summary>The question that was understood.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffOutcome Outcome { get; set; }

    /// <summary>What came of it.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffAnswer Answer { get; set; }

    /// <summary>What came of it, with names.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffReport Report { get; set; }

    private IEnumerable<Total> Totals =>
    [
        new(W.Say("Government functions stop", "Overheidsdiensten stoppen"), Answer.FailedForPeople.Functions, Answer.OfForPeople.Functions, W.Number(Answer.FailedForPeople.Functions), W.Number(Answer.OfForPeople.Functions)),
        new(W.Say("People they serve", "Mensen die zij bedienen"), Answer.Failed.People, Answer.Of.People, People(Answer.FailedForPeople), People(Answer.OfForPeople))
        {
            IsUnknown = Wording.IsUnknown(Answer.Failed.People, Answer.FailedForPeople.Functions),
        },
        new(W.Say("Public bodies hit", "Organisaties geraakt"), Answer.Failed.Organisations, Answer.Of.Organisations, W.Number(Answer.Failed.Organisations), W.Number(Answer.Of.Organisations)),
        new(W.Say("Cloud services stop", "Clouddiensten stoppen"), Answer.Failed.Services, Answer.Of.Services, W.Number(Answer.Failed.Services), W.Number(Answer.Of.Services)),
    ];

    private string Newest => NewestMeasurement.Says(Outcome.Observed!, Outcome.Question.At) is { } says ? W.Say(says) : "";

    private string Known => Outcome.Question.AsKnownOn is { } day
        ? W.Say($", as known on {W.Day(day)}", $", zoals bekend op {W.Day(day)}")
        : "";

    private string People(Counts counts) => W.RoundedPeople(counts.People, counts.Functions);

    private sealed record Total(string What, long Part, long Whole, string PartText, string WholeText)
    {
        /// <summary>Whether nobody knows how large the part is, so that it is no share of anything.</summary>
        public bool IsUnknown { get; init; }
    }
}
