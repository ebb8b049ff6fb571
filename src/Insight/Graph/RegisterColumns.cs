using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>The facts that hold on a day, as columns of integers: what a <c>DependencyGraph</c> is built from.</summary>
/// <remarks>
/// <para>
/// Entities and requirements are known by their position in <see cref="Entities"/> and <see cref="Requirements"/>:
/// a lower position is a lower id. Arrays of one group have the same length; -1 means unknown or none.
/// </para>
/// <para>
/// Each row holds by its own validity; that its organisation, supplier, consumer, requirement or service holds as well
/// is for the graph to see (a function counts when it and its organisation do, and so on). Rows come in any order.
/// </para>
/// </remarks>
public sealed class RegisterColumns
{
    /// <summary>The day.</summary>
    public required DateOnly At { get; init; }

    /// <summary>Ids of all organisations, functions, suppliers and services that were ever in the register.</summary>
    public required OrderedIds Entities { get; init; }

    /// <summary>Ids of all requirements that were ever in the register.</summary>
    public required OrderedIds Requirements { get; init; }

    /// <summary>Ids of all sources that were ever in the register.</summary>
    public required OrderedIds Sources { get; init; }

    /// <summary>Organisations.</summary>
    public required OrganisationColumns Organisation { get; init; }

    /// <summary>Functions.</summary>
    public required FunctionColumns Function { get; init; }

    /// <summary>Suppliers.</summary>
    public required SupplierColumns Supplier { get; init; }

    /// <summary>Holdings of suppliers in suppliers, of any status.</summary>
    public required IReadOnlyList<Holding> Holdings { get; init; }

    /// <summary>Services.</summary>
    public required ServiceColumns Service { get; init; }

    /// <summary>Requirements.</summary>
    public required RequirementColumns Requirement { get; init; }

    /// <summary>Alternatives.</summary>
    public required AlternativeColumns Alternative { get; init; }

    /// <summary>Contracts; null unless <see cref="Detail.Contracts"/> was asked for.</summary>
    public ContractColumns? Contract { get; init; }
}

/// <summary>What is read of the register beyond what a switch-off by control or by name needs.</summary>
/// <remarks>Each costs time and memory, so that a question asks for what it needs and no more.</remarks>
[Flags]
public enum Detail
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Where services run.</summary>
    Regions = 1,

    /// <summary>Which data functions work with, and how services handle them.</summary>
    Data = 2,

    /// <summary>What kinds of public bodies there are, and which country each governs.</summary>
    Kinds = 4,

    /// <summary>Contracts and their yearly cost.</summary>
    Contracts = 8,

    /// <summary>On what ground suppliers, services and holdings are stated.</summary>
    Bases = 16,
}

/// <summary>Organisations that hold on the day.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Population">People it governs, or -1.</param>
public sealed record OrganisationColumns(int[] Entity, long[] Population)
{
    /// <summary>
    /// Its kind in the words of the register, null when unknown; null as a whole unless <see cref="Detail.Kinds"/> was
    /// asked for.
    /// </summary>
    public string?[]? Kind { get; init; }

    /// <summary>
    /// <see cref="Model.Country.Number"/> of the country it governs, or 0 when unknown; null unless
    /// <see cref="Detail.Kinds"/> was asked for.
    /// </summary>
    public short[]? Country { get; init; }
}

/// <summary>Functions that hold on the day.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Organisation">Position of its organisation's id.</param>
/// <param name="People">People it serves, or -1.</param>
/// <param name="ToleratesHours">Hours it may be down, or -1.</param>
/// <param name="Criticality">How much depends on it, or the default (0) when unknown.</param>
public sealed record FunctionColumns(
    int[] Entity, int[] Organisation, long[] People, int[] ToleratesHours, Criticality[] Criticality)
{
    /// <summary>
    /// The class of its data, the default (0) when unknown; null unless <see cref="Detail.Data"/> was asked for.
    /// </summary>
    public DataClass[]? DataClass { get; init; }

    /// <summary>
    /// Its personal data, the default (0) when unknown; null unless <see cref="Detail.Data"/> was asked for.
    /// </summary>
    public PersonalData[]? PersonalData { get; init; }
}

/// <summary>Suppliers that hold on the day.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Country"><see cref="Country.Number"/> of its country, or 0 when unknown.</param>
public sealed record SupplierColumns(int[] Entity, short[] Country)
{
    /// <summary>On what ground it, and so its country, is stated; null unless <see cref="Detail.Bases"/> was asked for.</summary>
    public Basis[]? Basis { get; init; }
}

/// <summary>One supplier's holding in another.</summary>
/// <param name="Owner">Position of the owner's id.</param>
/// <param name="Owned">Position of the owned's id.</param>
/// <param name="SharePercent">Percentage of the shares, or null.</param>
/// <param name="Control">The kind of say, or null.</param>
/// <param name="Status">Where the holding stands.</param>
public readonly record struct Holding(
    int Owner, int Owned, decimal? SharePercent, Control? Control, OwnershipStatus Status)
{
    /// <summary>On what ground it is stated; the default (0) unless <see cref="Detail.Bases"/> was asked for.</summary>
    public Basis Basis { get; init; }

    /// <summary>Whether it gives control: sole, or not stated and more than half of the shares.</summary>
    /// <remarks>Joint control and none never do; what is announced or prohibited is not (yet) so.</remarks>
    public bool GivesControl =>
        Status == OwnershipStatus.InForce &&
        (Control == Model.Control.Sole || (Control is null && SharePercent > 50));
}

/// <summary>Services that hold on the day.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Supplier">Position of its supplier's id.</param>
/// <param name="Regions">
/// The countries in which each runs, null for a service without known regions; or null as a whole when no question
/// about places is asked, so that nothing needs to be read.
/// </param>
public sealed record ServiceColumns(int[] Entity, int[] Supplier, IReadOnlyList<Country>?[]? Regions)
{
    /// <summary>
    /// Whether the customer holds the keys, null when unknown; null as a whole unless <see cref="Detail.Data"/> was
    /// asked for.
    /// </summary>
    public bool?[]? CustomerHeldKeys { get; init; }

    /// <summary>
    /// On what ground it, and so its supplier and regions, is stated; null unless <see cref="Detail.Bases"/> was asked
    /// for.
    /// </summary>
    public Basis[]? Basis { get; init; }
}

/// <summary>Requirements that hold on the day.</summary>
/// <param name="Requirement">Position of its id.</param>
/// <param name="Consumer">Position of its consumer's id: a function, a service, or an organisation.</param>
/// <param name="Need">How many alternatives must work.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ExitHours">Hours in which the exit can be carried out, or -1.</param>
/// <param name="Basis">On what ground it is stated.</param>
/// <param name="Source">Position of its source's id, or -1.</param>
public sealed record RequirementColumns(
    int[] Requirement, int[] Consumer, int[] Need, Purpose[] Purpose, int[] ExitHours, Basis[] Basis, int[] Source);

/// <summary>Alternatives that hold on the day.</summary>
/// <param name="Requirement">Position of the requirement's id.</param>
/// <param name="Service">Position of the service's or function's id.</param>
/// <param name="GraceHours">Hours of grace, or -1: the default of the requirement's purpose.</param>
/// <param name="Basis">On what ground it is stated.</param>
/// <param name="Source">Position of its source's id, or -1.</param>
public sealed record AlternativeColumns(int[] Requirement, int[] Service, int[] GraceHours, Basis[] Basis, int[] Source)
{
    /// <summary>Whether it works all the time or stands by; null unless <see cref="Detail.Data"/> was asked for.</summary>
    public AlternativeRole[]? Role { get; init; }

    /// <summary>
    /// How it handles the consumer's data, the default (0) when unknown; null unless <see cref="Detail.Data"/> was asked
    /// for.
    /// </summary>
    public DataHandling[]? Data { get; init; }

    /// <summary>
    /// The class of the data it gets, the default (0) for that of the consumer; null unless <see cref="Detail.Data"/>
    /// was asked for.
    /// </summary>
    public DataClass[]? DataClass { get; init; }

    /// <summary>
    /// Whether the customer holds the keys, null when that is as its service says; null as a whole unless
    /// <see cref="Detail.Data"/> was asked for.
    /// </summary>
    public bool?[]? CustomerHeldKeys { get; init; }
}

/// <summary>Contracts that hold on the day: valid then, begun and not ended.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Organisation">Position of the id of the body that pays.</param>
/// <param name="Supplier">Position of the supplier's id.</param>
/// <param name="Reseller">Position of the reseller's id, or -1.</param>
/// <param name="AnnualCost">What it costs a year, or null when unknown.</param>
/// <param name="Currency">The currency of that, as the register has it, or null.</param>
/// <param name="Basis">On what ground it is stated.</param>
/// <param name="Source">Position of its source's id, or -1.</param>
public sealed record ContractColumns(
    string[] Id, int[] Organisation, int[] Supplier, int[] Reseller, decimal?[] AnnualCost, string?[] Currency,
    Basis[] Basis, int[] Source);
