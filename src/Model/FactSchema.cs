namespace Sluiswachter.Model;

/// <summary>How one kind of fact is written down: its file in the bundle, its columns, and its key.</summary>
/// <remarks>
/// The single description that files, store, journal and typed facts share. Law: <c>Write(Read(cells)) = cells</c> for
/// every row that <see cref="Read"/> accepts, once defaults are filled in.
/// </remarks>
public sealed class FactSchema
{
    private readonly Func<CellReader, Provenance, Result<Fact>> read;
    private readonly Func<Fact, Cell[]> write;

    private FactSchema(
        FactKind kind,
        string name,
        int keyLength,
        Column[] own,
        Func<CellReader, Provenance, Result<Fact>> read,
        Func<Fact, Cell[]> write)
    {
        (Kind, Name, KeyLength) = (kind, name, keyLength);
        (this.read, this.write) = (read, write);
        Columns = [.. own, .. Provenance.Columns];
        ValidFrom = own.Length;
        Introduces = own[0].Type == ColumnType.Id ? own[0].Space : null;
    }

    /// <summary>All kinds, in an order in which each refers only to kinds before it or to itself.</summary>
    public static IReadOnlyList<FactSchema> All => Register.All;

    /// <summary>The kind of fact.</summary>
    public FactKind Kind { get; }

    /// <summary>The plural name, as in the file <c>services.csv</c> and in the store.</summary>
    public string Name { get; }

    /// <summary>The file in the bundle.</summary>
    public string FileName => Name + ".csv";

    /// <summary>The columns in their canonical order, the common trailing ones last.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>How many of the first columns identify the fact; versions of one fact share them.</summary>
    public int KeyLength { get; }

    /// <summary>The space of ids in which the first column introduces an id; null when the fact has none of its own.</summary>
    public IdSpace? Introduces { get; }

    /// <summary>The position of the column <c>valid_from</c>; <c>valid_until</c> follows it.</summary>
    public int ValidFrom { get; }

    /// <summary>The position of the column <c>valid_until</c>.</summary>
    public int ValidUntil => ValidFrom + 1;

    /// <summary>The position of the column <c>source</c>.</summary>
    public int SourceColumn => ValidFrom + 2;

    /// <summary>The schema of a kind.</summary>
    public static FactSchema Of(FactKind kind) => All[(int)kind - 1];

    /// <summary>The space of ids to which the ids of a kind belong.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind has no id of its own.</exception>
    public static IdSpace SpaceOf(FactKind kind) => kind switch
    {
        FactKind.Source => IdSpace.Source,
        FactKind.Contract => IdSpace.Contract,
        FactKind.Requirement => IdSpace.Requirement,
        FactKind.Assessment => IdSpace.Assessment,
        FactKind.ExitPlan => IdSpace.ExitPlan,
        FactKind.Migration => IdSpace.Migration,
        FactKind.Decision => IdSpace.Decision,
        FactKind.Organisation or FactKind.Function or FactKind.Supplier or FactKind.Service => IdSpace.Entity,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "has no id of its own"),
    };

    /// <summary>The position of a column by its name, or -1.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i].Name, column, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Makes the typed fact from one cell per column, or says which rule of the fact is broken.</summary>
    /// <param name="cells">One cell per column of <see cref="Columns"/>, each as <see cref="Column.Parse"/> gives it.</param>
    /// <param name="before">
    /// Of the fact read before: shared when this one states the same, for facts that came together mostly do. Null: none.
    /// </param>
    public Result<Fact> Read(ReadOnlySpan<Cell> cells, Provenance? before = null)
    {
        var reader = new CellReader(cells);
        var provenance = before is not null && reader.States(before, ValidFrom) ? before : reader.Provenance(ValidFrom);
        return provenance.Holds ? read(reader, provenance.Value) : provenance.Problem!;
    }

    /// <summary>The days on which the fact of a row holds; a problem when its last day does not come after its first.</summary>
    /// <param name="cells">One cell per column of <see cref="Columns"/>.</param>
    public Result<Validity> ValidityOf(ReadOnlySpan<Cell> cells) => new CellReader(cells).Days(ValidFrom);

    /// <summary>The cells of a fact, defaults filled in, one per column of <see cref="Columns"/>.</summary>
    public Cell[] Write(Fact fact)
    {
        var cells = new Cell[Columns.Count];
        write(fact).CopyTo(cells, 0);
        var stated = fact.Provenance;
        cells[ValidFrom] = Cell.Of(stated.Validity.From);
        cells[ValidUntil] = Cell.Of(stated.Validity.Until);
        cells[SourceColumn] = Cell.Of(stated.Source?.Text);
        cells[SourceColumn + 1] = Cell.Of((long)stated.Basis);
        cells[SourceColumn + 2] = Cell.Of(stated.ObservedOn);
        cells[SourceColumn + 3] = Cell.Of((long)stated.Marking);
        return cells;
    }

    internal static FactSchema For<TFact>(
        FactKind kind, string name, int keyLength, Column[] own,
        Func<CellReader, Provenance, Result<TFact>> read, Func<TFact, Cell[]> write)
        where TFact : Fact =>
        new(
            kind, name, keyLength, own,
            (cells, stated) => read(cells, stated).Then<Fact>(fact => fact), fact => write((TFact)fact));

    /// <summary>Holds the list apart, so that a schema can be made before the list exists.</summary>
    private static class Register
    {
        internal static readonly FactSchema[] All =
        [
            Source.Schema, Organisation.Schema, Function.Schema, Supplier.Schema, Service.Schema, Identifier.Schema,
            Ownership.Schema, Contract.Schema, Requirement.Schema, Alternative.Schema,
            Classification.Schema, Assessment.Schema, Answer.Schema, Attachment.Schema, ExitPlan.Schema,
            ExitAlternative.Schema, Migration.Schema, Decision.Schema, MigrationPart.Schema,
        ];
    }
}

/// <summary>Reads typed values from the cells of one row, by position.</summary>
/// <remarks>Only for rows whose cells came from <see cref="Column.Parse"/> or from the store.</remarks>
internal readonly ref struct CellReader(ReadOnlySpan<Cell> cells)
{
    private readonly ReadOnlySpan<Cell> cells = cells;

    public EntityId Entity(int i) => EntityId.Of(cells[i].Text ?? "").Value;

    public EntityId? EntityOrNone(int i) => cells[i].Text is { } id ? EntityId.Of(id).Value : null;

    public RequirementId Requirement(int i) => RequirementId.Of(cells[i].Text ?? "").Value;

    public RequirementId? RequirementOrNone(int i) => cells[i].Text is { } id ? RequirementId.Of(id).Value : null;

    public ContractId? ContractOrNone(int i) => cells[i].Text is { } id ? ContractId.Of(id).Value : null;

    public AssessmentId Assessment(int i) => AssessmentId.Of(cells[i].Text ?? "").Value;

    public ExitPlanId ExitPlan(int i) => ExitPlanId.Of(cells[i].Text ?? "").Value;

    public MigrationId Migration(int i) => MigrationId.Of(cells[i].Text ?? "").Value;

    public MigrationId? MigrationOrNone(int i) => cells[i].Text is { } id ? MigrationId.Of(id).Value : null;

    public DecisionId? DecisionOrNone(int i) => cells[i].Text is { } id ? DecisionId.Of(id).Value : null;

    public SourceId? SourceOrNone(int i) => cells[i].Text is { } id ? SourceId.Of(id).Value : null;

    public Label Text(int i) => Label.Of(cells[i].Text ?? "").Value;

    public Label? TextOrNone(int i) => cells[i].Text is { } text ? Label.Of(text).Value : null;

    public Country? CountryOrNone(int i) => cells[i].NumberOrNull is { } n ? Country.FromNumber((int)n) : null;

    public IReadOnlyList<Country> Countries(int i) =>
        cells[i].Text is { } codes ? [.. codes.Split(' ').Select(c => Country.Of(c).Value)] : [];

    public DateOnly? DayOrNone(int i) => cells[i].NumberOrNull is { } n ? DateOnly.FromDayNumber((int)n) : null;

    public int? IntOrNone(int i) => (int?)cells[i].NumberOrNull;

    public long? LongOrNone(int i) => cells[i].NumberOrNull;

    public decimal? DecimalOrNone(int i) => cells[i].Text is { } text ? decimal.Parse(text) : null;

    public bool? FlagOrNone(int i) => cells[i].NumberOrNull is { } n ? n == 1 : null;

    public TEnum? ChoiceOrNone<TEnum>(int i)
        where TEnum : struct, Enum => cells[i].NumberOrNull is { } n ? (TEnum)Enum.ToObject(typeof(TEnum), (int)n) : null;

    /// <summary>The validity from the two columns of days that start at a position.</summary>
    public Result<Validity> Days(int i) => Validity.Of(DayOrNone(i), DayOrNone(i + 1));

    /// <summary>Whether the six common columns, which start at a position, state what is stated elsewhere.</summary>
    public bool States(Provenance same, int i) =>
        DayOrNone(i) == same.Validity.From && DayOrNone(i + 1) == same.Validity.Until && cells[i + 2].Text == same.Source?.Text &&
        (ChoiceOrNone<Basis>(i + 3) ?? Basis.Declared) == same.Basis && DayOrNone(i + 4) == same.ObservedOn &&
        (ChoiceOrNone<Marking>(i + 5) ?? Marking.Internal) == same.Marking;

    /// <summary>Source, basis, validity and marking from the six common columns, which start at a position.</summary>
    public Result<Provenance> Provenance(int i)
    {
        var validity = Days(i);
        return validity.Holds
            ? new Provenance(
                validity.Value,
                SourceOrNone(i + 2),
                ChoiceOrNone<Basis>(i + 3) ?? Basis.Declared,
                DayOrNone(i + 4),
                ChoiceOrNone<Marking>(i + 5) ?? Marking.Internal)
            : validity.Problem!;
    }
}
