namespace Sluiswachter.Model;

/// <summary>The identity of an organisation, function, supplier or service; the four share one space of ids.</summary>
/// <remarks>1 to 200 characters without white space or control characters; case-sensitive.</remarks>
public readonly record struct EntityId
{
    private EntityId(string text) => Text = text;

    /// <summary>The id as it is written.</summary>
    public string Text { get; }

    /// <summary>Makes an id from text.</summary>
    public static Result<EntityId> Of(string text) => IdRule.Check(text) is { } problem ? problem : new EntityId(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>The identity of a requirement, in a space of its own.</summary>
/// <remarks>Same form as <see cref="EntityId"/>.</remarks>
public readonly record struct RequirementId
{
    private RequirementId(string text) => Text = text;

    /// <inheritdoc cref="EntityId.Text"/>
    public string Text { get; }

    /// <inheritdoc cref="EntityId.Of"/>
    public static Result<RequirementId> Of(string text) =>
        IdRule.Check(text) is { } problem ? problem : new RequirementId(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>The identity of a contract, in a space of its own.</summary>
/// <remarks>Same form as <see cref="EntityId"/>.</remarks>
public readonly record struct ContractId
{
    private ContractId(string text) => Text = text;

    /// <inheritdoc cref="EntityId.Text"/>
    public string Text { get; }

    /// <inheritdoc cref="EntityId.Of"/>
    public static Result<ContractId> Of(string text) =>
        IdRule.Check(text) is { } problem ? problem : new ContractId(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>The identity of a source (who says so), in a space of its own.</summary>
/// <remarks>Same form as <see cref="EntityId"/>.</remarks>
public readonly record struct SourceId
{
    private SourceId(string text) => Text = text;

    /// <inheritdoc cref="EntityId.Text"/>
    public string Text { get; }

    /// <inheritdoc cref="EntityId.Of"/>
    public static Result<SourceId> Of(string text) => IdRule.Check(text) is { } problem ? problem : new SourceId(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>The identity of an assessment, in a space of its own.</summary>
/// <remarks>Same form as <see cref="EntityId"/>.</remarks>
public readonly record struct AssessmentId
{
    private AssessmentId(string text) => Text = text;

    /// <inheritdoc cref="EntityId.Text"/>
    public string Text { get; }

    /// <inheritdoc cref="EntityId.Of"/>
    public static Result<AssessmentId> Of(string text) =>
        IdRule.Check(text) is { } problem ? problem : new AssessmentId(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>The identity of an exit plan, in a space of its own.</summary>
/// <remarks>Same form as <see cref="EntityId"/>.</remarks>
public readonly record struct ExitPlanId
{
    private ExitPlanId(string text) => Text = text;

    /// <inheritdoc cref="EntityId.Text"/>
    public string Text { get; }

    /// <inheritdoc cref="EntityId.Of"/>
    public static Result<ExitPlanId> Of(string text) =>
        IdRule.Check(text) is { } problem ? problem : new ExitPlanId(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>The identity of a migration, in a space of its own.</summary>
/// <remarks>Same form as <see cref="EntityId"/>.</remarks>
public readonly record struct MigrationId
{
    private MigrationId(string text) => Text = text;

    /// <inheritdoc cref="EntityId.Text"/>
    public string Text { get; }

    /// <inheritdoc cref="EntityId.Of"/>
    public static Result<MigrationId> Of(string text) =>
        IdRule.Check(text) is { } problem ? problem : new MigrationId(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>The identity of a decision, in a space of its own.</summary>
/// <remarks>Same form as <see cref="EntityId"/>.</remarks>
public readonly record struct DecisionId
{
    private DecisionId(string text) => Text = text;

    /// <inheritdoc cref="EntityId.Text"/>
    public string Text { get; }

    /// <inheritdoc cref="EntityId.Of"/>
    public static Result<DecisionId> Of(string text) =>
        IdRule.Check(text) is { } problem ? problem : new DecisionId(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>A space in which ids are unique.</summary>
/// <remarks>The numbers are written to disk and never change.</remarks>
public enum IdSpace
{
    /// <summary>Organisations, functions, suppliers and services together.</summary>
    Entity = 1,

    /// <summary>Requirements.</summary>
    Requirement = 2,

    /// <summary>Contracts.</summary>
    Contract = 3,

    /// <summary>Sources.</summary>
    Source = 4,

    /// <summary>Assessments.</summary>
    Assessment = 5,

    /// <summary>Exit plans.</summary>
    ExitPlan = 6,

    /// <summary>Migrations.</summary>
    Migration = 7,

    /// <summary>Decisions.</summary>
    Decision = 8,
}

/// <summary>An id that is empty, too long, or holds white space, control or unpaired surrogate characters.</summary>
public sealed record MalformedId(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not an id: expected 1 to 200 characters without white space or control characters",
    $"{Quote(Text)} is geen id: verwacht 1 tot 200 tekens zonder witruimte of besturingstekens"));

/// <summary>The one rule for the form of every id.</summary>
internal static class IdRule
{
    private const int Longest = 200;

    public static Problem? Check(string text)
    {
        if (text.Length is 0 or > 2 * Longest)
        {
            return new MalformedId(text);
        }

        var characters = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is > ' ' and < '\x7f')
            {
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                characters--;
                continue;
            }

            if (char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c == '\uFEFF')
            {
                return new MalformedId(text);
            }
        }

        return characters > Longest ? new MalformedId(text) : null;
    }
}
