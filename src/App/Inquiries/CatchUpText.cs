using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>Tells an order of work to people: how far behind, when it is done, the curve, and what comes first.</summary>
internal sealed class CatchUpText(
    Language language, int lines, DueAnalyses due, CatchUpPlan plan, CatchUpCapacity capacity, IReadOnlyList<CatchUpWeek> weeks)
{
    private static readonly Noun Analysis = new(new("analysis", "analyse"), new("analyses", "analyses"));
    private static readonly Noun Use = new(new("use", "gebruik"), new("uses", "gebruik"));
    private static readonly Noun Week = new(new("week", "week"), new("weeks", "weken"));

    public Document Write(DateOnly at, Func<int, DateOnly?> endOf, Func<PlannedAnalysis, DueAnalysisOf> of)
    {
        var title = Say(
            $"Risk analyses that are not there, most risk first — facts of {at:yyyy-MM-dd}",
            $"Risicoanalyses die er niet zijn, meeste risico eerst — feiten van {at:yyyy-MM-dd}");
        List<DocumentPart> parts = [new Paragraph(HowFar(endOf(weeks[^1].Week)))];
        if (plan.Order.Count > 0)
        {
            parts.AddRange([Curve(endOf), Order(of), new Paragraph(HowGood()), new Paragraph(WhatRiskIs())]);
        }

        return new Document(title, parts);
    }

    private string HowFar(DateOnly? zero)
    {
        var (left, all) = (weeks[0].Uses, due.Uses);
        var without = Say(
            $"Without an approved risk analysis: {Number(left)} of {Use.Count(all, language)} of a service by a body ({Figures.Share(left, all, language)}). ",
            $"Zonder goedgekeurde risicoanalyse: {Number(left)} van de {Number(all)} keer dat een organisatie een clouddienst gebruikt ({Figures.Share(left, all, language)}). ");
        if (plan.Order.Count == 0)
        {
            return without + Say("There is nothing to catch up with.", "Er valt niets in te halen.");
        }

        var pace = capacity.PerWeek is { } number
            ? Say($"At {Number(number)} a week", $"Met {Number(number)} per week")
            : Say(
                $"With {Noun.Hour.Count(capacity.HoursPerWeek!.Value, language)} a week and {Number(capacity.Teams)} at a time",
                $"Met {Noun.Hour.Count(capacity.HoursPerWeek!.Value, language)} per week en {Number(capacity.Teams)} tegelijk");
        var (analyses, time) = (Analysis.Count(plan.Order.Count, language), Week.Count(weeks[^1].Week, language));
        var apart = capacity.Umbrella || due.Services == due.All.Count ? "" : Say(
            $" Each use is counted apart: were one analysis of a service to settle it for all bodies (share umbrella), {Analysis.Count(due.Services, Language.English)} would do.",
            $" Elk gebruik telt apart: als één analyse van een clouddienst haar voor alle organisaties afdoet (share umbrella), volstaat dit: {Analysis.Count(due.Services, Language.Dutch)}.");
        return without + Say($"{pace}, the work ({analyses}) takes {time}", $"{pace} duurt het werk ({analyses}) {time}") +
            (zero is { } day ? Say($": none is missing on {day:yyyy-MM-dd}.", $": op {day:yyyy-MM-dd} ontbreekt er geen.") : ".") + apart;
    }

    private Table Curve(Func<int, DateOnly?> endOf)
    {
        var shown = Spread([.. weeks], lines);
        var table = Table.Of(
            Say("The curve to zero", "De weg naar nul"),
            [
                Say("on", "op"), new(Say("week", "week"), IsNumber: true), new(Say("uses left", "resterend gebruik"), IsNumber: true),
                new(Say("of", "van"), IsNumber: true), new(Say("risk left", "resterend risico"), IsNumber: true),
                new(Say("of", "van"), IsNumber: true), new(Say("share", "aandeel"), IsNumber: true),
            ],
            shown, lines,
            w =>
            [
                $"{endOf(w.Week):yyyy-MM-dd}", Number(w.Week), Number(w.Uses), Number(due.Uses), Number(w.Risk), Number(weeks[0].Risk),
                Figures.Share(w.Risk, weeks[0].Risk, language),
            ]);
        return table with { Whole = weeks.Count };
    }

    private Table Order(Func<PlannedAnalysis, DueAnalysisOf> of) => Table.Of(
        Say("What to do first", "Wat eerst te doen"),
        [
            new(Say("week", "week"), IsNumber: true), Say("body", "organisatie"), Say("service", "clouddienst"),
            new(Say("uses", "gebruik"), IsNumber: true), new(Say("risk", "risico"), IsNumber: true), Say("because", "omdat"),
        ],
        plan.Order, lines,
        planned =>
        {
            var analysis = of(planned);
            return
            [
                Number(planned.Week), analysis.Body?.Name.Text ?? Say("all", "alle"), analysis.Service.Name.Text,
                Number(analysis.Due.Uses), Number(analysis.Due.Risk),
                string.Join(" × ", analysis.Heaviest.Factors.Select(f => $"{f.Weight}{(f.IsUnknown ? "?" : "")}")),
            ];
        });

    private string HowGood() => plan.IsOptimal
        ? Say("No other order takes away risk sooner.", "Geen andere volgorde neemt risico eerder weg.")
        : Say(
            $"Another order may take away risk sooner: the area under the curve is {Number((long)plan.Area)}, and no order comes below {Number((long)plan.Bound)}.",
            $"Een andere volgorde neemt risico misschien eerder weg: het oppervlak onder de lijn is {Number((long)plan.Area)}, en geen volgorde komt onder {Number((long)plan.Bound)}.");

    private string WhatRiskIs()
    {
        var unknown = due.All.Sum(d => d.Due.Unknown);
        return Say(
            "The risk of a use is how much depends on it × class of data × personal data × law outside Europe × people (docs/catch-up.md); " +
            $"a question mark is a weight of something unknown, which counts as the heaviest. Of {Number(5L * weeks[0].Uses)} weights {Number(unknown)} are unknown.",
            "Het risico van een gebruik is hoeveel ervan afhangt × klasse van gegevens × persoonsgegevens × recht buiten Europa × mensen (docs/catch-up.md); " +
            $"een vraagteken is een gewicht van iets onbekends, dat als het zwaarste telt. Van de {Number(5L * weeks[0].Uses)} gewichten zijn er {Number(unknown)} onbekend.");
    }

    /// <summary>The first and the last, and others between them at even distances.</summary>
    private static List<CatchUpWeek> Spread(List<CatchUpWeek> all, int most) => all.Count <= most || most < 2
        ? [.. all.TakeLast(most)]
        : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * (all.Count - 1) / (most - 1))])];

    private string Number(long number) => Figures.Number(number, language);

    private string Say(string english, string dutch) => new Phrase(english, dutch).In(language);
}
