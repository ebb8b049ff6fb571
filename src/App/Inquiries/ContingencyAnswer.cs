using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>What is lost when one more goes, for programs and for people.</summary>
internal sealed class ContingencyAnswer : InquiryAnswer
{
    /// <summary>More lines than this show ids instead of names.</summary>
    private const int MostNamed = 10_000;
    private const int MostInSentence = 5;

    /// <summary>Comes after all that are known.</summary>
    private const Criticality Unknown = (Criticality)byte.MaxValue;

    private readonly ContingencyFindings found;
    private readonly DependencyGraph graph;
    private readonly Controllers controllers;
    private readonly List<SubjectLoss> stopping;
    private readonly Dictionary<int, int> supplierOf;
    private readonly IReadOnlyDictionary<string, string> names;

    public ContingencyAnswer(ContingencyFindings found, IRegisterReader reader)
    {
        (this.found, graph, controllers) = (found, found.Singles.Graph, Controllers.Of(found.Columns));
        stopping = [.. found.Singles.Ranked.TakeWhile(l => l.Loss.Functions > 0)];
        supplierOf = found.Kinds.Contains(SubjectKind.Service)
            ? found.Columns.Service.Entity.Zip(found.Columns.Service.Supplier).ToDictionary(s => s.First, s => s.Second)
            : [];
        names = reader.Names([.. Shown().Distinct().Select(e => graph.Entities[e])], graph.At);
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json) =>
        new ContingencyJson(json, found, () => FlushWhenFull(json)).Write();

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var title = new Phrase(
            $"What if one more goes — within {Hours(language)}, facts of {graph.At:yyyy-MM-dd}",
            $"Wat als er nog een wegvalt — binnen {Hours(language)}, feiten van {graph.At:yyyy-MM-dd}").In(language);
        List<DocumentPart> parts = [new Paragraph(Counted(language))];
        if (ServingNobody.In(graph, language) is { } nobody)
        {
            parts.Add(new Paragraph(nobody));
        }

        if (found.Worst is not null)
        {
            parts.Add(Ranking(language, lines));
        }

        if (found.Unknown is { } unknown && graph.SuppliersWithoutCountry > 0)
        {
            parts.Add(new Paragraph(CountryUnknown(unknown, language)));
        }

        if (found.Worst is { } worst)
        {
            parts.Add(FirstAffected(worst, language, lines));
        }

        if (found.Pairs is { } pairs)
        {
            parts.AddRange(Tell(pairs, language, lines));
        }

        if (found.Additions is { } additions)
        {
            parts.AddRange(Tell(additions, language));
        }
        else if (found.WantsAdditions)
        {
            parts.Add(new Paragraph(new Phrase(
                "As none stops a function, there is nothing that an addition could save.",
                "Omdat geen enkele een overheidsdienst stillegt, valt er met een toevoeging niets te redden.").In(language)));
        }

        return new Document(title, parts);
    }

    private string Counted(Language language)
    {
        var (all, worst) = (found.Singles.Ranked.Count, stopping.Count);
        var kinds = string.Join(", ", found.Kinds.Select(k => Plural(k).In(language)));
        return (all, worst) switch
        {
            (0, _) => new Phrase(
                $"On this day the register holds none of these: {kinds}.",
                $"Op deze dag kent het register niets hiervan: {kinds}."),
            (_, 0) => new Phrase(
                $"Switched off one at a time ({kinds}, {N(all)} in all), none stops a function.",
                $"Een voor een uitgezet ({kinds}, samen {N(all)}) legt geen enkele een overheidsdienst stil."),
            _ => new Phrase(
                $"Switched off one at a time ({kinds}, {N(all)} in all), {N(worst)} stop at least one function, the others none.",
                $"Een voor een uitgezet ({kinds}, samen {N(all)}) leggen er {N(worst)} minstens één overheidsdienst stil, de andere geen."),
        } switch { var said => said.In(language) };

        string N(int number) => Figures.Number(number, language);
    }

    private Table Ranking(Language language, int lines) => Table.Of(
        new Phrase("Who stops most, the worst first", "Wie het meest stillegt, de ergste eerst").In(language),
        [
            new Phrase("switched off", "uitgezet").In(language), new Phrase("what it is", "wat het is").In(language),
            new Phrase("country", "land").In(language), .. LossColumns(language),
        ],
        stopping, lines,
        l =>
        [
            NameOf(l.Subject, language), Singular(l.Subject.Kind).In(language), CountryIn(l.Subject),
            .. Cells(l.Loss, language, found.Unknown?.AtMost(l.Subject)),
        ]);

    /// <summary>What the ranges mean, and what a country without a known loss could stop.</summary>
    private string CountryUnknown(UnknownCountries unknown, Language language)
    {
        var suppliers = Noun.Supplier.Count(graph.SuppliersWithoutCountry, language);
        var harmless = found.Singles.Ranked.Where(l => l.Loss.Functions == 0);
        var most = Noun.Function.Count(
            harmless.Select(l => unknown.AtMost(l.Subject)?.Functions ?? 0).Append(unknown.Alone.Functions).Max(), language);
        return new Phrase(
            $"The country of {suppliers} is unknown. Of two numbers for a country, the higher one supposes that it is the country of all these. " +
            $"A country that stops nothing by what is known stops at most {most} in that way. sluis uncertainty tells whose country to find out first.",
            $"Van {suppliers} is het land onbekend. Van twee getallen bij een land neemt het hoogste aan dat het daarvan overal het land is. " +
            $"Een land dat voor zover bekend niets stillegt, legt op die manier hoogstens {most} stil. sluis uncertainty vertelt van wie het land het eerst moet worden uitgezocht.")
            .In(language);
    }

    private Table FirstAffected(SwitchOffAnswer worst, Language language, int lines)
    {
        var name = NameOf(found.Singles.Ranked[0].Subject, language);
        return Table.Of(
            new Phrase($"What stops first when {name} goes", $"Wat het eerst stilvalt als {name} wegvalt").In(language),
            [
                new Phrase("function", "overheidsdienst").In(language), new Phrase("body", "organisatie").In(language),
                new(new Phrase("people", "mensen").In(language), IsNumber: true),
                new(new Phrase("after", "na").In(language), IsNumber: true),
            ],
            FirstOf(worst), lines,
            f =>
            [
                NameOf(f.Entity), NameOf(f.Organisation), Figures.People(f.People, functions: 1, language),
                $"{Figures.Number(f.StopsAtHours, language)} {new Phrase("h", "uur").In(language)}",
            ]);
    }

    /// <summary>The functions that stop, by hour, then by how much depends on them and whom they serve.</summary>
    private static List<StoppedFunction> FirstOf(SwitchOffAnswer worst) =>
    [
        .. worst.Functions.OrderBy(f => f.StopsAtHours).ThenBy(f => f.Criticality ?? Unknown)
            .ThenByDescending(f => f.People).ThenBy(f => f.Entity),
    ];

    private IEnumerable<DocumentPart> Tell(PairLosses pairs, Language language, int lines)
    {
        if (pairs.Among < 2)
        {
            yield return new Paragraph(new Phrase(
                "There are no two that can be switched off together.", "Er zijn er geen twee om samen uit te zetten.").In(language));
            yield break;
        }

        var costly = pairs.Ranked.TakeWhile(p => p.Loss.Functions > 0).ToList();
        yield return Table.Of(
            new Phrase(
                $"Which two together stop most, of every two of the {pairs.Among} worst",
                $"Welke twee samen het meest stilleggen, van elke twee van de {pairs.Among} ergste").In(language),
            [
                new Phrase("the one", "de ene").In(language), new Phrase("the other", "de andere").In(language),
                .. LossColumns(language), new(new Phrase("only together", "alleen samen").In(language), IsNumber: true),
            ],
            costly, lines,
            p =>
            [
                NameOf(p.First, language), NameOf(p.Second, language), .. Cells(p.Loss, language),
                Figures.Number(p.HiddenFunctions, language),
            ]);
        yield return new Paragraph(new Phrase(
            $"Pairs that stop something that neither of the two stops alone: {Figures.Number(pairs.Hidden.Count, language)}. " +
            $"Pairs left out, because the one switches off all that the other does: {Figures.Number(pairs.Contained, language)}.",
            $"Paren die iets stilleggen wat geen van beide alleen stillegt: {Figures.Number(pairs.Hidden.Count, language)}. " +
            $"Paren die zijn weggelaten, omdat de ene alles uitzet wat de andere ook uitzet: {Figures.Number(pairs.Contained, language)}.")
            .In(language));
        foreach (var (pair, meetings) in pairs.Hidden.Zip(found.Meetings).Take(lines))
        {
            yield return new Paragraph(Together(pair, meetings, language));
        }
    }

    private string Together(PairLoss pair, IReadOnlyList<Meeting> meetings, Language language)
    {
        var (first, second, meeting) = (NameOf(pair.First, language), NameOf(pair.Second, language), meetings[0]);
        var functions = Several([.. meetings.Select(m => NameOf(m.Function))], pair.HiddenFunctions, language);
        var ways = string.Join("; ", meeting.Alternatives.Select(a => (a.WithFirst, a.WithSecond) switch
        {
            (true, true) => new Phrase(
                $"{NameOf(a.Service)} goes with either of them", $"{NameOf(a.Service)} gaat mee met elk van beide"),
            (true, _) => new Phrase($"{NameOf(a.Service)} goes with {first}", $"{NameOf(a.Service)} gaat mee met {first}"),
            _ => new Phrase($"{NameOf(a.Service)} goes with {second}", $"{NameOf(a.Service)} gaat mee met {second}"),
        }).Select(p => p.In(language)));
        var requirement = graph.Requirements[meeting.Requirement];
        return new Phrase(
            $"If {first} and {second} go together, this stops too, though either alone does not stop it: {functions}. " +
            $"{NameOf(meeting.Consumer)} needs {meeting.Need} of {meeting.Of} ({requirement}): {ways}.",
            $"Als {first} en {second} samen wegvallen, valt ook dit stil, wat geen van beide alleen doet: {functions}. " +
            $"{NameOf(meeting.Consumer)} heeft {meeting.Need} van {meeting.Of} nodig ({requirement}): {ways}.").In(language);
    }

    private IEnumerable<DocumentPart> Tell(Additions additions, Language language)
    {
        var scenario = found.Scenario!;
        var gone = string.Join(", ", scenario.Countries.Select(c => CountryNames.InList(c).In(language))
            .Concat(scenario.Suppliers.Concat(scenario.Services).Take(MostInSentence)
                .Select(id => names.GetValueOrDefault(id.Text, id.Text))));
        var (lost, tried, all) = (
            Figures.Number(additions.Loss.Functions, language), Figures.Number(additions.Tried, language),
            Figures.Number(additions.Candidates, language));
        yield return new Paragraph(new Phrase(
            $"What would save most if this goes: {gone}. Functions that stop as it is: {lost}. Each line adds one alternative to one " +
            "requirement, a service that is in the register, serves the same purpose for someone and goes on; whether it fits is for people to judge.",
            $"Wat het meest zou redden als dit wegvalt: {gone}. Overheidsdiensten die nu stilvallen: {lost}. Elke regel geeft één " +
            "afhankelijkheid er één mogelijkheid bij, een clouddienst uit het register die hetzelfde al voor iemand doet en blijft werken; of hij past is aan mensen.")
            .In(language));
        foreach (var (addition, place) in additions.Best.Select((a, i) => (a, i + 1)))
        {
            yield return new Paragraph($"{place}. {Saves(addition, additions.Loss, language)}");
        }

        yield return new Paragraph(Reach(additions, tried, all).In(language));
    }

    private static Phrase Reach(Additions additions, string tried, string all)
    {
        var none = additions.WithoutCandidate == 0
            ? new Phrase("", "")
            : new Phrase(
                $" Requirements for whose purpose no service is left in the register: {additions.WithoutCandidate}.",
                $" Afhankelijkheden waarvoor in het register geen clouddienst met dat doel over is: {additions.WithoutCandidate}.");
        var reach = (additions.Best.Count, additions.IsComplete) switch
        {
            (0, true) => new Phrase(
                "No single addition saves a function.", "Geen enkele losse toevoeging redt een overheidsdienst."),
            (_, true) => new Phrase(
                $"No other single addition saves more ({tried} of {all} candidates had to be run).",
                $"Geen andere losse toevoeging redt meer ({tried} van {all} kandidaten hoefden te worden doorgerekend)."),
            _ => new Phrase(
                $"Only {tried} of {all} candidates were run, the most promising first; others may save more.",
                $"Alleen {tried} van {all} kandidaten zijn doorgerekend, de kansrijkste eerst; andere kunnen meer redden."),
        };
        return new Phrase(reach.English + none.English, reach.Dutch + none.Dutch);
    }

    private string Saves(Addition addition, Loss lost, Language language)
    {
        var (saved, left) = (addition.Saved, lost - addition.Saved);
        var functions = Several([.. addition.Functions.Take(MostInSentence).Select(NameOf)], saved.Functions, language);
        var services = Several([.. addition.Services.Take(3).Select(NameOf)], addition.ServiceCount, language);
        var (consumer, purpose, requirement) = (
            NameOf(addition.Consumer), ChoiceWords.Of(addition.Purpose), graph.Requirements[addition.Requirement]);
        var (after, before) = (Figures.Number(left.Functions, language), Figures.Number(lost.Functions, language));
        var vital = saved.Vital == 0
            ? new Phrase("", "")
            : new Phrase(
                $", vital ones {Figures.Number(left.Vital, language)} instead of {Figures.Number(lost.Vital, language)}",
                $", vitale {Figures.Number(left.Vital, language)} in plaats van {Figures.Number(lost.Vital, language)}");
        return new Phrase(
            $"Give {consumer} one more alternative for {purpose.English} ({requirement}), for example {services}: then this goes on: {functions}. " +
            $"Run again with it, functions that stop: {after} instead of {before}{vital.English}.",
            $"Geef {consumer} een mogelijkheid erbij voor {purpose.Dutch} ({requirement}), bijvoorbeeld {services}: dan blijft dit werken: {functions}. " +
            $"Opnieuw doorgerekend, overheidsdiensten die stilvallen: {after} in plaats van {before}{vital.Dutch}.")
            .In(language);
    }

    /// <summary>Some names, and how many more there are.</summary>
    private static string Several(IReadOnlyList<string> some, int all, Language language)
    {
        var shown = some.Distinct().Take(MostInSentence).ToList();
        var more = all - shown.Count;
        var rest = more == 0 ? "" : new Phrase(
            $" and {Figures.Number(more, language)} more", $" en nog {Figures.Number(more, language)}").In(language);
        return string.Join(", ", shown) + rest;
    }

    private static TableColumn[] LossColumns(Language language) =>
    [
        new(new Phrase("vital", "vitaal").In(language), IsNumber: true),
        new(new Phrase("functions", "diensten").In(language), IsNumber: true),
        new(new Phrase("bodies", "organisaties").In(language), IsNumber: true),
        new(new Phrase("people", "mensen").In(language), IsNumber: true),
    ];

    private static string[] Cells(Loss loss, Language language, Loss? atMost = null)
    {
        var most = atMost ?? loss;
        return
        [
            Range(loss.Vital, most.Vital), Range(loss.Functions, most.Functions),
            Range(loss.Organisations, most.Organisations),
            Ranges.People(new Bounds(loss.People, most.People), new Bounds(loss.Functions, most.Functions), language),
        ];

        string Range(long from, long to) => Ranges.Whole(new Bounds(from, to), language);
    }

    private static Phrase Singular(SubjectKind kind) => kind switch
    {
        SubjectKind.Country => new("country", "land"),
        SubjectKind.Controller => new("controller", "zeggenschap"),
        SubjectKind.Supplier => new("supplier", "leverancier"),
        _ => new("service", "clouddienst"),
    };

    private static Phrase Plural(SubjectKind kind) => kind switch
    {
        SubjectKind.Country => new("every country", "elk land"),
        SubjectKind.Controller => new("every supplier with all it controls", "elke leverancier met alles waarover hij zeggenschap heeft"),
        SubjectKind.Supplier => new("every supplier by itself", "elke leverancier op zichzelf"),
        _ => new("every service", "elke clouddienst"),
    };

    private string Hours(Language language) => Noun.Hour.Count(found.Singles.HorizonHours, language);

    private string NameOf(Subject subject, Language language) =>
        subject.Country is { } country ? CountryNames.InList(country).In(language) : NameOf(subject.At);

    private string NameOf(int entity) => names.GetValueOrDefault(graph.Entities[entity], graph.Entities[entity]);

    private string CountryIn(Subject subject)
    {
        if (subject.Country is { } country)
        {
            return country.Code;
        }

        var supplier = subject.Kind == SubjectKind.Service ? supplierOf[subject.At] : subject.At;
        return controllers.CountryOf(supplier)?.Code ?? "–";
    }

    /// <summary>Everything that can be shown by name.</summary>
    private IEnumerable<int> Shown()
    {
        var pairs = found.Pairs?.Ranked.Take(MostNamed).Concat(found.Pairs.Hidden.Take(found.Meetings.Count)) ?? [];
        var subjects = stopping.Take(MostNamed).Select(l => l.Subject).Concat(pairs.SelectMany(p => new[] { p.First, p.Second }));
        var named = found.Scenario is { } scenario ? scenario.Suppliers.Concat(scenario.Services) : [];
        return subjects.Where(s => s.Country is null).Select(s => s.At)
            .Concat(found.Worst is { } worst ? FirstOf(worst).Take(MostNamed).SelectMany(f => new[] { f.Entity, f.Organisation }) : [])
            .Concat(found.Meetings.SelectMany(m => m)
                .SelectMany(m => (int[])[m.Function, m.Consumer, .. m.Alternatives.Select(a => a.Service)]))
            .Concat(found.Additions?.Best
                .SelectMany(a => (int[])[a.Consumer, .. a.Services, .. a.Functions.Take(MostInSentence)]) ?? [])
            .Concat(named.Select(id => graph.Entities.PositionOf(id.Text)).Where(p => p >= 0));
    }
}
