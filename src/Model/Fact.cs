namespace Sluiswachter.Model;

/// <summary>A statement in the register, with who says so and from when until when it holds.</summary>
/// <param name="Provenance">Source, basis, validity and marking.</param>
public abstract record Fact(Provenance Provenance);

/// <summary>Where a fact comes from, when it holds and who may read it.</summary>
/// <param name="Validity">The days on which the fact holds.</param>
/// <param name="Source">Who says so; null when nobody was named.</param>
/// <param name="Basis">On what ground.</param>
/// <param name="ObservedOn">The day of observation; null when unknown.</param>
/// <param name="Marking">Who may read it.</param>
public sealed record Provenance(
    Validity Validity,
    SourceId? Source = null,
    Basis Basis = Basis.Declared,
    DateOnly? ObservedOn = null,
    Marking Marking = Marking.Internal)
{
    internal const string MarkingColumn = "marking";

    /// <summary>Since always, until further notice, declared by nobody in particular, for internal use.</summary>
    public static Provenance Unstated { get; } = new(Validity.Always);

    /// <summary>The common trailing columns of every file of the bundle.</summary>
    internal static Column[] Columns { get; } =
    [
        Column.Day("valid_from"),
        Column.Day("valid_until"),
        Column.Reference("source", required: false, FactKind.Source),
        Column.Choice<Basis>("basis"),
        Column.Day("observed_on"),
        Column.Choice<Marking>(MarkingColumn),
    ];
}

/// <summary>The kinds of fact, in an order in which each refers only to kinds before it or to itself.</summary>
/// <remarks>The numbers are written to disk and never change.</remarks>
public enum FactKind
{
    /// <summary>Who says so.</summary>
    Source = 1,

    /// <summary>A public body.</summary>
    Organisation = 2,

    /// <summary>What a body does for people.</summary>
    Function = 3,

    /// <summary>A legal entity that supplies.</summary>
    Supplier = 4,

    /// <summary>What is bought or run.</summary>
    Service = 5,

    /// <summary>A number or name by which others know an entity.</summary>
    Identifier = 6,

    /// <summary>Who owns whom.</summary>
    Ownership = 7,

    /// <summary>What was agreed.</summary>
    Contract = 8,

    /// <summary>What a consumer needs.</summary>
    Requirement = 9,

    /// <summary>One way in which a requirement can be met.</summary>
    Alternative = 10,

    /// <summary>What policy asks about a function.</summary>
    Classification = 11,

    /// <summary>A judgement by a framework, such as a risk analysis.</summary>
    Assessment = 12,

    /// <summary>What an assessment answers to a question.</summary>
    Answer = 13,

    /// <summary>A file attached to an assessment.</summary>
    Attachment = 14,

    /// <summary>How a body would leave a service.</summary>
    ExitPlan = 15,

    /// <summary>Where an exit plan leads.</summary>
    ExitAlternative = 16,

    /// <summary>A proposal to move government IT.</summary>
    Migration = 17,

    /// <summary>What a role decided.</summary>
    Decision = 18,

    /// <summary>What a migration would bring about.</summary>
    MigrationPart = 19,
}
