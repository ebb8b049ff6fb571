using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2022: material use of public cloud is reported to CIO Rijk every year.</summary>
/// <remarks>
/// What is material each body said by a definition of its own. A use of less than a year is not due yet.
/// </remarks>
public sealed class YearlyReport2022 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2022(
        "yearly-report", Severity.Attention,
        new Phrase(
            "Material use of public cloud is reported to CIO Rijk every year",
            "Materieel gebruik van publieke cloud wordt jaarlijks gemeld aan CIO Rijk"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.YearlyReport(
        Judgement.Of(use, at).When(Condition.PublicCloud).When(Condition.CalledMaterial), use, at);
}
