using System.Globalization;
using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Curves over time, for programs and for people.</summary>
internal sealed class TrendAnswer : InquiryAnswer
{
    private const int LongestBar = 10;

    private readonly TrendQuestion question;
    private readonly IReadOnlyList<TrendSeries> all;
    private readonly IReadOnlyDictionary<string, string> names;

    /// <param name="question">What was asked.</param>
    /// <param name="all">What was found.</param>
    /// <param name="reader">For names; not kept.</param>
    public TrendAnswer(TrendQuestion question, IReadOnlyList<TrendSeries> all, IRegisterReader reader)
    {
        (this.question, this.all) = (question, all);
        names = reader.Names(
            [
                .. all.SelectMany(s => s.Series.Points).Select(p => p.Reading.Whom).OfType<string>()
                    .Concat(question.Scenario is { } scenario ? ScenarioTold.Ids(scenario) : []).Distinct(StringComparer.Ordinal),
            ],
            question.Until);
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json) =>
        new TrendJson(json, FlushWhenFull).Write(question, all);

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var parts = new List<DocumentPart>();
        foreach (var (series, target) in all)
        {
            if (series.Curve is StoppedCurve && question.Scenario is null)
            {
                continue;
            }

            parts.Add(TableOf(series, language, lines));
            parts.Add(new Paragraph(series.Curve.Explanation.In(language)));
            if (target is not null)
            {
                parts.Add(new Paragraph(TargetIn(series.Curve, target, language)));
            }
        }

        if (question.Asks(TrendMeasures.Spend) && !all.Any(s => s.Series.Curve is SpendCurve))
        {
            parts.Add(new Paragraph(new Phrase(
                "The register holds no contract with an amount and a currency in this period, so nothing is known of what is spent.",
                "Het register kent in deze periode geen contract met een bedrag en een munt; wat wordt uitgegeven is dus onbekend.")
                .In(language)));
        }

        var title = new Phrase(
            $"How dependence changes from {Text(question.From)} to {Text(question.Until)}",
            $"Hoe afhankelijkheid verandert van {Text(question.From)} tot {Text(question.Until)}");
        if (question.Scenario is { } scenario)
        {
            var gone = ScenarioTold.WithHorizon(scenario, names);
            title = new Phrase($"{title.English}, if this goes: {gone.English}", $"{title.Dutch}, als dit wegvalt: {gone.Dutch}");
        }

        return new Document(title.In(language), parts);
    }

    private Table TableOf(Series series, Language language, int lines)
    {
        int[] told = [.. series.Curve.Quantities.Index().Where(q => q.Item.Heading is not null).Select(q => q.Index)];
        var share = series.Curve.Quantities.ToList().FindIndex(q => q.Unit == Unit.Share);
        var isAboutSomeone = series.Points.Any(p => p.Reading.Whom is not null);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (day, reading) in series.Points)
        {
            IReadOnlyList<string> row =
            [
                Text(day), .. told.Select(q => CellOf(series.Curve, reading, q, language)),
                .. isAboutSomeone ? [NameOf(reading.Whom)] : Array.Empty<string>(), share < 0 ? "" : Bar(reading.Values[share]),
            ];
            if (rows.Count == 0 || !rows[^1].Skip(1).SequenceEqual(row.Skip(1), StringComparer.Ordinal))
            {
                rows.Add(row);
            }
        }

        return Table.Of(
            $"{series.Curve.Heading.In(language)}, {new Phrase("until the next line", "tot de volgende regel").In(language)}",
            [
                new Phrase("from", "vanaf").In(language),
                .. told.Select(q => new TableColumn(series.Curve.Quantities[q].Heading!.Value.In(language), IsNumber: true)),
                .. isAboutSomeone ? [new Phrase("whom", "wie").In(language)] : Array.Empty<TableColumn>(), "",
            ],
            rows, lines, row => row);
    }

    private string NameOf(string? whom) => whom is null ? "–" : names.GetValueOrDefault(whom, whom);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string CellOf(Curve curve, Reading reading, int quantity, Language language) =>
        curve.Quantities[quantity].Unit == Unit.People && reading.Values[quantity] is { } people
            ? Ranges.People(people, reading.Values[FunctionsOf(curve)] ?? default, language)
            : Value(curve.Quantities[quantity].Unit, reading.Values[quantity], language);

    /// <summary>Where the functions stand that serve the people whom a curve tells.</summary>
    private static int FunctionsOf(Curve curve) => curve.Quantities.ToList().FindIndex(q => q.Unit == Unit.Functions);

    private static string Value(Unit unit, Bounds? value, Language language) =>
        value is not { } known ? "–" : unit == Unit.Share ? Ranges.Percent(known, language) : Ranges.Whole(known, language);

    /// <summary>A share as a bar: what is sure in full, what is open in half.</summary>
    private static string Bar(Bounds? share)
    {
        var (sure, open) = ((int)Math.Ceiling(LongestBar * (share?.Least ?? 0)), (int)Math.Ceiling(LongestBar * (share?.Most ?? 0)));
        return new string('█', sure) + new string('▒', open - sure) + new string('░', LongestBar - open);
    }

    private static string TargetIn(Curve curve, TrendTarget target, Language language)
    {
        var share = Value(Unit.Share, target.Then, language);
        var heading = curve.Heading;
        var column = target.Quantity.Heading!.Value;
        var asked = target.Quantity.IsToGrow ? new Phrase("at least", "ten minste") : new Phrase("at most", "ten hoogste");
        var reached = target.Reached switch
        {
            Truth.Yes => new Phrase("the target is reached", "het doel is bereikt"),
            Truth.No => new Phrase("the target is not reached", "het doel is niet bereikt"),
            _ => new Phrase(
                "whether the target is reached depends on what is unknown", "of het doel is bereikt hangt af van wat onbekend is"),
        };
        return new Phrase(
            $"On {Text(target.By)}, by the facts and plans in the register — {heading.English}, {column.English}: {share}; asked is {asked.English} {target.Percent} %: {reached.English}.",
            $"Op {Text(target.By)}, naar de feiten en plannen in het register — {heading.Dutch}, {column.Dutch}: {share}; gevraagd is {asked.Dutch} {target.Percent} %: {reached.Dutch}.").In(language);
    }
}
