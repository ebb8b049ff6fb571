using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Gathers the facts of all rows: equal ones become one, contradicting ones are complained about.</summary>
/// <remarks>
/// What one row leaves open another may fill in: unknown contradicts nothing. Names that differ in capitals only are
/// one name, with a warning. O(facts) time and memory.
/// </remarks>
internal sealed class MappingGathering(Action<Complaint> warn)
{
    private readonly Dictionary<(FactKind Kind, string Key), MappingGiven> known = [];
    private readonly List<MappingGiven> facts = [];
    private readonly List<MappingGiven> faulty = [];
    private readonly HashSet<(Place, string)> complained = [];

    /// <summary>Takes up a fact.</summary>
    public void Add(MappingGiven given)
    {
        if (given.Faults.Count == 0)
        {
            var key = (given.Schema.Kind, given.Key);
            if (!known.TryGetValue(key, out var first))
            {
                known.Add(key, given);
                facts.Add(given);
                return;
            }

            Merge(first, given);
        }

        if (given.Faults.Count > 0)
        {
            faulty.Add(given);
        }
    }

    /// <summary>
    /// The tables: one per kind, statement of the mapping and set of columns; kinds in their own order.
    /// </summary>
    public IReadOnlyList<FactTable> Tables() =>
    [
        .. facts.Select(f => (Fact: f, f.Filled))
            .Concat(faulty.Select(f => (Fact: f, f.Filled)))
            .GroupBy(f => (f.Fact.Schema.Kind, f.Fact.Rule, f.Filled))
            .OrderBy(g => g.Key.Kind).ThenBy(g => g.Key.Rule)
            .Select(g => Table(g.First().Fact, [.. g.Select(f => f.Fact).OrderBy(f => f.Row)])),
    ];

    private static FactTable Table(MappingGiven like, IReadOnlyList<MappingGiven> rows)
    {
        var positions = Enumerable.Range(0, like.Texts.Length).Where(i => like.Texts[i] is not null).ToArray();
        var byRow = rows.GroupBy(r => r.Row).ToDictionary(g => g.Key, g => g.First());
        return new FactTable(
            like.File, like.Schema, positions,
            () => rows.Select(row => row.Faults.Count == 0
                ? new TextRow(row.Row, [.. positions.Select(p => row.Texts[p]!)])
                : FaultyRow(row, positions)),
            (row, column) => like.Schema.IndexOf(column) is >= 0 and var position && byRow.TryGetValue(row, out var fact)
                ? fact.Places[position]
                : new Place(like.File, row, column));
    }

    /// <summary>
    /// A row that is left out: its id, so that references to it find something, and what is wrong with it.
    /// </summary>
    private static TextRow FaultyRow(MappingGiven row, int[] positions) => new(
        row.Row,
        positions is [0, ..] && row.Texts[0] is { Length: > 0 } id ? [id] : [],
        [.. row.Faults.Where(f => f.Problem is not AlreadySaid).Select(f => new RowFault(f.Place.Column, f.Problem))]);

    /// <summary>Notes that something is wrong with a fact; the same thing about the same cell is said once.</summary>
    public void Fault(MappingGiven given, Place place, Problem problem)
    {
        given.Faults.Add(complained.Add((place, problem.Says.English)) ? (place, problem) : (place, new AlreadySaid()));
    }

    private void Merge(MappingGiven first, MappingGiven again)
    {
        for (var i = 0; i < first.Texts.Length; i++)
        {
            var (known1, here) = (first.Texts[i], again.Texts[i]);
            if (string.IsNullOrEmpty(here) || known1 == here)
            {
                continue;
            }

            if (string.IsNullOrEmpty(known1))
            {
                (first.Texts[i], first.Places[i]) = (here, again.Places[i]);
            }
            else if (first.Schema.Columns[i].Type == ColumnType.Label &&
                string.Equals(known1, here, StringComparison.OrdinalIgnoreCase))
            {
                if (complained.Add((again.Places[i], known1)))
                {
                    var alike = new SpelledAlike(here, known1, first.Places[i].ToString());
                    warn(new Complaint(again.Places[i], alike, IsWarning: true));
                }
            }
            else
            {
                var key = string.Join(' ', first.Texts.Take(first.Schema.KeyLength));
                Fault(again, again.Places[i], new RowsContradict(
                    first.Schema.Name, key, first.Schema.Columns[i].Name, here, known1, first.Places[i].ToString()));
            }
        }
    }

    /// <summary>Stands for a problem that another fact of the same cell already told.</summary>
    private sealed record AlreadySaid() : Problem(new Phrase("", ""));
}

/// <summary>A fact that a row of a sheet (or the mapping itself) states, with the place of each of its cells.</summary>
internal sealed class MappingGiven(int rule, string file, FactSchema schema, long row)
{
    /// <summary>The place in the mapping's list of facts.</summary>
    public int Rule { get; } = rule;

    /// <summary>The sheet, for complaints.</summary>
    public string File { get; } = file;

    public FactSchema Schema { get; } = schema;

    public long Row { get; } = row;

    /// <summary>
    /// One text per column of the schema, in the bundle's form; null where the mapping fills nothing.
    /// </summary>
    public string?[] Texts { get; } = new string?[schema.Columns.Count];

    /// <summary>One place per column of the schema.</summary>
    public Place[] Places { get; } = [.. Enumerable.Repeat(new Place(file, row), schema.Columns.Count)];

    /// <summary>What is wrong; the fact is left out when anything is.</summary>
    public List<(Place Place, Problem Problem)> Faults { get; } = [];

    /// <summary>What versions of one fact share, and the days from and until which this one holds.</summary>
    public string Key => string.Join(
        '\u0001', Texts.Take(Schema.KeyLength).Append(Texts[Schema.ValidFrom]).Append(Texts[Schema.ValidUntil]));

    /// <summary>Which columns are filled, as bits.</summary>
    public ulong Filled => Texts.Select((t, i) => t is null ? 0UL : 1UL << i).Aggregate(0UL, (all, bit) => all | bit);
}

/// <summary>Two rows that say different things about one fact.</summary>
public sealed record RowsContradict(
    string Fact, string Key, string Column, string Here, string There, string ThereAt) : Problem(new Phrase(
    $"{Fact} {Quote(Key)} has {Column} {Quote(Here)} here and {Quote(There)} at {ThereAt}: expected the same in both rows",
    $"{Fact} {Quote(Key)} heeft {Column} {Quote(Here)} hier en {Quote(There)} bij {ThereAt}: verwacht hetzelfde in beide rijen"));

/// <summary>Two spellings of a name that differ in capitals only.</summary>
public sealed record SpelledAlike(string Here, string There, string ThereAt) : Problem(new Phrase(
    $"{Quote(Here)} is taken for {Quote(There)} of {ThereAt}: only capitals differ",
    $"{Quote(Here)} is gelezen als {Quote(There)} van {ThereAt}: alleen hoofdletters verschillen"));
