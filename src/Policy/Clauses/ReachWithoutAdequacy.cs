using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// General Data Protection Regulation, article 44: a supplier under a law with reach abroad, without adequacy, does
/// not see personal data.
/// </summary>
/// <remarks>
/// Article 44 asks that protection is not undermined, article 48 that no foreign order transfers data by itself.
/// </remarks>
public sealed class ReachWithoutAdequacy : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.Gdpr(
        "44",
        new Phrase(
            "Conditional: no law of a country without adequacy decision reaches personal data that the supplier can read",
            "Onder voorwaarde: geen wet van een land zonder adequaatheidsbesluit reikt tot persoonsgegevens die de leverancier kan lezen"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.AnyPersonalData)
        .When(Condition.InReachWithoutSafeguard)
        .DemandsAll(
            new Phrase(
                "a law of a country without adequacy decision reaches personal data that the supplier can read",
                "een wet van een land zonder adequaatheidsbesluit reikt tot persoonsgegevens die de leverancier kan lezen"),
            new Phrase(
                "encryption with keys that the body alone holds, or a supplier out of reach of such laws",
                "versleuteling met sleutels die alleen de organisatie heeft, of een leverancier buiten bereik van zulke wetten"),
            (Condition.Encrypted, new("the data is not encrypted", "de gegevens zijn niet versleuteld")),
            (Condition.CustomerHeldKeys, new("the supplier holds keys", "de leverancier heeft sleutels")));
}
