using Sluiswachter.Exchange;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>The sentences and tables in which a concentration is told.</summary>
internal sealed class ConcentrationText(
    ConcentrationQuestion question, Language language, IReadOnlyList<int> top, Yardsticks yardsticks)
{
    private const string MergerScale = "eu-mergers";
    private const int SquaresShown = 4;
    private const string None = "–";

    private bool IsSpend => question.Weight == ShareWeight.Spend;

    public string NothingToDivide => IsSpend
        ? Say(
            "The register holds no contract with an amount and a currency on this day, so nothing is known of what is spent.",
            "Het register kent op deze dag geen contract met een bedrag en een munt; wat wordt uitgegeven is dus onbekend.")
        : Say(
            "No function requires anything on this day, as far as the register knows: there is nothing to divide.",
            "Geen enkele overheidsdienst heeft op deze dag iets nodig, voor zover het register weet: er valt niets te verdelen.");

    public string HowToRead => Say(
        "HHI adds up the squares of the shares in per cent: 10,000 when all hangs on one, near 0 when on very many. Where " +
        "it is unknown who stands behind a supplier, two numbers are given: if all these are different, and if all are " +
        "the largest. Shares are of what the register holds, not of a market.",
        "HHI telt de kwadraten van de aandelen in procenten op: 10.000 als alles aan één hangt, bijna 0 als het aan heel " +
        "velen hangt. Waar onbekend is wie achter een leverancier staat, staan er twee getallen: als dat allemaal anderen " +
        "zijn, en als het allemaal de grootste is. Aandelen zijn die in wat het register kent, niet die in een markt.");

    public string Sources => Say(
        "The words for an HHI are borrowed, to compare with: ", "De woorden bij een HHI zijn geleend, ter vergelijking: ") +
        string.Join("; ", yardsticks.Scales.Select(yardsticks.Highest).Select(mark => Say(
            $"“{mark.Says.English}” above {Number(mark.Above!.Value)}, {mark.Attribution.English}",
            $"“{mark.Says.Dutch}” boven {Number(mark.Above!.Value)}, {mark.Attribution.Dutch}"))) + ".";

    public string NotAllThroughOthers => Say(
        "Through others was counted only for those of whom most is required (– where it was not), because for all it would take " +
        "too long; who stands only behind others may be missing. Shares and HHI are whole.",
        "Via anderen is alleen geteld voor hen van wie het meest wordt gevraagd (– waar dat niet is gebeurd), omdat het voor allen " +
        "te lang zou duren; wie alleen achter anderen staat kan ontbreken. Aandelen en HHI zijn volledig.");

    public string Title(DateOnly at) => Say(
        $"How much hangs on how few — {Weighed.English}, {Held.English}, facts of {GroupedWords.Day(at)}",
        $"Hoeveel aan hoe weinigen hangt — {Weighed.Dutch}, {Held.Dutch}, feiten van {GroupedWords.Day(at)}");

    public Table Overview(IReadOnlyList<ConcentrationGroup> groups) => Table.Of(
        Say("Overview", "Overzicht"),
        [
            GroupedWords.Heading(question.By).In(language), new(Members, IsNumber: true), new("HHI", IsNumber: true),
            .. top.Select(n => new TableColumn(
                n == 1 ? Say("largest", "grootste") : Say($"largest {n}", $"grootste {n}"), IsNumber: true)),
            .. IsSpend ? [] : new TableColumn[] { new(Say("functions on one, also through others", "diensten op één, ook via anderen"), IsNumber: true) },
            new(Say("unknown", "onbekend"), IsNumber: true), Say("reading", "lezing"),
        ],
        groups, groups.Count,
        g =>
        [
            NameOf(g), Number(g.Functions), Measured(g, Ranges.Whole(g.Shares.Hhi, language)),
            .. top.Select(n => Measured(g, Ranges.Percent(g.Shares.Top(n), language))),
            .. IsSpend ? [] : new[] { Percent((double)(g.Holders.Max(h => h.FunctionsInAll) ?? 0) / g.Functions) },
            Measured(g, Percent(g.Shares.UnknownShare)),
            g.Shares.Total > 0 ? Reading(MergerScale, g.Shares.Hhi) : Ranges.Answer(Truth.Unknown, language),
        ]);

    public Table Holders(ConcentrationGroup group, Func<HolderShare, string> name, int lines)
    {
        List<IReadOnlyList<string>> rows =
            [.. group.Holders.Take(lines).Select(h => Row(Named(h, name), Measured(group, Percent(h.Share)), h))];
        if (group.MissingShare > 0)
        {
            rows.Add([
                Say("nobody in the register", "niemand in het register"), Percent(group.MissingShare),
                .. IsSpend ? [""] : new[] { "", "" },
            ]);
        }

        return new Table(
            NameOf(group) + " — " + Say(
                $"{Members}: {Number(group.Functions)}, {Uses.English}: {Number(group.Requirements)}",
                $"{Members}: {Number(group.Functions)}, {Uses.Dutch}: {Number(group.Requirements)}"),
            [
                Held.In(language), new(Share.In(language), IsNumber: true), new(Members, IsNumber: true),
                .. IsSpend ? [] : new TableColumn[] { new(Say("functions, also through others", "diensten, ook via anderen"), IsNumber: true) },
            ],
            rows, rows.Count + Math.Max(0, group.Holders.Count - lines));
    }

    /// <summary>How the index came about, and what it is called.</summary>
    public string Working(ConcentrationGroup group)
    {
        var shares = group.Holders.Where(h => h.Share > 0).ToList();
        var squares = string.Join(" + ", shares.Take(SquaresShown).Select(h => Tenths(100 * h.Share) + "²")) +
            (shares.Count > SquaresShown ? " + …" : "");
        var hhi = group.Shares.Hhi;
        var text = shares.Count == 0
            ? Say(
                "Nothing here is known to weigh anything, so there are no shares, and how concentrated it is is unknown.",
                "Van niets hiervan is een gewicht bekend; er zijn dus geen aandelen, en hoe geconcentreerd het is, is onbekend.")
            : Say(
                $"HHI: {squares} = {Ranges.Whole(Bounds.Exactly(hhi.Least), language)}, as concentrated as {Tenths(group.Shares.EffectiveNumber.Most)} of equal size",
                $"HHI: {squares} = {Ranges.Whole(Bounds.Exactly(hhi.Least), language)}, even geconcentreerd als {Tenths(group.Shares.EffectiveNumber.Most)} van gelijke grootte");
        if (group.Shares.UnknownShare > 0)
        {
            text += Say(
                $"; {Ranges.Whole(Bounds.Exactly(hhi.Most), language)} if the {Percent(group.Shares.UnknownShare)} of whom the country is unknown are all the largest",
                $"; {Ranges.Whole(Bounds.Exactly(hhi.Most), language)} als de {Percent(group.Shares.UnknownShare)} waarvan het land onbekend is geheel van de grootste is");
        }

        return shares.Count == 0 ? text : text + ". " + Unweighed(group) + string.Join("; ", yardsticks.Scales
            .Select(scale => $"{yardsticks.Highest(scale).Name.In(language)}: {Reading(scale, hhi)}")) + ".";
    }

    public string? Substitution(ConcentrationGroup group) => group.Substitution is not { } substitution || group.Shares.Total == 0
        ? null
        : Say(
            $"Another to go to: {Ranges.Percent(substitution.Another, language)} of what is required has an alternative in the " +
            $"register under another {Word.English}; {Ranges.Percent(substitution.Enough, language)} has enough left whichever " +
            "single one is lost, as far as it does not itself stand on that one.",
            $"Om naar over te stappen: {Ranges.Percent(substitution.Another, language)} van wat nodig is heeft in het register " +
            $"een alternatief bij een ander{(question.Per == HolderKind.Country ? " land" : "")}; " +
            $"{Ranges.Percent(substitution.Enough, language)} houdt genoeg over welke ene ook wegvalt, voor zover het daar niet " +
            "zelf weer op steunt.");

    public string Persistence(IReadOnlyList<(DateOnly At, Bounds? Hhi, Truth Above)> years, int threshold)
    {
        var lasts = Insight.Persistence.Of([.. years.Select(y => y.Above)]);
        var each = string.Join(", ", years.Select(y =>
            $"{GroupedWords.Day(y.At)} {(y.Hhi is { } hhi ? Ranges.Whole(hhi, language) : Say("nothing known", "niets bekend"))}"));
        return Say(
            $"Does it last? {Ranges.Answer(lasts, language)}: above {Number(threshold)} in {Number(years.Count(y => y.Above == Truth.Yes))} of " +
            $"{years.Count} years, {Insight.Persistence.Needed(years.Count)} needed ({each}).",
            $"Houdt het aan? {Ranges.Answer(lasts, language)}: boven {Number(threshold)} in {Number(years.Count(y => y.Above == Truth.Yes))} van " +
            $"{years.Count} jaren, {Insight.Persistence.Needed(years.Count)} nodig ({each}).");
    }

    private Phrase Weighed => question.Weight switch
    {
        ShareWeight.People => new("by people served", "naar mensen"),
        ShareWeight.Spend => new("by spend", "naar uitgaven"),
        _ => new("by functions", "naar overheidsdiensten"),
    };

    private Phrase Share => question.Weight == ShareWeight.People
        ? new("share of people", "aandeel in mensen")
        : new("share", "aandeel");

    private Phrase Held => question.Per switch
    {
        HolderKind.Supplier => new("per supplier", "per leverancier"),
        HolderKind.Country => new("per country", "per land"),
        _ => new("per controller", "per wie zeggenschap heeft"),
    };

    private Phrase Word => question.Per switch
    {
        HolderKind.Supplier => new("supplier", "leverancier"),
        HolderKind.Country => new("country", "land"),
        _ => new("controller", "zeggenschap"),
    };

    private string Members => IsSpend ? Say("bodies", "organisaties") : Say("functions", "diensten");

    private Phrase Uses => IsSpend ? new("contracts", "contracten") : new("requirements", "afhankelijkheden");

    private string NameOf(ConcentrationGroup group) =>
        GroupedWords.Name(question.By, group.Name, language) + (group.Currency is { } currency ? $", {currency}" : "");

    private string Named(HolderShare holder, Func<HolderShare, string> name)
    {
        var country = holder.Country is { } known
            ? CountryNames.InList(known).In(language)
            : Say("country unknown", "land onbekend");
        return holder.Entity < 0 ? country : $"{name(holder)} ({country})";
    }

    private string[] Row(string name, string share, HolderShare holder) => IsSpend
        ? [name, share, Number(holder.Functions)]
        : [name, share, Number(holder.Functions), holder.FunctionsInAll is { } all ? Number(all) : None];

    private static string Measured(ConcentrationGroup group, string number) => group.Shares.Total > 0 ? number : None;

    private string Unweighed(ConcentrationGroup group) => group.WithoutWeight == 0 ? "" : IsSpend
        ? Say(
            $"Without an amount or currency, so counted for nothing: {Noun.Contract.Count(group.WithoutWeight, language)}. ",
            $"Zonder bedrag of munt, dus voor niets geteld: {Noun.Contract.Count(group.WithoutWeight, language)}. ")
        : Say(
            $"Unknown is how many people are served by {Noun.Function.Count(group.WithoutWeight, language)}, counted for nothing. ",
            $"Onbekend is voor hoeveel mensen er zijn: {Noun.Function.Count(group.WithoutWeight, language)}, voor niets geteld. ");

    private string Reading(string scale, Bounds hhi)
    {
        var (least, most) = (yardsticks.Reading(scale, hhi.Least).Says, yardsticks.Reading(scale, hhi.Most).Says);
        return least == most ? least.In(language) : Say($"{least.English} to {most.English}", $"{least.Dutch} tot {most.Dutch}");
    }

    private string Say(string english, string dutch) => new Phrase(english, dutch).In(language);

    private string Number(long number) => Figures.Number(number, language);

    private string Percent(double part) => Ranges.Percent(Bounds.Exactly(part), language);

    private string Tenths(double number) => Ranges.Tenths(Bounds.Exactly(number), language);
}
