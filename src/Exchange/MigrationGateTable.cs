using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange;

/// <summary>Reads what policies ask of migrations from <c>content/migration-gates/gates.csv</c>.</summary>
/// <remarks>A row tells what one condition means to bodies of some kinds, who says so, and how that is known.</remarks>
public static class MigrationGateTable
{
    private const string Steps = "substantiated approved house-informed";

    private static readonly string[] Columns =
    [
        "clause", "countries", "step", "body_kinds", "binding", "role_en", "role_nl", "days_before", "title_en", "title_nl",
        "severity", "source", "certainty", "through_en", "through_nl", "valid_from", "valid_until",
    ];

    /// <summary>Reads the table; a gate for each pack of clauses.</summary>
    public static ForeignReading<IReadOnlyList<MigrationGate>> Read(string path)
    {
        var complaints = new List<Complaint>();
        var rows = new List<(IReadOnlyList<Country> Countries, GateRule Rule)>();
        foreach (var (place, texts) in ForeignCsv.Read(path, Columns, complaints))
        {
            var row = new Row(place, texts, complaints);
            if (row.Read() is { } read)
            {
                rows.Add(read);
            }
        }

        return new ForeignReading<IReadOnlyList<MigrationGate>>(
            complaints.Count > 0 ? null :
            [
                .. rows.GroupBy(r => r.Rule.Clause.Pack, StringComparer.Ordinal).Select(g => new MigrationGate(
                    g.Key, [.. g.SelectMany(r => r.Countries).Distinct().OrderBy(c => c.Code, StringComparer.Ordinal)],
                    [.. g.Select(r => r.Rule)])),
            ],
            complaints, []);
    }

    /// <summary>A row under way; everything wrong with it is complained about.</summary>
    private sealed class Row(Place place, IReadOnlyDictionary<string, string> texts, List<Complaint> complaints)
    {
        public (IReadOnlyList<Country> Countries, GateRule Rule)? Read()
        {
            var before = complaints.Count;
            foreach (var column in (string[])["clause", "title_en", "title_nl", "source", "body_kinds"])
            {
                Refuse(column, texts[column].Length == 0 ? new MissingValue(column) : null);
            }

            var countries = texts["countries"].Split(' ').Select(Country.Of).ToList();
            Refuse("countries", countries.Find(c => !c.Holds).Problem);
            Refuse("clause", texts["clause"].IndexOf('/') > 0 ? null : new NotAChoice(texts["clause"], ["pack/clause"]));
            Refuse("step", Steps.Split(' ').Contains(texts["step"]) ? null : new NotAChoice(texts["step"], Steps.Split(' ')));
            Refuse("certainty", Certainties.Problem(texts["certainty"]));
            Refuse("through_en", (texts["certainty"] == "read") == (texts["through_en"].Length == 0) ? null : new MissingValue("through_en"));
            var binding = Choice<Binding>("binding");
            var severity = Choice<Severity>("severity");
            var validity = ValidityOf();
            var days = int.TryParse(texts["days_before"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
            Refuse("days_before", days is < 0 or > 3660 ? new NotACount(texts["days_before"], 0, 3660) : null);
            return complaints.Count > before ? null : ([.. countries.Select(c => c.Value)], new GateRule(
                new Clause(
                    texts["clause"], new Phrase(texts["title_en"], texts["title_nl"]), texts["source"],
                    texts["through_en"].Length == 0 ? null : new Phrase(texts["through_en"], texts["through_nl"]), validity, severity),
                (DecisionKind)Words.Of<DecisionKind>().NumberOf(texts["step"])!, texts["body_kinds"].Split(' '), binding,
                texts["role_en"].Length == 0 ? null : new Phrase(texts["role_en"], texts["role_nl"]), days));
        }

        private TEnum Choice<TEnum>(string column)
            where TEnum : struct, Enum
        {
            var words = Words.Of<TEnum>();
            var number = words.NumberOf(texts[column]);
            Refuse(column, number is null ? new NotAChoice(texts[column], words.All) : null);
            return (TEnum)Enum.ToObject(typeof(TEnum), number ?? 0);
        }

        private Validity ValidityOf()
        {
            var validity = Validity.Of(Day("valid_from"), Day("valid_until"));
            Refuse("valid_until", validity.Problem);
            return validity.Holds ? validity.Value : Validity.Always;
        }

        private DateOnly? Day(string column)
        {
            if (texts[column].Length == 0)
            {
                return null;
            }

            var isDay = DateOnly.TryParseExact(
                texts[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            Refuse(column, isDay ? null : new NotADate(texts[column]));
            return day;
        }

        private void Refuse(string column, Problem? problem)
        {
            if (problem is not null)
            {
                complaints.Add(new Complaint(place with { Column = column }, problem));
            }
        }
    }
}
