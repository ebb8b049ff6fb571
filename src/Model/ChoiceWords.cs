namespace Sluiswachter.Model;

/// <summary>What the choices of the vocabulary are called in sentences.</summary>
/// <remarks>Files and programs use the words of the bundle; these are for people.</remarks>
public static class ChoiceWords
{
    /// <summary>What something is needed for.</summary>
    public static Phrase Of(Purpose purpose) => purpose switch
    {
        Purpose.Hosting => new("hosting", "hosting"),
        Purpose.Storage => new("storage", "opslag"),
        Purpose.Identity => new("identity", "identiteit"),
        Purpose.Mail => new("mail", "e-mail"),
        Purpose.Dns => new("names (DNS)", "namen (DNS)"),
        Purpose.Network => new("network", "netwerk"),
        Purpose.Payment => new("payment", "betalen"),
        Purpose.Messaging => new("messaging", "berichten"),
        Purpose.Web => new("web", "web"),
        Purpose.Support => new("support", "ondersteuning"),
        Purpose.Updates => new("updates", "nieuwe versies"),
        Purpose.Licence => new("licence", "licentie"),
        Purpose.Other => new("other", "overig"),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "no such purpose"),
    };

    /// <summary>On what ground something is stated.</summary>
    public static Phrase Of(Basis basis) => basis switch
    {
        Basis.Declared => new("declared", "opgegeven"),
        Basis.Measured => new("measured", "gemeten"),
        Basis.Inferred => new("inferred", "afgeleid"),
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "no such basis"),
    };

    /// <summary>How much depends on a function.</summary>
    public static Phrase Of(Criticality criticality) => criticality switch
    {
        Criticality.Vital => new("vital", "vitaal"),
        Criticality.Essential => new("essential", "essentieel"),
        Criticality.Important => new("important", "belangrijk"),
        Criticality.Supporting => new("supporting", "ondersteunend"),
        _ => throw new ArgumentOutOfRangeException(nameof(criticality), criticality, "no such criticality"),
    };

    /// <summary>Who may read data.</summary>
    public static Phrase Of(DataClass known) => known switch
    {
        DataClass.Public => new("public", "openbaar"),
        DataClass.Internal => new("internal", "intern"),
        DataClass.Confidential => new("confidential", "vertrouwelijk"),
        _ => throw new ArgumentOutOfRangeException(nameof(known), known, "no such class of data"),
    };

    /// <summary>What kind of judgement an assessment is.</summary>
    public static Phrase Of(AssessmentKind kind) => kind switch
    {
        AssessmentKind.RiskAnalysis => new("risk analysis", "risicoanalyse"),
        AssessmentKind.PreScanDpia => new("pre-scan DPIA", "pre-scan DPIA"),
        AssessmentKind.Dpia => new("DPIA", "DPIA"),
        AssessmentKind.Dtia => new("DTIA", "DTIA"),
        AssessmentKind.Sovereignty => new("sovereignty assessment", "soevereiniteitstoets"),
        AssessmentKind.ExitReadiness => new("exit readiness", "exitgereedheid"),
        AssessmentKind.ContractCheck => new("contract check", "contracttoets"),
        AssessmentKind.OpenStandards => new("open standards", "open standaarden"),
        AssessmentKind.HostingStandard => new("hosting standard", "hostingstandaard"),
        AssessmentKind.SupplyChain => new("supply chain", "toeleveringsketen"),
        AssessmentKind.Other => new("other assessment", "andere beoordeling"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of assessment"),
    };

    /// <summary>Where a use stands in its life.</summary>
    public static Phrase Of(RequirementStatus status) => status switch
    {
        RequirementStatus.Considered => new("considered", "overwogen"),
        RequirementStatus.Planned => new("planned", "gepland"),
        RequirementStatus.Migrating => new("migrating", "in verhuizing"),
        RequirementStatus.InUse => new("in use", "in gebruik"),
        RequirementStatus.Ending => new("ending", "aflopend"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no such status"),
    };
}
