using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Answers what stops when suppliers, services, places or whole countries are switched off.</summary>
/// <param name="store">The register.</param>
/// <param name="graphs">Graphs of questions before this one; null when this is the only question.</param>
public sealed class SwitchOffSuppliers(IRegisterStore store, GraphsOfDays? graphs = null)
{
    private readonly GraphsOfDays graphs = graphs ?? new GraphsOfDays(most: 1);

    /// <summary>Answers a question from the register.</summary>
    /// <remarks>Time is mostly loading: linear in the facts of the day, unless their graph is at hand.</remarks>
    public SwitchOffOutcome Answer(SwitchOffQuestion question)
    {
        using var reader = Open(question);
        return Answer(question, reader, isWhole: true);
    }

    /// <summary>Answers a question, and tells it with names.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="lines">The most lines of each kind in the report.</param>
    /// <returns>The report is null when there is no answer.</returns>
    public (SwitchOffOutcome Outcome, SwitchOffReport? Report) Report(SwitchOffQuestion question, int lines)
    {
        using var reader = Open(question);
        var outcome = Answer(question, reader, isWhole: false);
        return (outcome, outcome is { Answer: { } answer, Control: { } control }
            ? SwitchOffReport.Of(answer, control, reader, lines)
            : null);
    }

    /// <param name="question">What is asked.</param>
    /// <param name="reader">The register as it is asked about.</param>
    /// <param name="isWhole">Whether every line is told, and so who supplies each service that is switched off.</param>
    private SwitchOffOutcome Answer(SwitchOffQuestion question, IRegisterReader reader, bool isWhole)
    {
        var scenario = question.Scenario;
        var unknown = new List<ParameterProblem>();
        unknown.AddRange(KnownIds.Missing("supplier", scenario.Suppliers, FactKind.Supplier, reader));
        unknown.AddRange(KnownIds.Missing("service", scenario.Services, FactKind.Service, reader));
        if (unknown.Count > 0)
        {
            return new SwitchOffOutcome(question, null, unknown, []);
        }

        var graph = graphs.Of(reader, question.At, question.IncludeConsidered, withRegions: scenario.Locations.Count > 0);
        var answer = SwitchOff.Run(graph, scenario);
        var warnings = WithoutEffect(answer, reader, question.AsKnownOn);
        if (question.AsKnownOn is { } day && NothingKnownThen.Of(store, day) is { } nothing)
        {
            warnings = [nothing];
        }
        else if (graph.Entities.Count == 0)
        {
            warnings.Add(new EmptyRegister());
        }

        var observed = graphs.ObservedOn(reader, question.At, question.IncludeConsidered);
        if (HeldBeforeObserved.Of(observed, question.At) is { } supposed)
        {
            warnings.Add(supposed);
        }

        return new SwitchOffOutcome(question, answer, [], warnings)
        {
            Observed = observed,
            Control = ControlGrounds.Of(
                answer, graphs.GroundsOn(reader, question.At, question.IncludeConsidered), reader, withServices: isWhole),
        };
    }

    /// <summary>Warns about ids that were named and have no effect on the day.</summary>
    internal static List<Problem> WithoutEffect(SwitchOffAnswer answer, IRegisterReader reader, DateOnly? asKnownOn)
    {
        var held = reader.Names([.. answer.WithoutEffect.Select(id => id.Text)], answer.Graph.At);
        return
        [
            .. answer.WithoutEffect.Select(id => held.ContainsKey(id.Text)
                ? (Problem)new NotValidThen(id.Text, answer.Graph.At)
                : new HeldByNothing(id.Text, asKnownOn)),
        ];
    }

    private IRegisterReader Open(SwitchOffQuestion question) =>
        store.Read(question.AsKnownOn is { } day ? Days.EndOf(day) : null);
}

/// <summary>An answer, or why there is none, with what to warn about.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">The answer; null when there are problems.</param>
/// <param name="Problems">Why there is no answer.</param>
/// <param name="Warnings">What may surprise: ids without effect on the day, an empty register, what is supposed of the day.</param>
public sealed record SwitchOffOutcome(
    SwitchOffQuestion Question,
    SwitchOffAnswer? Answer,
    IReadOnlyList<ParameterProblem> Problems,
    IReadOnlyList<Problem> Warnings)
{
    /// <summary>When the requirements that count were observed; null when there is no answer.</summary>
    public Observations? Observed { get; init; }

    /// <summary>Who says who is in control; null when there is no answer.</summary>
    public ControlGrounds? Control { get; init; }
}
