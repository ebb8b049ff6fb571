using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Supplier management: the body alone holds the keys to what vital and essential functions keep in a cloud.</summary>
public sealed class KeysOfVitalFunctions : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = new(
        "leveranciers/keys",
        new Phrase(
            "Conditional: the body alone holds the keys to the data of a vital or essential function",
            "Onder voorwaarde: alleen de organisatie heeft de sleutels van gegevens van een vitale of essentiële dienst"),
        "The document and the article in which it stands",
        KnownThrough: null,
        Validity.Of(new DateOnly(2026, 1, 1), null).Value,
        Severity.Conditional);

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.Cloud)
        .When(Condition.VitalOrEssential)
        .Demands(
            Condition.CustomerHeldKeys,
            new Phrase("the supplier holds keys to its data", "de leverancier heeft sleutels van de gegevens"),
            new Phrase("keys that the body alone holds", "sleutels die alleen de organisatie heeft"));
}
