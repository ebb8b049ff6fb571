using System.CommandLine;
using Sluiswachter.App;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Answers what stops when suppliers, services, places or whole countries are switched off.</summary>
internal sealed class SwitchOffVerb : QuestionVerb
{
    private const int DefaultLines = 5;

    private readonly Option<string[]> countries;
    private readonly Option<string[]> locations;
    private readonly Option<string[]> suppliers;
    private readonly Option<string[]> services;
    private readonly Option<string?> at;
    private readonly Option<string?> horizon;
    private readonly Option<string[]> include;
    private readonly Option<string?> asKnownOn;
    private readonly Option<int> lines;
    private readonly Option<bool> json;

    public SwitchOffVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "switch-off", new Phrase(
            "Tell what stops, when, for whom and why, if a supplier or a country is switched off",
            "Vertel wat stopt, wanneer, voor wie en waarom, als een leverancier of een land wordt uitgezet"))
    {
        countries = Option<string[]>("--country", "C",
            "Control from this country is lost: its suppliers and all whom they control",
            "Zeggenschap uit dit land valt weg: zijn leveranciers en allen die zij beheersen");
        locations = Option<string[]>("--location", "C",
            "Nothing runs in this country any more; services that run elsewhere too go on",
            "Niets draait nog in dit land; clouddiensten die ook elders draaien gaan door");
        suppliers = Option<string[]>("--supplier", "ID",
            "This supplier, by id or name, and all whom it controls",
            "Deze leverancier, met id of naam, en allen die hij beheerst");
        services = Option<string[]>("--service", "ID", "This service, by id or name", "Deze clouddienst, met id of naam");
        at = Option<string?>("--at", terminal.Say("DATE", "DATUM"),
            "The facts of this day, past or planned (default: today)",
            "De feiten van deze dag, verleden of gepland (standaard: vandaag)");
        var hours = InquiryParameter.HorizonHours(Scenario.DefaultHorizonHours).Means;
        horizon = Option<string?>("--horizon-hours", "N", hours.English, hours.Dutch);
        include = Option<string[]>("--include", "considered",
            "Count what is only considered as well", "Tel ook mee wat alleen wordt overwogen");
        asKnownOn = Option<string?>("--as-known-on", terminal.Say("DATE", "DATUM"),
            "Only what the register knew at the end of this day", "Alleen wat het register aan het eind van deze dag wist");
        AddWhatIf();
        lines = Lines(DefaultLines);
        json = Option<bool>("--json", null, "Print the whole answer as JSON", "Toon het hele antwoord als JSON");
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis switch-off --country US", new Phrase(
            "what stops without American control, today", "wat vandaag stopt zonder Amerikaanse zeggenschap")),
        ("sluis switch-off --country US --at 2025-08-01", new Phrase(
            "the same on a day in the past", "hetzelfde op een dag in het verleden")),
        ("sluis switch-off --supplier supplier:microsoft-corporation --lines 20", new Phrase(
            "one supplier with all it controls, longer tables", "één leverancier met alles wat hij beheerst, langere tabellen")),
        ("sluis switch-off --country US --what-if samples/solvinity-sold", new Phrase(
            "the same if the sale of Solvinity had gone through", "hetzelfde als de verkoop van Solvinity was doorgegaan")),
        ("sluis switch-off --country US --json > answer.json", new Phrase(
            "every function with its chain of facts, for another program",
            "elke overheidsdienst met haar keten van feiten, voor een ander programma")),
    ];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        var today = Days.InTheNetherlands(Clock.GetUtcNow());
        return Ask(parsed, parsed.GetValue(asKnownOn) is not null, store =>
        {
            var (question, problems) = WithNames(store, names => Understand(parsed, names!, today));
            return question is null ? Refuse(problems)
                : parsed.GetValue(json) ? WriteJson(question, new SwitchOffSuppliers(store))
                : WriteTables(parsed, question, new SwitchOffSuppliers(store));
        });
    }

    /// <inheritdoc />
    protected override IReadOnlyList<ParameterProblem> SlipsIn(ParseResult parsed) =>
        Slips.Of(Words(parsed, names: null), Days.InTheNetherlands(Clock.GetUtcNow()));

    /// <inheritdoc />
    protected override void Complain(ParameterProblem problem) =>
        Terminal.TellError($"sluis: {OptionOf(problem.Parameter)}: {problem.Problem.In(Terminal.Language)}");

    /// <summary>Understands what was typed, or tells everything that is wrong with it, unknown ids included.</summary>
    private (SwitchOffQuestion? Question, IReadOnlyList<ParameterProblem> Problems) Understand(
        ParseResult parsed, NamedIds names, DateOnly today)
    {
        var words = Words(parsed, names);
        var question = SwitchOffQuestion.Understand(words, today, out var problems);
        return question is not null ? (question, problems) : (null,
        [
            .. problems.Select(names.Explain), .. names.Unknown("supplier", words.Suppliers), .. names.Unknown("service", words.Services),
        ]);
    }

    private SwitchOffWords Words(ParseResult parsed, NamedIds? names) => new(
        parsed.GetValue(countries) ?? [], parsed.GetValue(locations) ?? [], Ids("supplier", parsed.GetValue(suppliers), names),
        Ids("service", parsed.GetValue(services), names), parsed.GetValue(at), parsed.GetValue(horizon), parsed.GetValue(include) ?? [],
        parsed.GetValue(asKnownOn));

    private static IReadOnlyList<string> Ids(string parameter, string[]? typed, NamedIds? names) =>
        names?.Of(parameter, typed ?? []) ?? typed ?? [];

    private int WriteJson(SwitchOffQuestion question, SwitchOffSuppliers switchOff)
    {
        var outcome = switchOff.Answer(question);
        outcome.Warnings.ToList().ForEach(Warn);
        if (outcome.Answer is null)
        {
            return Refuse(outcome.Problems);
        }

        Terminal.Out.Flush();
        SwitchOffJson.Write(Terminal.OutStream, outcome);
        return ExitCodes.Done;
    }

    private int WriteTables(ParseResult parsed, SwitchOffQuestion question, SwitchOffSuppliers switchOff)
    {
        var (outcome, report) = switchOff.Report(question, parsed.GetValue(lines));
        outcome.Warnings.ToList().ForEach(Warn);
        if (report is null)
        {
            return Refuse(outcome.Problems);
        }

        var premises = new Premises(Imagined(parsed), question.AsKnownOn, question.IncludeConsidered);
        new SwitchOffTables(Terminal).Write(outcome, premises, report);
        return ExitCodes.Done;
    }

    private static string OptionOf(string parameter) => parameter switch
    {
        "horizonHours" => "--horizon-hours",
        "asKnownOn" => "--as-known-on",
        _ => $"--{parameter}",
    };
}
