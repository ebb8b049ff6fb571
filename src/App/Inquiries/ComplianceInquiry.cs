using System.Text.Json;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>How compliance with each document changes over time, past and planned.</summary>
public sealed class ComplianceInquiry : Inquiry
{
    private const int YearsBack = 2;
    private const int MostDays = 200;

    private static readonly InquiryParameter From = new(
        "from", new Phrase("DATE", "DATUM"), new Phrase(
            $"The first day (default: {YearsBack} years ago)", $"De eerste dag (standaard: {YearsBack} jaar geleden)"), "2025-01-01");

    private static readonly InquiryParameter Until = new(
        "until", new Phrase("DATE", "DATUM"), new Phrase(
            "The last day that may be told (default: today)", "De laatste dag die kan worden verteld (standaard: vandaag)"), "2026-11-22");

    private static readonly InquiryParameter Step = new(
        "step", new Phrase("WORD", "WOORD"), new Phrase(
            "From one day to the next: month, quarter or year (default: quarter)",
            "Van de ene dag tot de volgende: month (maand), quarter (kwartaal) of year (jaar) (standaard: quarter)"), "quarter");

    /// <inheritdoc />
    public override string Name => "compliance";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell how often the clauses of each policy and law are met, over time", "Vertel hoe vaak aan de bepalingen van elk beleid en elke wet wordt voldaan, door de tijd");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [FindingsInquiry.Organisation, FindingsInquiry.Packs, From, Until, Step, InquiryParameter.Include, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis compliance", new Phrase("each quarter of the last two years", "elk kwartaal van de laatste twee jaar")),
        ("sluis compliance --pack rijksbreed-cloudbeleid-2026 --until 2027-12-31 --step month", new Phrase(
            "one policy month by month, also as planned", "één beleid per maand, ook zoals gepland")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["from", "until", "days"],
          "properties": {
            "from": { "type": "string", "format": "date" },
            "until": { "type": "string", "format": "date" },
            "days": { "type": "array", "items": { "type": "object", "required": ["day", "uses", "usesToWhichSomethingApplies", "usesMeetingAll", "packs"], "properties": {
              "day": { "type": "string", "format": "date" },
              "uses": { "type": "integer", "minimum": 0 },
              "usesToWhichSomethingApplies": { "type": "integer", "minimum": 0 },
              "usesMeetingAll": { "type": "integer", "minimum": 0 },
              "packs": { "type": "array", "items": { "type": "object", "required": ["id", "tally"], "properties": {
                "id": { "type": "string" }, "tally": { "$ref": "#/components/schemas/Tally" } } } } } } }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas { get; } =
        new Dictionary<string, string> { ["Tally"] = FindingsJson.TallySchema };

    /// <inheritdoc />
    protected override DateOnly? FirstDayOfUses(InquiryWords words, InquiryDesk desk) =>
        words.One(From, desk.Today.AddYears(-YearsBack), Days.Parse);

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var bodies = words.Each(FindingsInquiry.Organisation, EntityId.Of);
        var packs = words.Each(FindingsInquiry.Packs, FindingsInquiry.PackOf);
        var from = words.One(From, desk.Today.AddYears(-YearsBack), Days.Parse);
        var until = words.One(Until, desk.Today, Days.Parse);
        var step = words.One(Step, Stride.Quarter, Ranges.Choice<Stride>);
        List<DateOnly> days = [.. DaysOf(from, until, step).Take(MostDays + 1)];
        if (words.Problems.Count == 0 && days.Count is 0 or > MostDays)
        {
            words.Refuse(Until, new NoSuchSteps(from, until, MostDays));
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        words.MustBeKnown(FindingsInquiry.Organisation, bodies, FactKind.Organisation, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        List<ComplianceDay> told = [.. days.Select(day => ComplianceDay.Of(new FindingsSelection(
            FindingsOfDay.Of(reader, day, facts.IncludeConsidered),
            new FindingsFilter(BodiesUnder.Of(bodies, reader, day), [], packs, [], [], null))))];
        return InquiryReply.Of(
            new ComplianceAnswer(from, until, told), [.. FindingsInquiry.NoUses(told.Sum(d => d.Uses), reader, until)]);
    }

    /// <summary>The days from the first on, each so many months after the first.</summary>
    private static IEnumerable<DateOnly> DaysOf(DateOnly from, DateOnly until, Stride step)
    {
        // A day that a month does not have is its last, and the next is counted from the first again.
        for (var i = 0; from.Year * 12L + from.Month + i <= DateOnly.MaxValue.Year * 12L && from.AddMonths(i) <= until; i += (int)step)
        {
            yield return from.AddMonths(i);
        }
    }

    /// <summary>From one day to the next, in months.</summary>
    private enum Stride
    {
        Month = 1,
        Quarter = 3,
        Year = 12,
    }
}

/// <summary>A period without a day, or with more days than anyone reads.</summary>
public sealed record NoSuchSteps(DateOnly From, DateOnly Until, int Most) : InquiryProblem(new Phrase(
    $"{From:yyyy-MM-dd} to {Until:yyyy-MM-dd} is no period: expected a last day not before the first, and at most {Most} steps",
    $"{From:yyyy-MM-dd} tot {Until:yyyy-MM-dd} is geen periode: verwacht een laatste dag niet vóór de eerste, en ten hoogste {Most} stappen"));

/// <summary>How often clauses are met on a day.</summary>
internal sealed record ComplianceDay(
    DateOnly Day, int Uses, int UsesToWhichSomethingApplies, int UsesMeetingAll, IReadOnlyList<(Pack Pack, Tally Tally)> Packs)
{
    public static ComplianceDay Of(FindingsSelection found) => new(
        found.At, found.Uses.Count, found.UsesToWhichSomethingApplies, found.UsesMeetingAll,
        [
            .. Pack.All.Where(p => found.ByClause.Any(c => c.Clause.Pack == p.Id)).Select(p => (p, found.ByClause
                .Where(c => c.Clause.Pack == p.Id).Aggregate(default(Tally), (sum, c) => sum.With(c.Tally)))),
        ]);
}

/// <summary>Compliance over time, for programs and for people.</summary>
internal sealed class ComplianceAnswer(DateOnly from, DateOnly until, IReadOnlyList<ComplianceDay> days) : InquiryAnswer
{
    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("from", from);
        json.WriteDay("until", until);
        json.WriteStartArray("days");
        foreach (var day in days)
        {
            json.WriteStartObject();
            json.WriteDay("day", day.Day);
            json.WriteNumber("uses", day.Uses);
            json.WriteNumber("usesToWhichSomethingApplies", day.UsesToWhichSomethingApplies);
            json.WriteNumber("usesMeetingAll", day.UsesMeetingAll);
            json.WriteStartArray("packs");
            foreach (var (pack, tally) in day.Packs)
            {
                json.WriteStartObject();
                json.WriteString("id", pack.Id);
                FindingsJson.Write(json, "tally", tally);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var title = new Phrase(
            $"Compliance from {from:yyyy-MM-dd} to {until:yyyy-MM-dd}", $"Naleving van {from:yyyy-MM-dd} tot en met {until:yyyy-MM-dd}").In(language);
        var packs = days.SelectMany(d => d.Packs.Where(p => p.Tally.Applies > 0).Select(p => p.Pack)).Distinct().ToList();
        return new Document(title, [AllOf(language), .. packs.Select(pack => TableOf(pack, language))]);
    }

    private Table AllOf(Language language) => Table.Of(
        new Phrase("Uses that meet every clause that applies", "Gebruik dat aan elke bepaling voldoet die geldt").In(language),
        [
            new Phrase("day", "dag").In(language), Number(new("uses", "gebruik"), language),
            Number(new("meets all", "voldoet aan alles"), language), Number(new("share", "aandeel"), language),
        ],
        days, int.MaxValue,
        d =>
        [
            $"{d.Day:yyyy-MM-dd}", Figures.Number(d.Uses, language), Figures.Number(d.UsesMeetingAll, language),
            Figures.Share(d.UsesMeetingAll, d.UsesToWhichSomethingApplies, language),
        ]);

    private Table TableOf(Pack pack, Language language) => Table.Of(
        pack.Title.In(language), [new Phrase("day", "dag").In(language), .. FindingsAnswer.Heads(language)],
        [.. days.Select(d => (d.Day, d.Packs.First(p => p.Pack == pack).Tally))], int.MaxValue,
        d => [$"{d.Day:yyyy-MM-dd}", .. FindingsAnswer.Cells(d.Tally, language)]);

    private static TableColumn Number(Phrase heading, Language language) => new(heading.In(language), IsNumber: true);
}
