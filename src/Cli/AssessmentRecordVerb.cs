using System.CommandLine;
using Sluiswachter.App;
using Sluiswachter.App.Assessments;
using Sluiswachter.App.Frameworks;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Makes, completes or renews an assessment.</summary>
internal sealed class AssessmentRecordVerb : Verb
{
    private readonly Argument<string> subject;
    private readonly Dictionary<string, Option<string?>> texts = [];

    public AssessmentRecordVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "assessment record", new Phrase(
            "Make, complete or renew an assessment of a service, supplier or function",
            "Maak, vervolledig of vernieuw een beoordeling van een clouddienst, leverancier of overheidsdienst"))
    {
        subject = Argument("subject", "What is judged: the id of a service, supplier or function", "Wat wordt beoordeeld: het id van een clouddienst, leverancier of overheidsdienst");
        var (day, role, text) = (terminal.Say("DATE", "DATUM"), terminal.Say("ROLE", "ROL"), terminal.Say("TEXT", "TEKST"));
        Text("--framework", PathKind.FileOrUrn, "The framework, by its urn or short name, or a file with one of your own",
            "Het raamwerk, met zijn urn of korte naam, of een bestand met een eigen raamwerk");
        Text("--kind", terminal.Say("KIND", "SOORT"), $"What kind of judgement, when no framework is used: {string.Join(", ", Words.Of<AssessmentKind>().All)}",
            $"Wat voor oordeel, als geen raamwerk wordt gebruikt: {string.Join(", ", Words.Of<AssessmentKind>().All)}");
        Text("--organisation", "ID", "The body that it is made for (default: all bodies)", "De organisatie waarvoor ze wordt gemaakt (standaard: alle)");
        Text("--answers", PathKind.Table, "Answers: question, option, not_applicable, explanation, evidence, evidence_sha256",
            "Antwoorden: question, option, not_applicable, explanation, evidence, evidence_sha256");
        Text("--assessor", role, "The role of who judged", "De rol van wie beoordeelde");
        Text("--assessed-on", day, "The day of the judgement (default: today); a later one renews what is there",
            "De dag van het oordeel (standaard: vandaag); een latere vernieuwt wat er is");
        Text("--approver", role, "The role of who approved; not the assessor", "De rol van wie goedkeurde; niet de beoordelaar");
        Text("--approved-on", day, "The day of approval", "De dag van goedkeuring");
        Text("--review-on", day, "The day on which it is looked at again", "De dag waarop ze opnieuw wordt bekeken");
        Text("--conclusion", text, "What it came to", "Wat eruit kwam");
        Text("--evidence", PathKind.FileOrLink, "Where it can be read; of a file the SHA-256 is kept",
            "Waar ze te lezen is; van een bestand wordt de SHA-256 bewaard");
        Text("--id", "ID", "Its id (default: from body, subject and framework, so that the same words renew it)",
            "Het id (standaard: uit organisatie, onderwerp en raamwerk, zodat dezelfde woorden haar vernieuwen)");
        Text("--source", "ID", "Who says so, a source of the register", "Wie het zegt, een bron van het register");
        Text("--by", role, "The role of who records it, for the journal", "De rol van wie het vastlegt, voor het journaal");
        Text("--why", text, "Why, for the journal (default: assessment of the subject)", "Waarom, voor het journaal (standaard: beoordeling van het onderwerp)");
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis assessment record service:microsoft-365-mail --framework eu-csf --answers answers.csv --assessor ISO --by ISO", new Phrase(
            "make it, or give other answers", "maak haar, of geef andere antwoorden")),
        ("sluis assessment record service:microsoft-365-mail --framework eu-csf --approver CISO --approved-on 2026-11-23 --by CISO", new Phrase(
            "approve it, by another role", "keur haar goed, door een andere rol")),
        ("sluis assessment record service:microsoft-365-mail --framework eu-csf --assessed-on 2027-11-01 --assessor ISO --by ISO", new Phrase(
            "renew it: answers that are not given again go on", "vernieuw haar: antwoorden die niet opnieuw worden gegeven, lopen door")),
        ("sluis assessment record service:microsoft-365-mail --kind dpia --evidence https://example.org/dpia --assessor FG --by FG", new Phrase(
            "one that was made elsewhere", "een die elders is gemaakt")),
    ];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        var misunderstood = new List<Problem>();
        var draft = Draft(parsed, misunderstood);
        if (misunderstood.Count > 0)
        {
            misunderstood.ForEach(Complain);
            TellWhereHelpIs();
            return ExitCodes.Usage;
        }

        using var store = OpenStore(parsed, mayMake: false, out var refused);
        if (store is null)
        {
            return refused;
        }

        var recorded = new RecordAssessment(store, Clock, FrameworkShelf.Shipped).Run(draft);
        var code = Tell(recorded.Complaints);
        if (recorded.Assessment is not { } assessment)
        {
            return code;
        }

        Terminal.TellResult(Tell(recorded));
        Terminal.TellResult(Terminal.Say($"Look at it: sluis assessment show {assessment.Id}", $"Bekijk haar: sluis assessment show {assessment.Id}"));
        return code;
    }

    private AssessmentDraft Draft(ParseResult parsed, List<Problem> misunderstood)
    {
        var of = parsed.GetValue(subject)!;
        if (Given("--by") is null)
        {
            misunderstood.Add(new OptionNeeded("--by"));
        }

        return new AssessmentDraft
        {
            Subject = of,
            Id = Given("--id"),
            Organisation = Given("--organisation"),
            Framework = Given("--framework"),
            Kind = Kind(),
            Answers = Given("--answers"),
            Assessor = Given("--assessor"),
            AssessedOn = Day("--assessed-on"),
            Approver = Given("--approver"),
            ApprovedOn = Day("--approved-on"),
            ReviewOn = Day("--review-on"),
            Conclusion = Given("--conclusion"),
            Evidence = Given("--evidence"),
            Source = Given("--source"),
            By = Given("--by") ?? "",
            Why = Given("--why") ?? Terminal.Say($"assessment of {of}", $"beoordeling van {of}"),
        };

        string? Given(string option) => parsed.GetValue(texts[option]);

        DateOnly? Day(string option)
        {
            if (Given(option) is not { } text)
            {
                return null;
            }

            var day = Days.Parse(text);
            if (day.Holds)
            {
                return day.Value;
            }

            misunderstood.Add(new BadOptionValue(option, day.Problem!));
            return null;
        }

        AssessmentKind? Kind()
        {
            var words = Words.Of<AssessmentKind>();
            if (Given("--kind") is { } text && words.NumberOf(text) is null)
            {
                misunderstood.Add(new BadOptionValue("--kind", new NotAChoice(text, words.All)));
            }

            return Given("--kind") is { } word ? (AssessmentKind?)words.NumberOf(word) : null;
        }
    }

    private string Tell(RecordedAssessment recorded)
    {
        var id = recorded.Assessment!.Id;
        var told = recorded switch
        {
            { Changes: 0 } => Terminal.Say($"Nothing new: the register already says this of {id}.", $"Niets nieuws: het register zegt dit al van {id}."),
            { Before: null } => Terminal.Say($"{id} is made.", $"{id} is gemaakt."),
            { IsRenewal: true } => Terminal.Say(
                $"{id} is renewed from {recorded.Assessment.AssessedOn:yyyy-MM-dd}; what was before is kept.",
                $"{id} is vernieuwd vanaf {recorded.Assessment.AssessedOn:yyyy-MM-dd}; wat er was, blijft bewaard."),
            _ => Terminal.Say($"{id} is completed.", $"{id} is vervolledigd."),
        };
        return !recorded.LostApproval ? told
            : recorded.IsRenewal ? told + Terminal.Say(" It is not approved yet.", " Ze is nog niet goedgekeurd.")
            : told + Terminal.Say(
                " It is not approved any more: what was approved was something else.", " Ze is niet meer goedgekeurd: er was iets anders goedgekeurd.");
    }

    private void Text(string name, string placeholder, string english, string dutch) =>
        texts.Add(name, Option<string?>(name, placeholder, english, dutch));

    /// <summary>An option that takes a path.</summary>
    private void Text(string name, PathKind holds, string english, string dutch) =>
        texts.Add(name, PathOption<string?>(name, holds, english, dutch));
}
