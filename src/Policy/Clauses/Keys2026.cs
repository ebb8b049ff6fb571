using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 4.6: keys preferably not with the provider.</summary>
public sealed class Keys2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "4.6-keys", Severity.Attention,
        new Phrase(
            "Preferred: the keys to data in a public cloud are not with the provider",
            "Bij voorkeur: de sleutels van gegevens in een publieke cloud liggen niet bij de aanbieder"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .Demands(
            Condition.CustomerHeldKeys,
            new Phrase(
                "the supplier holds keys to the data",
                "de leverancier heeft sleutels van de gegevens"),
            new Phrase(
                "keys that the body alone holds",
                "sleutels die alleen de organisatie heeft"));
}
