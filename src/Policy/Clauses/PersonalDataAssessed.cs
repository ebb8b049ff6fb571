using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// General Data Protection Regulation, article 35: a high risk needs a DPIA, and a pre-scan tells whether the risk is
/// high.
/// </summary>
/// <remarks>Whatever the deployment: also in own rooms.</remarks>
public sealed class PersonalDataAssessed : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.Gdpr(
        "35",
        new Phrase(
            "Conditional: whether the processing of personal data needs a DPIA is known",
            "Onder voorwaarde: van verwerking van persoonsgegevens is bekend of zij een DPIA vraagt"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.PreScan(Judgement.Of(use, at));
}
