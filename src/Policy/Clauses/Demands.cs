using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What more than one clause demands, of the uses that each of them is about.</summary>
internal static class Demands
{
    public static Ruling? RiskAnalysis(Judgement applies) => applies.Demands(
        Condition.RiskAnalysis,
        new Phrase("no risk analysis is approved", "er is geen goedgekeurde risicoanalyse"),
        new Phrase("an approved risk analysis", "een goedgekeurde risicoanalyse"));

    public static Ruling? PreScan(Judgement applies) => applies.When(Condition.AnyPersonalData).Demands(
        Condition.PreScanOrDpia,
        new Phrase(
            "it works with personal data and no pre-scan DPIA is approved",
            "er worden persoonsgegevens verwerkt en er is geen goedgekeurde pre-scan DPIA"),
        new Phrase("an approved pre-scan DPIA, or a DPIA", "een goedgekeurde pre-scan DPIA, of een DPIA"));

    /// <summary>A DPIA where the pre-scan shows a high risk; that there is no pre-scan is for its own clause to say.</summary>
    public static Ruling? Dpia(Judgement applies) => applies
        .When(Condition.AnyPersonalData)
        .When(Condition.PreScanDpia)
        .When(Condition.HighPrivacyRisk)
        .Demands(
            Condition.Dpia,
            new Phrase("the privacy risk is high and no DPIA is approved", "het privacyrisico is hoog en er is geen goedgekeurde DPIA"),
            new Phrase("an approved DPIA", "een goedgekeurde DPIA"));

    public static Ruling? NoStateSecrets(Judgement applies) => applies.When(Condition.StateSecrets).Forbids(
        new Phrase(
            "state secrets or the highest protected interests are in a public cloud",
            "staatsgeheimen of de hoogste te beschermen belangen staan in een publieke cloud"),
        new Phrase("no cloud for this; own rooms", "geen cloud hiervoor; eigen ruimte"));

    public static Ruling? SpecialCategoriesExplained(Judgement applies, Condition explained) => applies
        .When(Condition.SpecialCategories)
        .Demands(
            explained,
            new Phrase(
                "special categories of personal data are in a public cloud and why is not explained",
                "bijzondere persoonsgegevens staan in een publieke cloud en waarom is niet uitgelegd"),
            new Phrase(
                "another kind of cloud, or an explanation to CIO Rijk that names this clause",
                "een ander soort cloud, of een uitleg aan CIO Rijk die deze bepaling noemt"));

    /// <summary>A report of the last year, of what was in use a year ago.</summary>
    public static Ruling? YearlyReport(Judgement applies, Use use, DateOnly at) => applies
        .When(use.ExistedBefore(at.AddYears(-1)))
        .Demands(
            Condition.Reported,
            new Phrase("it was not reported to CIO Rijk in the last year", "het is het afgelopen jaar niet gemeld aan CIO Rijk"),
            new Phrase("a report to CIO Rijk that names it", "een rapportage aan CIO Rijk die het noemt"));

    public static Ruling? ExitPlan(Judgement applies) => applies.Demands(
        Condition.ExitPlan,
        new Phrase("there is no exit plan", "er is geen exitplan"),
        new Phrase("an exit plan", "een exitplan"));

    public static Ruling? ExitScenarios(Judgement applies) => applies.When(Condition.ExitPlan).Demands(
        Condition.ExitScenarios,
        new Phrase(
            "the exit plan does not cover both a planned exit and a sudden interruption",
            "het exitplan beschrijft niet zowel een gepland vertrek als een plotselinge onderbreking"),
        new Phrase("an exit plan for both scenarios", "een exitplan voor beide scenario's"));

    public static Ruling? DataDestruction(Judgement applies) => applies.When(Condition.ExitPlan).Demands(
        Condition.DataDestruction,
        new Phrase(
            "the exit plan does not cover the destruction of data that stays behind",
            "het exitplan beschrijft de vernietiging van achterblijvende gegevens niet"),
        new Phrase("an exit plan that covers it", "een exitplan dat dit beschrijft"));

    public static Ruling? ExitTested(Judgement applies) => applies.When(Condition.ExitPlan).Demands(
        Condition.ExitTested,
        new Phrase(
            "the exit plan was not tested in the last year, or failed its test",
            "het exitplan is het afgelopen jaar niet getest, of de test mislukte"),
        new Phrase("a test by the body itself that goes well", "een geslaagde test door de organisatie zelf"));

    public static Ruling? ExitReviewed(Judgement applies) => applies.When(Condition.ExitPlan).Demands(
        Condition.ExitReviewed,
        new Phrase("the exit plan is older than a year, or due for review", "het exitplan is ouder dan een jaar, of moest al herzien zijn"),
        new Phrase("a review of the exit plan", "een herziening van het exitplan"));
}
