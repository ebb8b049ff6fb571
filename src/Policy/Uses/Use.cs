using System.Collections.Frozen;
using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>One body's use of one service on a day, with all facts that clauses are held against.</summary>
/// <remarks>
/// <para>
/// Made from the register (what is in use), from a plan (what would be), or from the answers of a weighing. What the clauses
/// ask are the members that return <see cref="Known{T}"/>: a value, or null for unknown, with the ground it stands on. They
/// take the heaviest of the functions that the use serves.
/// </para>
/// <para>
/// In the register a dossier that holds no analysis has none; in a weighing, whose <see cref="Dossier"/> is null, it is
/// unknown until it is told.
/// </para>
/// </remarks>
public sealed record Use
{
    /// <summary>The body that uses the service.</summary>
    public required Organisation Body { get; init; }

    /// <summary>The service.</summary>
    public required Service Service { get; init; }

    /// <summary>The supplier of the service.</summary>
    public required Supplier Supplier { get; init; }

    /// <summary>All suppliers that control that supplier, directly or through a chain; nearest first.</summary>
    public IReadOnlyList<Supplier> Controllers { get; init; } = [];

    /// <summary>What the body needs the service for.</summary>
    public IReadOnlyList<ServedFunction> Functions { get; init; } = [];

    /// <summary>The contracts of the body under which the service is used, or with its supplier or reseller.</summary>
    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    /// <summary>What is known about analyses, plans and decisions; null when that is not known at all.</summary>
    public UseDossier? Dossier { get; init; }

    /// <summary>Laws by which authorities abroad can reach data of the supplier or a controller, and where data may go.</summary>
    public IReadOnlyList<ForeignReach> ForeignReach { get; init; } = [];

    /// <summary>What was told in a weighing, by the question that it answers; goes before facts.</summary>
    public IReadOnlyDictionary<UseQuestion, string> Told { get; init; } = FrozenDictionary<UseQuestion, string>.Empty;

    /// <summary>Whether the use is of today; else it is planned or considered.</summary>
    public bool IsInUse { get; init; } = true;

    /// <summary>The supplier and those that control it.</summary>
    public IEnumerable<Supplier> InControl => Controllers.Prepend(Supplier);

    /// <summary>This use, with one more answer.</summary>
    public Use Tell(UseQuestion question, string answer) =>
        this with { Told = new Dictionary<UseQuestion, string>(Told) { [question] = answer } };
}

/// <summary>A function for which a body uses a service, or the whole body when no function is named.</summary>
/// <param name="Function">The function; null: each function of the body, which are then not told apart.</param>
/// <param name="Classification">What policy asks about it; null when nobody said.</param>
/// <param name="Requirement">The requirement that the service meets.</param>
/// <param name="Alternative">How the service meets it.</param>
/// <param name="Since">
/// The first of the days on end, up to now, on which the service was used so, however often that was stated anew; null:
/// since always, as far as is known.
/// </param>
public sealed record ServedFunction(
    Function? Function, Classification? Classification, Requirement Requirement, Alternative Alternative, DateOnly? Since);

/// <summary>The analyses, plans and decisions about a use that hold on a day.</summary>
/// <param name="Assessments">Of the service, its supplier or the functions, for this body or for all.</param>
/// <param name="ExitPlans">The exit plans of the body for the service, with where they lead.</param>
/// <param name="Decisions">
/// About the service, its supplier, its body or the functions, for this body or for all; those whose safeguard lapsed are
/// not among them.
/// </param>
public sealed record UseDossier(
    IReadOnlyList<Assessment> Assessments, IReadOnlyList<ExitWay> ExitPlans, IReadOnlyList<Decision> Decisions)
{
    /// <summary>A dossier from which the decisions whose safeguard lapsed are set apart.</summary>
    public static UseDossier Of(
        IReadOnlyList<Assessment> assessments, IReadOnlyList<ExitWay> exitPlans, IReadOnlyList<Decision> decisions, SafeguardsOfDay day)
    {
        if (decisions.All(d => d.ReliesOn is null))
        {
            return new UseDossier(assessments, exitPlans, decisions);
        }

        var judged = decisions.Select(d => new Treatment(d, day.LapseOf(d))).ToList();
        return new UseDossier(assessments, exitPlans, [.. judged.Where(t => t.IsInForce).Select(t => t.Decision)])
        {
            Lapsed = [.. judged.Where(t => !t.IsInForce)],
        };
    }

    /// <summary>Decisions that no longer count because what they rely on fell away, and why.</summary>
    public IReadOnlyList<Treatment> Lapsed { get; init; } = [];

    /// <summary>A dossier without anything in it.</summary>
    public static UseDossier Empty { get; } = new([], [], []);
}

/// <summary>An exit plan and where it leads.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Alternatives">The services that would take over, with their suppliers and controllers.</param>
public sealed record ExitWay(ExitPlan Plan, IReadOnlyList<ExitTarget> Alternatives);

/// <summary>A service to which an exit plan leads.</summary>
/// <param name="Service">The service.</param>
/// <param name="Supplier">Its supplier.</param>
/// <param name="FallsWith">
/// The supplier or controller of the service that is left, whose loss makes this one fail as well, as a switch-off of that
/// supplier tells; null when it keeps working.
/// </param>
public sealed record ExitTarget(Service Service, Supplier Supplier, Supplier? FallsWith);

/// <summary>A country whose laws reach data that a supplier holds, and whether personal data may go there.</summary>
/// <param name="Supplier">The supplier or controller through which the law reaches.</param>
/// <param name="Country">The country.</param>
/// <param name="Laws">The usual names of its laws with reach abroad; empty when none is known.</param>
/// <param name="Safeguard">
/// What lets personal data go there: an adequacy decision by its usual name, or that it lies in Europe; null when nothing
/// does.
/// </param>
/// <param name="SafeguardId">The id by which a decision relies on it, such as <c>adequacy:US</c>; null when none.</param>
/// <param name="SafeguardSince">Its first day; null when unknown or none.</param>
public sealed record ForeignReach(
    Supplier Supplier, Country Country, IReadOnlyList<string> Laws, Phrase? Safeguard, string? SafeguardId,
    DateOnly? SafeguardSince);

/// <summary>A value that a clause asks for, or unknown, with the facts that say so.</summary>
/// <param name="Value">The value; null when unknown.</param>
/// <param name="Grounds">The facts; empty when unknown.</param>
public readonly record struct Known<T>(T? Value, IReadOnlyList<Ground> Grounds)
    where T : struct
{
    /// <summary>Whether nobody knows.</summary>
    public bool IsUnknown => Value is null;
}
