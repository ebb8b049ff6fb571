using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Tests;

/// <summary>Uses as text, and clauses made up for tests.</summary>
internal static class UsePictures
{
    /// <summary>Everything that a use is made of, so that two uses with the same picture are the same.</summary>
    public static string Draw(Use use) => string.Join('\n', (string[])
    [
        $"{use.Body} uses {use.IsInUse} {use.Service.Id} {use.Service.Name} {use.Service.Deployment} {use.Service.Provenance}",
        $"of {use.Supplier}", .. use.Controllers.Select(c => $"under {c}"),
        .. use.Functions.Select(f => $"for {f.Function} {f.Classification} {f.Requirement} {f.Alternative} {f.Since}"),
        .. use.Contracts.Select(c => $"by {c}"),
        .. use.Dossier!.Assessments.Select(a => $"judged {a}"), .. use.Dossier.Decisions.Select(d => $"decided {d}"),
        .. use.Dossier.ExitPlans.Select(x => $"leaves by {x.Plan} " + string.Join(", ", x.Alternatives.Select(a =>
            $"to {a.Service.Id} {a.Service.Name} of {a.Supplier} falls with {a.FallsWith}"))),
        .. use.ForeignReach.Select(r => $"reached {r.Supplier.Id} {r.Country} {string.Join('+', r.Laws)} {r.Safeguard} {r.SafeguardId} {r.SafeguardSince}"),
    ]);

    /// <summary>Uses as <c>body service</c>, with a star when not in use.</summary>
    public static string[] Names(UsesOfDay uses) => [.. uses.Keys.Select(k => $"{k.Body} {k.Service}{(k.IsInUse ? "" : "*")}")];
}

/// <summary>A clause that somebody makes up for a test.</summary>
internal sealed class MadeUpClause(string id, Func<Use, Ruling?> judge, Severity severity = Severity.Conditional) : UseClause
{
    private static readonly Phrase Nothing = new("made up", "verzonnen");

    /// <inheritdoc />
    public override Clause Clause { get; } = new(id, Nothing, "a test", null, Validity.Always, severity);

    /// <summary>A clause that is met, broken or open as a value says yes, no or nothing.</summary>
    public static MadeUpClause Asks(string id, Func<Use, Known<bool>> known, Severity severity = Severity.Conditional) => new(
        id,
        use => known(use) switch
        {
            { Value: true, Grounds: var grounds } => new Ruling.Met(grounds),
            { Value: false, Grounds: var grounds } => new Ruling.Broken(Nothing, Nothing, grounds),
            _ => new Ruling.Open(UseQuestion.RiskAnalysis, Nothing),
        },
        severity);

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => judge(use);
}
