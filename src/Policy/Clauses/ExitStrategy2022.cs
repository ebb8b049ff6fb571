using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2022: public cloud needs an exit strategy.</summary>
public sealed class ExitStrategy2022 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2022(
        "exit-strategy", Severity.Conditional,
        new Phrase(
            "Conditional: public cloud needs an exit strategy",
            "Onder voorwaarde: publieke cloud vraagt een exitstrategie"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.ExitPlan(
        Judgement.Of(use, at).When(Condition.PublicCloud));
}
