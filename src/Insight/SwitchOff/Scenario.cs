using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What is switched off, and how long is looked ahead.</summary>
/// <remarks>
/// At least one cause. The same scenario can be asked of any day: ids that do not hold on that day have no effect, and
/// the answer names them.
/// </remarks>
public sealed record Scenario
{
    /// <summary>The hours that are looked ahead when nothing else is asked: a year.</summary>
    public const int DefaultHorizonHours = 8760;

    private Scenario(
        IReadOnlyList<Country> countries, IReadOnlyList<Country> locations, IReadOnlyList<EntityId> suppliers,
        IReadOnlyList<EntityId> services, int horizonHours)
    {
        (Countries, Locations, Suppliers, Services) = (countries, locations, suppliers, services);
        HorizonHours = horizonHours;
    }

    /// <summary>Countries whose suppliers, and all whom these control, are switched off.</summary>
    public IReadOnlyList<Country> Countries { get; }

    /// <summary>Places that are lost: a service goes with them when all places where it runs are among them.</summary>
    public IReadOnlyList<Country> Locations { get; }

    /// <summary>Suppliers that are switched off, with all whom they control.</summary>
    public IReadOnlyList<EntityId> Suppliers { get; }

    /// <summary>Services that are switched off.</summary>
    public IReadOnlyList<EntityId> Services { get; }

    /// <summary>Hours that are looked ahead, 0 to 1,000,000; what fails later counts as not failed.</summary>
    public int HorizonHours { get; }

    /// <summary>Makes a scenario from at least one cause.</summary>
    public static Result<Scenario> Of(
        IReadOnlyList<Country>? countries = null,
        IReadOnlyList<Country>? locations = null,
        IReadOnlyList<EntityId>? suppliers = null,
        IReadOnlyList<EntityId>? services = null,
        int horizonHours = DefaultHorizonHours)
    {
        var scenario = new Scenario(countries ?? [], locations ?? [], suppliers ?? [], services ?? [], horizonHours);
        if (scenario is { Countries: [], Locations: [], Suppliers: [], Services: [] })
        {
            return new NothingSwitchedOff();
        }

        return horizonHours is < 0 or > Hours.Most ? new HorizonOutOfRange(horizonHours) : scenario;
    }
}

/// <summary>A scenario without a cause.</summary>
public sealed record NothingSwitchedOff() : Problem(new Phrase(
    "nothing is switched off: expected at least one country, location, supplier or service",
    "er wordt niets uitgezet: verwacht minstens één land, locatie, leverancier of dienst"));

/// <summary>A horizon that is not a number of hours from 0 to 1,000,000.</summary>
public sealed record HorizonOutOfRange(int Hours) : Problem(new Phrase(
    $"{Hours} hours is no horizon: expected 0 to {Model.Hours.Most} hours",
    $"{Hours} uur is geen horizon: verwacht 0 tot en met {Model.Hours.Most} uur"));
