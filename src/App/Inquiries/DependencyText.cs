using Sluiswachter.Exchange;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>The sentences and tables in which strategic dependency is told.</summary>
internal sealed class DependencyText(DependencyQuestion question, Language language, string? statedBy, YardstickMark few)
{
    private static readonly Phrase People = new(
        "how many people the functions serve of which it is unknown",
        "voor hoeveel mensen de diensten er zijn waarvan dat onbekend is");

    public string NothingRequired => Say(
        "No function requires anything on this day, as far as the register knows: there is nothing to test.",
        "Geen enkele overheidsdienst heeft op deze dag iets nodig, voor zover het register weet: er valt niets te toetsen.");

    public string HowToRead => Say(
        $"Home is {Home}; abroad is everywhere else. Unknown is never taken for no: an answer is yes or no only when it is so " +
        "whatever the unknown facts turn out to be. The register sees what is delivered and who controls it; it holds no " +
        "facts on knowledge, innovation, investment, or how likely interruption is, so without a statement on these a " +
        "dependency can be found but not ruled out.",
        $"Eigen gebied is {Home}; buitenland is al het andere. Onbekend geldt nooit als nee: een antwoord is alleen ja of nee als " +
        "het dat is hoe de onbekende feiten ook uitvallen. Het register ziet wat geleverd wordt en wie zeggenschap heeft; het " +
        "heeft geen feiten over kennis, innovatie, investeringen of hoe waarschijnlijk onderbreking is. Zonder uitspraak " +
        "daarover kan een afhankelijkheid dus wel worden vastgesteld maar niet worden uitgesloten.");

    public string Sources => Say(
        "The steps follow the definition of the cabinet: much imported, from few countries outside the EU, directly and " +
        "indirectly, also in control, knowledge, innovation and investment; strategic when public interests, vital processes or " +
        $"sensitive information stand on it; risky when interruption is likely. Thresholds: few is an HHI above {Figures.Number(few.Above!.Value, language)}, {few.Attribution.English}; more " +
        "than half of imports comes from the same place; that half also holds for the other shares is our choice.",
        "De stappen volgen de definitie van het kabinet: veel ingevoerd, uit weinig landen buiten de EU, direct en indirect, ook in " +
        "zeggenschap, kennis, innovatie en investeringen; strategisch als publieke belangen, vitale processen of gevoelige " +
        $"informatie erop steunen; risicovol als onderbreking waarschijnlijk is. Drempels: weinig is een HHI boven {Figures.Number(few.Above!.Value, language)}, {few.Attribution.Dutch}; meer dan " +
        "de helft van de invoer komt uit dezelfde bron; dat de helft ook voor de andere aandelen geldt is onze keuze.");

    private string Home => string.Join(' ', question.Home.OrderBy(c => c.Number).Select(c => c.Code));

    /// <summary>What may settle a step whose answer is unknown.</summary>
    public static IEnumerable<Phrase> SettledBy(DependencyGroup group, DependencyStep step) =>
        group.WithoutWeight > 0 && step.Value is not null ? [People, SettledBy(step.Kind)] : [SettledBy(step.Kind)];

    private static Phrase SettledBy(DependencyStepKind kind) => kind switch
    {
        DependencyStepKind.Imported or DependencyStepKind.Controlled or DependencyStepKind.FewCountries => new(
            "the country of the suppliers, and of those who control them, of which it is unknown",
            "het land van de leveranciers, en van wie over hen zeggenschap heeft, waarvan dat onbekend is"),
        DependencyStepKind.ThroughOthers or DependencyStepKind.OneCountry or DependencyStepKind.HardToReplace => new(
            "the same of the suppliers behind the suppliers, and alternatives where fewer are registered than needed",
            "dat ook van de leveranciers achter de leveranciers, en alternatieven waar er minder geregistreerd zijn dan nodig"),
        DependencyStepKind.Crucial => new(
            "how vital the functions are, and the class of their data and personal data",
            "hoe vitaal de diensten zijn, en de klasse van hun gegevens en persoonsgegevens"),
        DependencyStepKind.Interruption => new(
            "a judgement of who is charged with it: --stated interruption=yes or =no",
            "een oordeel van wie daarover gaat: --stated interruption=yes of =no"),
        _ => new(
            "a statement, for the register holds no facts on it: --stated knowledge=…, innovation=…, investment=…",
            "een uitspraak, want het register heeft er geen feiten over: --stated knowledge=…, innovation=…, investment=…"),
    };

    public string Title(DateOnly at) => Say(
        $"Strategic dependency on abroad — {(question.Weight == ShareWeight.People ? "by people served" : "by functions")}, facts of {GroupedWords.Day(at)}",
        $"Strategische afhankelijkheid van het buitenland — {(question.Weight == ShareWeight.People ? "naar mensen" : "naar overheidsdiensten")}, feiten van {GroupedWords.Day(at)}");

    public Table Overview(IReadOnlyList<DependencyGroup> groups) => Table.Of(
        Say("Overview", "Overzicht"),
        [
            GroupedWords.Heading(question.By).In(language), new(Say("functions", "diensten"), IsNumber: true),
            Say("in what is delivered", "in wat geleverd wordt"), Say("dependency", "afhankelijkheid"),
            Say("strategic", "strategisch"), Say("risky", "risicovol"),
        ],
        groups, groups.Count,
        g =>
        [
            GroupedWords.Name(question.By, g.Name, language), Figures.Number(g.Functions, language), Answer(g.Verdict.Delivered),
            Answer(g.Verdict.Dependency), Answer(g.Verdict.Strategic), Answer(g.Verdict.Risky),
        ]);

    public Table Steps(DependencyGroup group) => Table.Of(
        GroupedWords.Name(question.By, group.Name, language) + Say(
            $" — functions: {Figures.Number(group.Functions, language)}",
            $" — diensten: {Figures.Number(group.Functions, language)}") +
        (group.WithoutWeight == 0 ? "" : Say(
            $", {Figures.Number(group.WithoutWeight, language)} of which may weigh anything: unknown how many people they serve",
            $", waarvan {Figures.Number(group.WithoutWeight, language)} elk gewicht kunnen hebben: onbekend voor hoeveel mensen")),
        [
            Say("step", "stap"), Say("answer", "antwoord"), new(Say("found", "gevonden"), IsNumber: true),
            new(Say("yes above", "ja boven"), IsNumber: true),
        ],
        group.Steps, group.Steps.Count,
        s => [Asks(s.Kind).In(language), Answer(s.Holds) + (s.IsStated ? "*" : ""), Found(s, s.Value), Found(s, Threshold(s))]);

    public string Countries(DependencyGroup group, int lines) => group.Countries.Count == 0
        ? ""
        : (group.WithoutWeight == 0
            ? Say("From abroad: ", "Uit het buitenland: ")
            : Say("From abroad, by what is known to weigh: ", "Uit het buitenland, naar wat bekend weegt: ")) + string.Join("; ", group.Countries.Take(lines).Select(c =>
        {
            var (direct, standing) = (Percent(c.DirectShare), Percent(c.StandingShare));
            return CountryNames.InList(c.Country).In(language) + Say(
                $" {direct} directly, {standing} of the functions stand on it directly or through others",
                $" {direct} direct, {standing} van de diensten steunt erop, direct of via anderen");
        })) + (group.Countries.Count > lines
            ? Say($"; and {group.Countries.Count - lines} more", $"; en nog {group.Countries.Count - lines}")
            : "") + ".";

    public string Crucial(DependencyGroup group, IReadOnlyList<string> named)
    {
        var (sure, open) = (
            Noun.Function.Count(group.CrucialFunctions.Count, language), Noun.Function.Count(group.OpenFunctions, language));
        var more = group.CrucialFunctions.Count > named.Count ? ", …" : "";
        var found = named.Count == 0 ? "" : Say(
            $"Crucial and standing on abroad: {sure} ({string.Join(", ", named)}{more}).",
            $"Vitaal of gevoelig en steunend op het buitenland: {sure} ({string.Join(", ", named)}{more}).");
        return group.OpenFunctions == 0 ? found : $"{found} ".TrimStart() + Say(
            $"Unknown whether crucial and standing on abroad: {open}.",
            $"Onbekend of vitaal of gevoelig en steunend op het buitenland: {open}.");
    }

    public string Missing(DependencyGroup group)
    {
        var missing = group.Steps.Where(s => s.Holds == Truth.Unknown).SelectMany(s => SettledBy(group, s))
            .Select(phrase => phrase.In(language)).Distinct(StringComparer.Ordinal).ToList();
        var stated = group.Steps.Any(s => s.IsStated) ? Say($"* Stated by: {statedBy}. ", $"* Gesteld door: {statedBy}. ") : "";
        return missing.Count == 0 ? stated : stated +
            Say("Missing to answer: ", "Om te antwoorden ontbreekt: ") + string.Join("; ", missing) + ".";
    }

    private static Phrase Asks(DependencyStepKind kind) => kind switch
    {
        DependencyStepKind.Imported => new(
            "much imported: from suppliers established abroad", "veel ingevoerd: van leveranciers gevestigd in het buitenland"),
        DependencyStepKind.Controlled => new(
            "also counting control from abroad", "met zeggenschap vanuit het buitenland meegerekend"),
        DependencyStepKind.ThroughOthers => new(
            "indirectly too: functions standing on abroad, also through others",
            "ook indirect: diensten die op het buitenland steunen, ook via anderen"),
        DependencyStepKind.FewCountries => new(
            "from few countries: HHI of what comes from abroad", "uit weinig landen: HHI van wat uit het buitenland komt"),
        DependencyStepKind.OneCountry => new(
            "functions standing on one and the same country, also through others",
            "diensten die op een en hetzelfde land steunen, ook via anderen"),
        DependencyStepKind.HardToReplace => new(
            "hard to replace: no longer met if everything from abroad stopped",
            "moeilijk te vervangen: niet meer vervuld als alles uit het buitenland stopt"),
        DependencyStepKind.Knowledge => new("dependent in knowledge", "afhankelijk in kennis"),
        DependencyStepKind.Innovation => new("dependent in innovation", "afhankelijk in innovatie"),
        DependencyStepKind.Investment => new("dependent in investment", "afhankelijk in investeringen"),
        DependencyStepKind.Crucial => new(
            "crucial: vital or essential functions, confidential or special data stand on it",
            "cruciaal: vitale of essentiële diensten, vertrouwelijke of bijzondere gegevens steunen erop"),
        _ => new("interruption is likely", "onderbreking is waarschijnlijk"),
    };

    private static Bounds? Threshold(DependencyStep step) =>
        step.Threshold is { } threshold ? Bounds.Exactly(threshold) : null;

    private string Found(DependencyStep step, Bounds? value) => value is not { } number
        ? ""
        : step.Kind == DependencyStepKind.FewCountries ? Ranges.Whole(number, language) : Ranges.Percent(number, language);

    private string Answer(Truth truth) => Ranges.Answer(truth, language);

    private string Percent(double part) => Ranges.Percent(Bounds.Exactly(part), language);

    private string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
}
