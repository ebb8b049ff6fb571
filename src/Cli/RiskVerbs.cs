using System.CommandLine;
using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Risks;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.Cli;

/// <summary>The verbs about risks: accepting, mitigating, and the question which of those count.</summary>
internal static class RiskVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "risk", new Phrase(
            "Accept or mitigate risks that were found, and see which are open again",
            "Aanvaard of beperk gevonden risico's, en zie welke weer openstaan"),
        [
            new RiskTreatVerb(terminal, clock, global, "accept", DecisionKind.Accepted, new Phrase(
                "Accept that something does not meet a clause, until a day", "Aanvaard dat iets niet aan een bepaling voldoet, tot een dag")),
            new RiskTreatVerb(terminal, clock, global, "mitigate", DecisionKind.Mitigated, new Phrase(
                "Say by which measures a risk is mitigated, until a day", "Vertel met welke maatregelen een risico is beperkt, tot een dag")),
            .. Inquiry.All.Where(i => i.Group == "risk").Select(i => new InquiryVerb(terminal, clock, global, i)),
        ]);
}

/// <summary>Accepts or mitigates a risk.</summary>
internal sealed class RiskTreatVerb : DecisionVerb
{
    private readonly string word;
    private readonly DecisionKind kind;
    private readonly Argument<string> clause;

    public RiskTreatVerb(
        Terminal terminal, TimeProvider clock, GlobalOptions global, string word, DecisionKind kind, Phrase summary)
        : base(terminal, clock, global, $"risk {word}", summary)
    {
        (this.word, this.kind) = (word, kind);
        var (text, day) = (terminal.Say("TEXT", "TEKST"), terminal.Say("DATE", "DATUM"));
        clause = Argument("clause", "The clause that is not met, such as avg/44", "De bepaling waaraan niet wordt voldaan, zoals avg/44");
        Text("--organisation", "ID", "The body that does not meet it", "De organisatie die er niet aan voldoet");
        Text("--subject", "ID", "What does not meet it: a service, supplier or function", "Wat er niet aan voldoet: een clouddienst, leverancier of overheidsdienst");
        Text("--until", day, "The first day on which it no longer holds", "De eerste dag waarop het niet meer geldt");
        Text("--reason", text, "Why, or by which measures", "Waarom, of met welke maatregelen");
        Text("--relies-on", terminal.Say("SAFEGUARD", "WAARBORG"),
            $"What it relies on; when that lapses, the risk is open again: {string.Join(", ", Safeguard.Forms)}",
            $"Waarop het steunt; vervalt dat, dan staat het risico weer open: {string.Join(", ", Safeguard.Forms)}");
        Text("--evidence", "LINK", "Where it can be read", "Waar het te lezen is");
        Text("--on", day, "The day on which it was decided (default: today)", "De dag waarop het is besloten (standaard: vandaag)");
        Who();
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples =>
    [
        ($"sluis risk {word} rijksbreed-cloudbeleid-2026/4.3 --organisation gm0034 --subject service:microsoft-365-mail --until 2027-12-31 --reason \"no other way yet\" --relies-on adequacy:US --by CIO", Summary),
    ];

    /// <inheritdoc />
    protected override Func<IRegisterStore, (Complaints Complaints, IReadOnlyList<string> Told)> Understand(ParseResult parsed)
    {
        var until = Day(parsed, "--until");
        Needed(parsed, "--until");
        var treatment = new RiskTreatment(
            kind, parsed.GetValue(clause)!, Needed(parsed, "--organisation"), Needed(parsed, "--subject"), Needed(parsed, "--by"),
            until ?? default, Needed(parsed, "--reason"))
        {
            ReliesOn = Given(parsed, "--relies-on"),
            Evidence = Given(parsed, "--evidence"),
            On = Day(parsed, "--on"),
            Why = Given(parsed, "--why"),
        };
        return store =>
        {
            var treated = new TreatRisk(store, Clock).Run(treatment);
            return (treated.Complaints, treated.Decision is { } decision
                ? [Terminal.Say($"Recorded as {decision.Id}. Which risks count: sluis risk list", $"Vastgelegd als {decision.Id}. Welke risico's tellen: sluis risk list")]
                : []);
        };
    }
}
