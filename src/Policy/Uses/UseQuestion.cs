using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A fact about a use that a clause can ask for and that people can answer.</summary>
/// <remarks>In the order in which they are best asked: what may end the matter first.</remarks>
public enum UseQuestion
{
    /// <summary>Whether it holds state secrets or the highest protected interests (TBB 1 to 3); never asked of the register.</summary>
    StateSecrets = 1,

    /// <summary>Whether it keeps source data of a base register.</summary>
    BaseRegister,

    /// <summary>The deployment model of the service.</summary>
    Deployment,

    /// <summary>How much depends on it.</summary>
    Criticality,

    /// <summary>Whether it belongs to the primary process of the body.</summary>
    PrimaryProcess,

    /// <summary>The class of its data.</summary>
    DataClass,

    /// <summary>Which personal data it works with.</summary>
    PersonalData,

    /// <summary>Whether it works with personal data on a large scale.</summary>
    LargeScalePersonalData,

    /// <summary>Whether it is the body's e-mail or documents.</summary>
    MailOrDocuments,

    /// <summary>The country of the supplier.</summary>
    SupplierCountry,

    /// <summary>Whether a supplier outside Europe controls it.</summary>
    ControlFromOutsideEurope,

    /// <summary>Whether a supplier in the United States is it, or controls it.</summary>
    UnderUnitedStates,

    /// <summary>Whether an adequacy decision holds for every country outside Europe under whose law it stands.</summary>
    Adequate,

    /// <summary>Whether authorities of a country without such a decision can reach its data by law.</summary>
    LawWithReach,

    /// <summary>Whether the data stays in the EEA or Switzerland.</summary>
    StorageInEurope,

    /// <summary>Whether the supplier sees data only encrypted.</summary>
    Encrypted,

    /// <summary>Whether the body alone holds the keys.</summary>
    CustomerHeldKeys,

    /// <summary>Whether there is an approved risk analysis.</summary>
    RiskAnalysis,

    /// <summary>Whether there is an approved pre-scan DPIA.</summary>
    PreScanDpia,

    /// <summary>Whether the pre-scan found a high risk.</summary>
    HighPrivacyRisk,

    /// <summary>Whether there is an approved DPIA.</summary>
    Dpia,

    /// <summary>Whether there is an approved DTIA.</summary>
    Dtia,

    /// <summary>Whether there is an exit plan.</summary>
    ExitPlan,

    /// <summary>Whether the exit plan covers a planned exit and a sudden interruption.</summary>
    ExitScenarios,

    /// <summary>Whether the exit plan covers the destruction of data that stays behind.</summary>
    DataDestruction,

    /// <summary>Whether the exit plan was tested in the last year.</summary>
    ExitTested,

    /// <summary>Whether the exit plan was drawn up or looked at again in the last year.</summary>
    ExitReviewed,

    /// <summary>Whether it was shown independently that continuity is at risk without it.</summary>
    ContinuityNeed,

    /// <summary>Whether the minister agreed with the state secretary for digital affairs.</summary>
    MinisterAgreed,

    /// <summary>Whether the House was informed in time.</summary>
    HouseInformed,

    /// <summary>Whether the CISO of the state was told beforehand.</summary>
    Notified,

    /// <summary>Whether risk analysis and exit plan were published.</summary>
    Published,

    /// <summary>Whether keeping special categories of personal data in a public cloud was explained.</summary>
    SpecialCategoriesExplained,

    /// <summary>Whether the body itself calls the use material.</summary>
    CalledMaterial,

    /// <summary>Whether the use was reported in the last year.</summary>
    Reported,

    /// <summary>Whether there is an approved check of the contract by the Data Act.</summary>
    ContractCheck,

    /// <summary>Whether the contract can be ended within two months.</summary>
    NoticeWithinTwoMonths,

    /// <summary>Whether the supplier charges nothing for switching.</summary>
    FreeSwitching,

    /// <summary>Whether the reseller passes on negotiated terms.</summary>
    TermsPassedOn,
}

/// <summary>How a question is put, and what can be answered.</summary>
/// <param name="Question">The question.</param>
/// <param name="Word">Its word in files and options, such as <c>primary-process</c>.</param>
/// <param name="Asks">The question as it is put to people.</param>
/// <param name="Options">The answers: the word that is written, and what it says.</param>
public sealed record AskedQuestion(
    UseQuestion Question, string Word, Phrase Asks, IReadOnlyList<(string Word, Phrase Says)> Options)
{
    /// <summary>The word for yes.</summary>
    public const string Yes = "yes";

    /// <summary>The word for no.</summary>
    public const string No = "no";

    /// <summary>Every question, in the order in which they are best asked.</summary>
    public static IReadOnlyList<AskedQuestion> All { get; } =
    [
        .. Words.Of<UseQuestion>().All.Zip(Enum.GetValues<UseQuestion>(), (word, question) =>
            new AskedQuestion(question, word, TextOf(question), OptionsOf(question))),
    ];

    /// <summary>That it is unknown, in a sentence without capital and full stop.</summary>
    public Phrase Unknown { get; } = new($"unknown: {Asks.English}", $"onbekend: {Asks.Dutch}");

    /// <summary>How a question is put.</summary>
    public static AskedQuestion Of(UseQuestion question) => All[(int)question - 1];

    private static Phrase TextOf(UseQuestion question) => question switch
    {
        UseQuestion.StateSecrets => new(
            "Does it hold state secrets, or interests of the levels TBB 1 to 3?",
            "Bevat het staatsgeheimen, of te beschermen belangen van niveau TBB 1 tot en met 3?"),
        UseQuestion.BaseRegister => new(
            "Does it keep source data of a base register?", "Bewaart het brongegevens van een basisregistratie?"),
        UseQuestion.Deployment => new("What kind of cloud is it?", "Wat voor cloud is het?"),
        UseQuestion.Criticality => new("How much depends on it?", "Hoeveel hangt ervan af?"),
        UseQuestion.PrimaryProcess => new(
            "Does it belong to the core tasks of the organisation (the primary process)?",
            "Hoort het bij de kerntaken van de organisatie (het primaire proces)?"),
        UseQuestion.DataClass => new("How confidential is its data?", "Hoe vertrouwelijk zijn de gegevens?"),
        UseQuestion.PersonalData => new("Which personal data does it work with?", "Met welke persoonsgegevens werkt het?"),
        UseQuestion.LargeScalePersonalData => new(
            "Does it work with personal data on a large scale?", "Werkt het op grote schaal met persoonsgegevens?"),
        UseQuestion.MailOrDocuments => new(
            "Is it the e-mail or the documents of the organisation?", "Gaat het om de e-mail of de documenten van de organisatie?"),
        UseQuestion.SupplierCountry => new(
            "Where is the supplier established?", "Waar is de leverancier gevestigd?"),
        UseQuestion.ControlFromOutsideEurope => new(
            "Is the supplier controlled by a company outside the EU and EEA?",
            "Heeft een bedrijf buiten de EU en EER zeggenschap over de leverancier?"),
        UseQuestion.UnderUnitedStates => new(
            "Is the supplier an American company, or controlled by one?",
            "Is de leverancier een Amerikaans bedrijf, of heeft zo'n bedrijf er zeggenschap over?"),
        UseQuestion.Adequate => new(
            "Is there an adequacy decision for every country outside Europe under whose law the supplier stands?",
            "Is er een adequaatheidsbesluit voor elk land buiten Europa onder wiens recht de leverancier valt?"),
        UseQuestion.LawWithReach => new(
            "Can authorities of a country without an adequacy decision reach its data by law?",
            "Kunnen autoriteiten van een land zonder adequaatheidsbesluit op grond van hun wet bij de gegevens?"),
        UseQuestion.StorageInEurope => new(
            "Does all data stay in the EEA or Switzerland?", "Blijven alle gegevens in de EER of Zwitserland?"),
        UseQuestion.Encrypted => new(
            "Does the supplier see the data only encrypted?", "Ziet de leverancier de gegevens alleen versleuteld?"),
        UseQuestion.CustomerHeldKeys => new(
            "Does the organisation alone hold the keys?", "Heeft alleen de organisatie zelf de sleutels?"),
        UseQuestion.RiskAnalysis => new("Is there an approved risk analysis?", "Is er een goedgekeurde risicoanalyse?"),
        UseQuestion.PreScanDpia => new("Is there an approved pre-scan DPIA?", "Is er een goedgekeurde pre-scan DPIA?"),
        UseQuestion.HighPrivacyRisk => new(
            "Is the privacy risk high, by the pre-scan?", "Is het privacyrisico hoog, volgens de pre-scan?"),
        UseQuestion.Dpia => new("Is there an approved DPIA?", "Is er een goedgekeurde DPIA?"),
        UseQuestion.Dtia => new(
            "Is there an approved assessment of the transfer to the third country (DTIA)?",
            "Is er een goedgekeurde beoordeling van de doorgifte naar het derde land (DTIA)?"),
        UseQuestion.ExitPlan => new("Is there an exit plan?", "Is er een exitplan?"),
        UseQuestion.ExitScenarios => new(
            "Does the exit plan cover both a planned exit and a sudden interruption?",
            "Beschrijft het exitplan zowel een gepland vertrek als een plotselinge onderbreking?"),
        UseQuestion.DataDestruction => new(
            "Does the exit plan cover the destruction of data that stays behind?",
            "Beschrijft het exitplan de vernietiging van gegevens die achterblijven?"),
        UseQuestion.ExitReviewed => new(
            "Was the exit plan drawn up or looked at again in the last year?",
            "Is het exitplan het afgelopen jaar opgesteld of herzien?"),
        UseQuestion.ExitTested => new(
            "Did the organisation itself test the exit plan in the last year?",
            "Heeft de organisatie het exitplan het afgelopen jaar zelf getest?"),
        UseQuestion.ContinuityNeed => new(
            "Has it been shown independently that continuity would be at risk otherwise?",
            "Is onafhankelijk vastgesteld dat anders de continuïteit in gevaar komt?"),
        UseQuestion.MinisterAgreed => new(
            "Did the minister agree, with the state secretary for digital affairs?",
            "Heeft de minister ingestemd, in overeenstemming met de staatssecretaris voor digitale zaken?"),
        UseQuestion.HouseInformed => new(
            "Was the House informed before the move?", "Is de Kamer vóór de overstap geïnformeerd?"),
        UseQuestion.Notified => new(
            "Was the CISO of the state (CISO Rijk) told beforehand?", "Is CISO Rijk vooraf op de hoogte gesteld?"),
        UseQuestion.Published => new(
            "Were the risk analysis and the exit plan published, or classified?",
            "Zijn de risicoanalyse en het exitplan gepubliceerd, of gerubriceerd?"),
        _ => TextAboutPapers(question),
    };

    private static Phrase TextAboutPapers(UseQuestion question) => question switch
    {
        UseQuestion.SpecialCategoriesExplained => new(
            "Was it explained to the CIO of the state (CIO Rijk) why special categories of personal data are kept in a public cloud?",
            "Is aan CIO Rijk uitgelegd waarom bijzondere persoonsgegevens in een publieke cloud staan?"),
        UseQuestion.CalledMaterial => new(
            "Does the organisation itself call the use material?", "Noemt de organisatie het gebruik zelf materieel?"),
        UseQuestion.Reported => new(
            "Was the use part of the report to the CIO of the state (CIO Rijk) of the last year?",
            "Stond het gebruik in de rapportage aan CIO Rijk van het afgelopen jaar?"),
        UseQuestion.ContractCheck => new(
            "Is there an approved check of the contract against the Data Act?",
            "Is er een goedgekeurde toets van het contract aan de Dataverordening?"),
        UseQuestion.NoticeWithinTwoMonths => new(
            "Can the contract be ended with at most two months of notice?",
            "Is het contract op te zeggen met een termijn van hoogstens twee maanden?"),
        UseQuestion.FreeSwitching => new(
            "Is switching to another supplier free of charge?", "Is overstappen naar een andere leverancier kosteloos?"),
        UseQuestion.TermsPassedOn => new(
            "Does the reseller pass on the terms that were negotiated for government?",
            "Geeft de wederverkoper de voor de overheid bedongen voorwaarden door?"),
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "no such question"),
    };

    private static IReadOnlyList<(string Word, Phrase Says)> OptionsOf(UseQuestion question) => question switch
    {
        UseQuestion.Deployment =>
        [
            ("public", new("public: open to anyone", "publiek: open voor iedereen")),
            ("private", new("private: for one organisation", "privaat: voor één organisatie")),
            ("community", new("community: for several organisations", "gemeenschappelijk: voor meer organisaties")),
            ("hybrid", new("hybrid: partly public", "hybride: deels publiek")),
            ("on-premises", new("in our own rooms", "in eigen beheer, in eigen ruimte")),
        ],
        UseQuestion.Criticality => ByName<Criticality>(ChoiceWords.Of),
        UseQuestion.DataClass => ByName<DataClass>(ChoiceWords.Of),
        UseQuestion.PersonalData =>
        [
            ("none", new("none", "geen")), ("ordinary", new("ordinary personal data", "gewone persoonsgegevens")),
            ("special", new("special categories of personal data", "bijzondere persoonsgegevens")),
        ],
        UseQuestion.SupplierCountry =>
        [
            ("netherlands", new("in the Netherlands", "in Nederland")),
            ("europe", new("elsewhere in the EU or EEA", "elders in de EU of EER")),
            ("outside", new("outside the EU and EEA", "buiten de EU en EER")),
        ],
        _ => [(Yes, new("yes", "ja")), (No, new("no", "nee"))],
    };

    private static IReadOnlyList<(string Word, Phrase Says)> ByName<TEnum>(Func<TEnum, Phrase> says)
        where TEnum : struct, Enum =>
        [.. Words.Of<TEnum>().All.Zip(Enum.GetValues<TEnum>(), (word, member) => (word, says(member)))];
}
