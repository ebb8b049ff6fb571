using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A yes or no about a use on a day on which clauses depend, and what to ask when it is unknown.</summary>
/// <remarks>Fact and question are paired here, once, so that no clause asks the wrong one.</remarks>
public sealed class Condition
{
    private readonly Func<Use, DateOnly, Known<bool>> of;
    private readonly Func<Use, DateOnly, UseQuestion> missing;

    private Condition(Func<Use, DateOnly, Known<bool>> of, Func<Use, DateOnly, UseQuestion> missing) =>
        (this.of, this.missing) = (of, missing);

    private Condition(Func<Use, Known<bool>> of, UseQuestion missing)
        : this((use, _) => of(use), (_, _) => missing)
    {
    }

    /// <summary>It holds state secrets or the highest protected interests.</summary>
    public static Condition StateSecrets { get; } = new(UseFacts.StateSecrets, UseQuestion.StateSecrets);

    /// <summary>It keeps source data of a base register.</summary>
    public static Condition BaseRegister { get; } = new(UseFacts.BaseRegister, UseQuestion.BaseRegister);

    /// <summary>It is a public cloud, or partly.</summary>
    public static Condition PublicCloud { get; } = new(UseFacts.PublicCloud, UseQuestion.Deployment);

    /// <summary>It is somebody's cloud: it does not run in the body's own rooms.</summary>
    public static Condition Cloud { get; } = new(UseFacts.Cloud, UseQuestion.Deployment);

    /// <summary>A function that it serves is vital or essential.</summary>
    public static Condition VitalOrEssential { get; } = new(UseFacts.VitalOrEssential, UseQuestion.Criticality);

    /// <summary>It belongs to the primary process.</summary>
    public static Condition PrimaryProcess { get; } = new(UseFacts.PrimaryProcess, UseQuestion.PrimaryProcess);

    /// <summary>It works with personal data.</summary>
    public static Condition AnyPersonalData { get; } = new(UseFacts.AnyPersonalData, UseQuestion.PersonalData);

    /// <summary>It works with special categories of personal data.</summary>
    public static Condition SpecialCategories { get; } = new(UseFacts.SpecialCategories, UseQuestion.PersonalData);

    /// <summary>It is e-mail, or the documents of an office.</summary>
    public static Condition MailOrDocuments { get; } = new(UseFacts.MailOrDocuments, UseQuestion.MailOrDocuments);

    /// <summary>The body itself calls the use material.</summary>
    public static Condition CalledMaterial { get; } = new(UseFacts.CalledMaterial, UseQuestion.CalledMaterial);

    /// <summary>The supplier and all that control it are established in the EU or EEA.</summary>
    public static Condition EuropeanLaw { get; } = new(
        (use, _) =>
        {
            var outside = use.UnderLawOutsideEurope();
            return outside with { Value = !outside.Value };
        },
        (use, _) => use.MissingAboutCountry());

    /// <summary>The supplier or one that controls it is established in the United States.</summary>
    public static Condition UnitedStates { get; } =
        new((use, _) => use.UnderLawOf(UseReach.UnitedStates), (use, _) => use.MissingAboutUnitedStates());

    /// <summary>Personal data would go to a country to which it may not go without more.</summary>
    public static Condition NoSafeguard { get; } =
        new((use, _) => use.NoSafeguard(), (use, _) => use.MissingAboutSafeguard());

    /// <summary>Authorities of such a country can reach the data by law.</summary>
    public static Condition InReachWithoutSafeguard { get; } =
        new((use, _) => use.InReachWithoutSafeguard(), (use, _) => use.MissingAboutReach());

    /// <summary>Data stays in the EEA or Switzerland.</summary>
    public static Condition StorageInEurope { get; } = new(UseFacts.StorageInEurope, UseQuestion.StorageInEurope);

    /// <summary>The supplier sees no data in the clear.</summary>
    public static Condition Encrypted { get; } = new(UseFacts.Encrypted, UseQuestion.Encrypted);

    /// <summary>The body alone holds the keys.</summary>
    public static Condition CustomerHeldKeys { get; } = new(UseFacts.CustomerHeldKeys, UseQuestion.CustomerHeldKeys);

    /// <summary>There is an approved risk analysis.</summary>
    public static Condition RiskAnalysis { get; } = Approved(AssessmentKind.RiskAnalysis, UseQuestion.RiskAnalysis);

    /// <summary>There is an approved risk analysis whose day of review has not passed.</summary>
    public static Condition RiskAnalysisCurrent { get; } =
        new((use, at) => use.Current(AssessmentKind.RiskAnalysis, at), (_, _) => UseQuestion.RiskAnalysis);

    /// <summary>There is an approved pre-scan DPIA.</summary>
    public static Condition PreScanDpia { get; } = Approved(AssessmentKind.PreScanDpia, UseQuestion.PreScanDpia);

    /// <summary>The privacy risk is high.</summary>
    public static Condition HighPrivacyRisk { get; } = new(UseDossiers.HighPrivacyRisk, UseQuestion.HighPrivacyRisk);

    /// <summary>There is an approved DPIA.</summary>
    public static Condition Dpia { get; } = Approved(AssessmentKind.Dpia, UseQuestion.Dpia);

    /// <summary>There is an approved pre-scan DPIA, or the DPIA itself.</summary>
    public static Condition PreScanOrDpia { get; } = PreScanDpia.Or(Dpia);

    /// <summary>There is an approved DTIA.</summary>
    public static Condition Dtia { get; } = Approved(AssessmentKind.Dtia, UseQuestion.Dtia);

    /// <summary>There is an approved check of the contract.</summary>
    public static Condition ContractCheck { get; } = Approved(AssessmentKind.ContractCheck, UseQuestion.ContractCheck);

    /// <summary>There is an exit plan.</summary>
    public static Condition ExitPlan { get; } = new(UseDossiers.HasExitPlan, UseQuestion.ExitPlan);

    /// <summary>There is an approved risk analysis or an exit plan.</summary>
    public static Condition RiskAnalysisOrExitPlan { get; } = RiskAnalysis.Or(ExitPlan);

    /// <summary>The exit plan covers a planned exit and a sudden interruption.</summary>
    public static Condition ExitScenarios { get; } = new(UseExits.ExitScenarios, UseQuestion.ExitScenarios);

    /// <summary>The exit plan covers the destruction of data that stays behind.</summary>
    public static Condition DataDestruction { get; } = new(UseExits.DataDestruction, UseQuestion.DataDestruction);

    /// <summary>The body tested the exit plan in the last year, and that went well.</summary>
    public static Condition ExitTested { get; } = new(UseExits.ExitTested, (_, _) => UseQuestion.ExitTested);

    /// <summary>The exit plan was drawn up or tested in the last year, and no day of review has passed.</summary>
    public static Condition ExitReviewed { get; } = new(UseExits.ExitReviewed, (_, _) => UseQuestion.ExitReviewed);

    /// <summary>Someone independent showed that continuity is at risk without it.</summary>
    public static Condition ContinuityNeed { get; } = Decided(DecisionKind.Substantiated, UseQuestion.ContinuityNeed);

    /// <summary>Those who must agree did.</summary>
    public static Condition MinisterAgreed { get; } = Decided(DecisionKind.Approved, UseQuestion.MinisterAgreed);

    /// <summary>The House was informed.</summary>
    public static Condition HouseInformed { get; } = Decided(DecisionKind.HouseInformed, UseQuestion.HouseInformed);

    /// <summary>The CISO of the state was told.</summary>
    public static Condition Notified { get; } = Decided(DecisionKind.Notified, UseQuestion.Notified);

    /// <summary>Risk analysis and exit plan were published, or are classified.</summary>
    public static Condition Published { get; } = new(UseDossiers.PublishedOrClassified, UseQuestion.Published);

    /// <summary>The use was reported in the last year.</summary>
    public static Condition Reported { get; } =
        new((use, at) => use.ReportedSince(at.AddYears(-1)), (_, _) => UseQuestion.Reported);

    /// <summary>Every contract in force can be ended with at most two months of notice.</summary>
    public static Condition NoticeWithinTwoMonths { get; } =
        new(UseContracts.NoticeWithinTwoMonths, (_, _) => UseQuestion.NoticeWithinTwoMonths);

    /// <summary>Switching costs nothing.</summary>
    public static Condition FreeSwitching { get; } = new(UseContracts.FreeSwitching, UseQuestion.FreeSwitching);

    /// <summary>The negotiated terms apply through every reseller.</summary>
    public static Condition TermsPassedOn { get; } =
        new(UseContracts.TermsPassedOn, (_, _) => UseQuestion.TermsPassedOn);

    /// <summary>Whether it holds for a use on a day.</summary>
    public Known<bool> Of(Use use, DateOnly at) => of(use, at);

    /// <summary>What to ask when that is unknown; never what was told already.</summary>
    public UseQuestion Missing(Use use, DateOnly at) => missing(use, at);

    /// <summary>That keeping special categories of personal data was explained, by a decision that names a clause.</summary>
    public static Condition SpecialCategoriesExplained(string clause) =>
        new(use => use.Explained(clause, UseQuestion.SpecialCategoriesExplained), UseQuestion.SpecialCategoriesExplained);

    /// <summary>One of two: yes when one is, no when both are not.</summary>
    public Condition Or(Condition other) => new(
        (use, at) =>
        {
            var first = Of(use, at);
            if (first.Value == true)
            {
                return first;
            }

            var second = other.Of(use, at);
            return second.Value == true ? second
                : new Known<bool>(first.Value is null ? null : second.Value, UnspokenGrounds.Of(first.Grounds, second.Grounds));
        },
        (use, at) => Of(use, at).IsUnknown ? Missing(use, at) : other.Missing(use, at));

    private static Condition Approved(AssessmentKind kind, UseQuestion question) => new(use => use.Approved(kind), question);

    private static Condition Decided(DecisionKind kind, UseQuestion question) =>
        new(use => use.HasDecided(kind, question), question);
}
