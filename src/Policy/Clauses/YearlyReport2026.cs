using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 3.4: a yearly report to CIO Rijk that names the supplier.</summary>
/// <remarks>
/// A use of less than a year is not due yet. Reports do not say that only material use counts, so all does.
/// </remarks>
public sealed class YearlyReport2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.4", Severity.Attention,
        new Phrase(
            "Known use of public cloud is reported to CIO Rijk every year, naming the supplier",
            "Bekend gebruik van publieke cloud wordt jaarlijks gemeld aan CIO Rijk, met de naam van de leverancier"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.YearlyReport(
        Judgement.Of(use, at).When(Condition.PublicCloud), use, at);
}
