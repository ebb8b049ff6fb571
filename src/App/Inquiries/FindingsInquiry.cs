using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Which clauses of policy and law uses of services do not meet, and of which that is open.</summary>
public sealed class FindingsInquiry : Inquiry
{
    internal static readonly InquiryParameter Organisation = new(
        "organisation", new Phrase("ID", "ID"), new Phrase(
            "Only this body, with those that are part of it or fall under it (default: all)",
            "Alleen deze organisatie, met wat daar deel van is of onder valt (standaard: alle)"), "gm0363", IsRepeatable: true);

    internal static readonly InquiryParameter Packs = new(
        "pack", new Phrase("ID", "ID"), new Phrase(
            $"Only clauses of this document: {string.Join(", ", Pack.All.Select(p => p.Id))} (default: all)",
            $"Alleen bepalingen van dit document: {string.Join(", ", Pack.All.Select(p => p.Id))} (standaard: alle)"),
        "rijksbreed-cloudbeleid-2026", IsRepeatable: true);

    private static readonly InquiryParameter Clauses = new(
        "clause", new Phrase("ID", "ID"), new Phrase("Only this clause (default: all)", "Alleen deze bepaling (standaard: alle)"),
        "rijksbreed-cloudbeleid-2026/4.3", IsRepeatable: true);

    private static readonly InquiryParameter Severities = new(
        "severity", new Phrase("WORD", "WOORD"), new Phrase(
            "Only clauses of this severity: prohibited, conditional, discouraged or attention (default: all)",
            "Alleen bepalingen van deze zwaarte: prohibited (verboden), conditional (mits), discouraged (ontraden) of attention (aandacht) (standaard: alle)"),
        "prohibited", IsRepeatable: true);

    private static readonly InquiryParameter Services = new(
        "service", new Phrase("ID", "ID"), new Phrase(
            "Only uses of this service (default: all)", "Alleen gebruik van deze clouddienst (standaard: alle)"),
        "service:microsoft-365-mail", IsRepeatable: true);

    private static readonly InquiryParameter Open = new(
        "open", new Phrase("yes|no", "yes|no"), new Phrase(
            "Of the findings only those that are open because a fact is unknown (yes), or only those that are not met (no)",
            "Van de bevindingen alleen wat open is omdat een feit onbekend is (yes), of alleen wat niet voldoet (no)"), "no");

    private static readonly InquiryParameter FailOn = new(
        "failOn", new Phrase("WORD", "WOORD"), new Phrase(
            "Fail (exit code 3) when a clause of this severity or worse is not met and no role accepted or mitigated that",
            "Faal (afsluitcode 3) als niet wordt voldaan aan een bepaling van deze zwaarte of erger en geen rol dat heeft aanvaard of beperkt"),
        "conditional");

    /// <inheritdoc />
    public override string Name => "findings";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell which clauses of policy and law uses of services do not meet, on which facts, since when, and what settles it",
        "Vertel aan welke bepalingen van beleid en recht gebruik van clouddiensten niet voldoet, op grond van welke feiten, sinds wanneer, en wat het oplost");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        Organisation, Packs, Clauses, Severities, Services, Open, FailOn, InquiryParameter.At, InquiryParameter.Include,
        InquiryParameter.AsKnownOn,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis findings", new Phrase("what all bodies have to put in order today", "wat alle organisaties vandaag op orde moeten brengen")),
        ("sluis findings --pack rijksbreed-cloudbeleid-2026 --open no --lines 50", new Phrase(
            "fifty of one policy, without what is unknown", "vijftig van één beleid, zonder wat onbekend is")),
        ("sluis findings --fail-on prohibited", new Phrase(
            "exit code 3 as long as something prohibited is in use", "afsluitcode 3 zolang iets verbodens in gebruik is")),
    ];

    /// <inheritdoc />
    public override string Schema => FindingsJson.Schema;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas { get; } = new Dictionary<string, string>
    {
        ["Finding"] = FindingsJson.FindingSchema,
        ["Tally"] = FindingsJson.TallySchema,
        ["Phrase"] = AssessSchema.Shared["Phrase"],
        ["Ground"] = AssessSchema.Shared["Ground"],
    };

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var bodies = words.Each(Organisation, EntityId.Of);
        var filter = new FindingsFilter(
            null, words.Each(Services, EntityId.Of), words.Each(Packs, PackOf), words.Each(Clauses, ClauseOf),
            words.Each(Severities, Ranges.Choice<Severity>), words.One(Open, (bool?)null, YesOrNo));
        var failOn = words.One(FailOn, (Severity?)null, text => Ranges.Choice<Severity>(text).Then<Severity?>(s => s));
        if (failOn is { } worst && filter.Severities.Count > 0 && filter.Severities.All(s => s > worst))
        {
            words.Refuse(FailOn, new LooksAtMilderOnly(worst));
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        words.MustBeKnown(Organisation, bodies, FactKind.Organisation, reader);
        words.MustBeKnown(Services, filter.Services, FactKind.Service, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var found = new FindingsSelection(
            desk.FindingsOf(facts, reader), filter with { Bodies = BodiesUnder.Of(bodies, reader, facts.At) });
        var answer = InquiryReply.Of(
            new FindingsAnswer(found),
            [
                .. NoUses(found.Uses.Count, reader, facts.At),
                .. failOn is { } least && found.OpenAt(least) is var open and > 0 ? (Problem[])[new OpenIsNotBroken(least, open)] : [],
            ]);
        return failOn is { } severity && found.Untreated(severity) is var broken and > 0
            ? answer with { Failed = [new ClausesBroken(severity, broken)] }
            : answer;
    }

    /// <summary>What there is to say when no use is found.</summary>
    internal static IEnumerable<Problem> NoUses(int uses, IRegisterReader reader, DateOnly at)
    {
        if (uses == 0)
        {
            yield return reader.Head.Number == 0 ? new EmptyRegister() : new NoUsesThen(at);
        }
    }

    internal static Result<string> PackOf(string text) =>
        Pack.All.Any(p => p.Id == text) ? text : new NotAChoice(text, [.. Pack.All.Select(p => p.Id)]);

    private static Result<string> ClauseOf(string text) =>
        Pack.UseClauses.Any(c => c.Clause.Id == text) ? text : new NotAChoice(text, [.. Pack.UseClauses.Select(c => c.Clause.Id)]);

    private static Result<bool?> YesOrNo(string text) => text switch
    {
        AskedQuestion.Yes => (bool?)true,
        AskedQuestion.No => (bool?)false,
        _ => new NotAChoice(text, [AskedQuestion.Yes, AskedQuestion.No]),
    };
}

/// <summary>Clauses that should be met and are not.</summary>
/// <param name="Severity">The least severity that was asked about.</param>
/// <param name="Broken">How often one is not met, and neither accepted nor mitigated.</param>
public sealed record ClausesBroken(Severity Severity, long Broken) : Problem(new Phrase(
    $"the check fails: not met at severity {RulingTold.WordOf(Severity)} or worse, and neither accepted nor mitigated: {Figures.Number(Broken, Language.English)}",
    $"de controle faalt: niet voldaan bij zwaarte {RulingTold.WordOf(Severity)} of erger, en niet aanvaard of beperkt: {Figures.Number(Broken, Language.Dutch)}"));

/// <summary>Clauses that are open, in a check that looks at what is not met.</summary>
/// <param name="Severity">The least severity that was asked about.</param>
/// <param name="Open">How many are open.</param>
public sealed record OpenIsNotBroken(Severity Severity, long Open) : Problem(new Phrase(
    $"open because a fact is unknown, and so not counted by the check, at severity {RulingTold.WordOf(Severity)} or worse: {Figures.Number(Open, Language.English)}",
    $"open omdat een feit onbekend is, en dus niet meegeteld door de controle, bij zwaarte {RulingTold.WordOf(Severity)} of erger: {Figures.Number(Open, Language.Dutch)}"));

/// <summary>A check of a severity that the question leaves out.</summary>
public sealed record LooksAtMilderOnly(Severity Severity) : InquiryProblem(new Phrase(
    $"the question looks at milder clauses only, so that the check could not fail: expected {RulingTold.WordOf(Severity)} among the severities, or none",
    $"de vraag kijkt alleen naar lichtere bepalingen, zodat de controle niet kan falen: verwacht {RulingTold.WordOf(Severity)} bij de zwaartes, of geen"));

/// <summary>A day on which no body uses any service, of those that were asked about.</summary>
public sealed record NoUsesThen(DateOnly At) : Problem(new Phrase(
    $"no body uses a service on {At:yyyy-MM-dd}, of those that were asked about: there is nothing to hold against policy",
    $"geen organisatie gebruikt op {At:yyyy-MM-dd} een clouddienst, van wat is gevraagd: er valt niets te toetsen"));
