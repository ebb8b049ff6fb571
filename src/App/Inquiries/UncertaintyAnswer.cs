using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>How sure the answer to a switch-off is, for programs and for people.</summary>
internal sealed class UncertaintyAnswer : InquiryAnswer
{
    /// <summary>More lines than this show ids instead of names.</summary>
    private const int MostNamed = 10_000;

    /// <summary>Comes after all that are known.</summary>
    private const Criticality Unknown = (Criticality)byte.MaxValue;

    private readonly Uncertainty found;
    private readonly DependencyGraph graph;
    private readonly List<FunctionAtStake> perhaps;
    private readonly IReadOnlyDictionary<string, string> names;

    public UncertaintyAnswer(Uncertainty found, IRegisterReader reader)
    {
        (this.found, graph) = (found, found.Answer.Graph);
        perhaps =
        [
            .. found.Functions.Where(f => f.StopsAtHours is null).OrderBy(f => f.Criticality ?? Unknown)
                .ThenByDescending(f => f.People).ThenBy(f => f.EarliestHours).ThenBy(f => f.Entity),
        ];
        var scenario = found.Answer.Scenario;
        var shown = found.ToFindOut.Stakes.Take(MostNamed).Select(s => s.Unknown.Of)
            .Concat(perhaps.Take(MostNamed).SelectMany(f => new[] { f.Entity, f.Organisation }))
            .Select(e => graph.Entities[e]).Concat(ScenarioTold.Ids(scenario));
        names = reader.Names([.. shown.Distinct(StringComparer.Ordinal)], graph.At);
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json) =>
        new UncertaintyJson(json, found, () => FlushWhenFull(json)).Write();

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var gone = ScenarioTold.WithHorizon(found.Answer.Scenario, names);
        var title = new Phrase(
            $"How sure is what stops if this goes: {gone.English}, facts of {graph.At:yyyy-MM-dd}",
            $"Hoe zeker is wat stopt als dit wegvalt: {gone.Dutch}, feiten van {graph.At:yyyy-MM-dd}").In(language);
        List<DocumentPart> parts = [new Paragraph(Bounded(language))];
        if (ServingNobody.In(graph, language) is { } nobody)
        {
            parts.Add(new Paragraph(nobody));
        }

        if (found.AtMost.Functions + found.AtMost.Services > 0)
        {
            parts.Add(BoundsTable(language));
        }

        if (found.AtLeast.Functions > 0)
        {
            parts.Add(FirmnessTable(language));
            parts.Add(new Paragraph(Chains(language)));
        }

        parts.Add(new Paragraph(Requirements(language)));
        if (found.ToFindOut.Stakes.Count > 0)
        {
            parts.Add(StakesTable(language, lines));
        }

        if (found.ToFindOut.Candidates > 0)
        {
            parts.Add(new Paragraph(Reach(language)));
        }

        if (perhaps.Count > 0)
        {
            parts.Add(PerhapsTable(language, lines));
        }

        return new Document(title, parts);
    }

    private string Bounded(Language language)
    {
        var (least, most) = (N(found.AtLeast.Functions), N(found.AtMost.Functions));
        var of = Noun.Function.Count(found.OutOf.Functions, language);
        var open = Noun.Service.Count(found.OpenServices, language);
        return (found.OpenServices, perhaps.Count) switch
        {
            (0, _) => new Phrase(
                $"What stops: {least} of {of}. Nothing that is unknown could put anything else in reach of this question.",
                $"Wat stopt: {least} van {of}. Niets wat onbekend is kan bij deze vraag nog iets anders binnen bereik brengen."),
            (_, 0) => new Phrase(
                $"What stops: {least} of {of}. Unknown is whether these are in reach: {open}, but that makes no difference to how many functions stop.",
                $"Wat stopt: {least} van {of}. Onbekend is of dit binnen bereik is: {open}, maar dat maakt niet uit voor het aantal overheidsdiensten dat stopt."),
            _ => new Phrase(
                $"What stops: at least {least} and at most {most} of {of}. Unknown is whether these are in reach: {open}. The lower number counts all of that out of reach, as sluis switch-off does, the higher one in reach.",
                $"Wat stopt: minstens {least} en hoogstens {most} van {of}. Onbekend is of dit binnen bereik is: {open}. Het laagste getal telt dat alles buiten bereik, zoals sluis switch-off doet, het hoogste erbinnen."),
        } switch { var said => said.In(language) };

        string N(int number) => Figures.Number(number, language);
    }

    private Table BoundsTable(Language language)
    {
        (Phrase What, Func<Loss, string> Of)[] rows =
        [
            (new("functions", "overheidsdiensten"), l => Figures.Number(l.Functions, language)),
            (new("vital functions", "vitale overheidsdiensten"), l => Figures.Number(l.Vital, language)),
            (new("bodies", "organisaties"), l => Figures.Number(l.Organisations, language)),
            (new("people", "mensen"), l => Figures.People(l.People, l.Functions, language)),
            (new("cloud services", "clouddiensten"), l => Figures.Number(l.Services, language)),
        ];
        return Table.Of(
            new Phrase("What stops", "Wat stopt").In(language),
            [
                "", Number("at least", "minstens"), Number("at most", "hoogstens"), Number("of", "van"),
            ],
            rows, rows.Length,
            r =>
            [
                r.What.In(language),
                .. new[] { found.AtLeast, found.AtMost, found.OutOf }.Select(r.Of),
            ]);

        TableColumn Number(string english, string dutch) => NumberColumn(language, english, dutch);
    }

    private Table FirmnessTable(Language language)
    {
        var (measured, declared, all) = (
            found.Shown[Firmness.Measured], found.Shown[Firmness.Declared], found.Shown[Firmness.Inferred]);
        (Phrase What, Loss Loss, Loss SoFar)[] rows =
        [
            (new("measured facts alone", "alleen gemeten feiten"), measured, measured),
            (new("declared facts as well", "ook opgegeven feiten"), declared - measured, declared),
            (new("inferred facts as well", "ook afgeleide feiten"), all - declared, all),
            (new("together", "samen"), all, all),
        ];
        return Table.Of(
            new Phrase(
                "What it takes to show that they stop (the least)", "Wat nodig is om te laten zien dat zij stoppen (het laagste getal)")
                .In(language),
            [
                "", NumberColumn(language, "functions", "overheidsdiensten"), NumberColumn(language, "vital", "vitaal"),
                NumberColumn(language, "bodies", "organisaties"), NumberColumn(language, "people", "mensen"),
                NumberColumn(language, "cloud services", "clouddiensten"),
            ],
            rows, rows.Length,
            r =>
            [
                r.What.In(language), Figures.Number(r.Loss.Functions, language), Figures.Number(r.Loss.Vital, language),
                Figures.Number(r.Loss.Organisations, language), PeopleOf(r.Loss, r.SoFar),
                Figures.Number(r.Loss.Services, language),
            ]);

        // A step may add a function and no people, when its body has lost more people already.
        string PeopleOf(Loss loss, Loss soFar) => soFar.People > 0
            ? Figures.Number(loss.People, language)
            : Figures.People(loss.People, loss.Functions, language);
    }

    private string Chains(Language language)
    {
        var (measured, declared, all) = (
            found.Told[Firmness.Measured].Functions, found.Told[Firmness.Declared].Functions,
            found.Told[Firmness.Inferred].Functions);
        var (m, d, i) = (
            Noun.Function.Count(measured, language), Figures.Number(declared - measured, language),
            Figures.Number(all - declared, language));
        var seldom = measured > 0 || found.Answer.Scenario.Countries.Count == 0
            ? new Phrase("", "")
            : new Phrase(
                " Where a supplier is established is seldom measured, so that measured facts alone show little about a country.",
                " Waar een leverancier is gevestigd wordt zelden gemeten; alleen gemeten feiten zeggen daarom weinig over een land.");
        return new Phrase(
            $"What measured facts alone show holds even if all else in the register is wrong.{seldom.English} " +
            $"In the chains that sluis switch-off gives as the reason, the weakest fact is measured for {m}, declared for {d} and inferred for {i}.",
            $"Wat alleen gemeten feiten laten zien, geldt ook als al het andere in het register niet klopt.{seldom.Dutch} " +
            $"In de ketens die sluis switch-off als reden geeft, is het zwakste feit bij {m} gemeten, bij {d} opgegeven en bij {i} afgeleid.")
            .In(language);
    }

    private string Requirements(Language language)
    {
        var r = found.Requirements;
        var (unknown, share, of) = (
            Figures.Number(r.WithoutCountry, language), Share(r.WithoutCountry), Figures.Number(r.Of, language));
        var least = $"{Figures.Number(r.BreakAtLeast, language)} ({Share(r.BreakAtLeast)})";
        var most = $"{Figures.Number(r.BreakAtMost, language)} ({Share(r.BreakAtMost)})";
        return new Phrase(
            $"Requirements that have an alternative from a supplier of unknown country: {unknown} of {of} ({share}). " +
            $"Requirements that break: at least {least}, at most {most}.",
            $"Afhankelijkheden met een mogelijkheid bij een leverancier waarvan het land onbekend is: {unknown} van {of} ({share}). " +
            $"Afhankelijkheden die breken: minstens {least}, hoogstens {most}.").In(language);

        string Share(int part) => Figures.Share(part, r.Of, language);
    }

    private Table StakesTable(Language language, int lines)
    {
        return Table.Of(
            new Phrase("What to find out first", "Wat het eerst uit te zoeken").In(language),
            [
                new Phrase("of whom", "van wie of wat").In(language), new Phrase("unknown", "onbekend").In(language),
                NumberColumn(language, "uses", "gebruik"),
                NumberColumn(language, "in reach: functions more", "binnen bereik: diensten erbij"),
                NumberColumn(language, "out of reach: functions fewer", "buiten bereik: diensten eraf"),
            ],
            found.ToFindOut.Stakes, lines,
            s =>
            [
                NameOf(s.Unknown.Of),
                (s.Unknown.Kind == UnknownKind.Country
                    ? new Phrase("country", "land")
                    : new Phrase("where it runs", "waar zij draait")).In(language),
                Figures.Number(s.Uses, language), Signed("+", s.Raises.Functions), Signed("−", s.Lowers.Functions),
            ]);

        string Signed(string sign, int number) => (number == 0 ? "" : sign) + Figures.Number(number, language);
    }

    private string Reach(Language language)
    {
        var find = found.ToFindOut;
        var (tried, all, without) = (
            Figures.Number(find.Tried, language), Figures.Number(find.Candidates, language),
            Figures.Number(find.Tried - find.Stakes.Count, language));
        var first = new Phrase(
            "The least rises by the one number if that alone turns out to be in reach, and the most falls by the other if it turns out not to be. " +
            $"For {without} other unknowns no function stops or goes on by knowing that one alone.",
            "Het laagste getal stijgt met het ene als alleen dit binnen bereik blijkt, en het hoogste daalt met het andere als dit erbuiten blijkt. " +
            $"Bij {without} andere onbekenden stopt er geen overheidsdienst en blijft er geen werken door alleen die ene te kennen.");
        var rest = find.IsComplete
            ? new Phrase("", "")
            : new Phrase(
                $" Only {tried} of {all} unknowns were worked out, those that are used most first; others may matter more.",
                $" Alleen {tried} van {all} onbekenden zijn doorgerekend, de meest gebruikte eerst; andere kunnen zwaarder wegen.");
        return $"{first.In(language)}{rest.In(language)}";
    }

    private Table PerhapsTable(Language language, int lines) => Table.Of(
        new Phrase(
            "What may stop, the most critical first: only if something unknown is in reach",
            "Wat misschien stopt, het belangrijkste eerst: alleen als iets onbekends binnen bereik is").In(language),
        [
            new Phrase("function", "overheidsdienst").In(language), new Phrase("body", "organisatie").In(language),
            NumberColumn(language, "people", "mensen"), NumberColumn(language, "at the earliest after", "op zijn vroegst na"),
        ],
        perhaps, lines,
        f =>
        [
            NameOf(f.Entity), NameOf(f.Organisation), Figures.People(f.People, functions: 1, language),
            $"{Figures.Number(f.EarliestHours, language)} {new Phrase("h", "uur").In(language)}",
        ]);

    private static TableColumn NumberColumn(Language language, string english, string dutch) =>
        new(new Phrase(english, dutch).In(language), IsNumber: true);

    private string NameOf(int entity) => names.GetValueOrDefault(graph.Entities[entity], graph.Entities[entity]);
}
