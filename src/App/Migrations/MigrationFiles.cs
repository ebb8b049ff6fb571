using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Migrations;

/// <summary>Reads migrations, with everything that they are judged by, from the register.</summary>
/// <remarks>Each table is read once; what belongs to the migrations is held, the rest passes by.</remarks>
internal static class MigrationFiles
{
    /// <summary>The migrations that hold on a day, ordered by id.</summary>
    /// <param name="reader">The register.</param>
    /// <param name="at">The day whose migrations and decisions count; what they lead to is that of the day each part begins.</param>
    /// <param name="only">The id of the only one wanted; null: all.</param>
    public static IReadOnlyList<MigrationFile> Of(IRegisterReader reader, DateOnly at, string? only = null)
    {
        var migrations = Holding<Migration>(reader, FactKind.Migration, at).Where(m => only is null || m.Id.Text == only).ToList();
        if (migrations.Count == 0)
        {
            return [];
        }

        var ids = migrations.Select(m => m.Id).ToHashSet();
        var parts = Holding<MigrationPart>(reader, FactKind.MigrationPart, at).Where(p => ids.Contains(p.Migration))
            .ToLookup(p => p.Migration);
        var decisions = Holding<Decision>(reader, FactKind.Decision, at)
            .Where(d => d.Migration is { } about && ids.Contains(about) && !(d.DecidedOn > at)).ToLookup(d => d.Migration!.Value);
        var bodies = Holding<Organisation>(reader, FactKind.Organisation, at)
            .Where(o => migrations.Exists(m => m.Organisation == o.Id)).ToDictionary(o => o.Id);
        var targets = new TargetsRead(reader, parts.SelectMany(g => g).Select(p => p.Requirement));
        return
        [
            .. migrations.Select(m => new MigrationFile(
                m, bodies.GetValueOrDefault(m.Organisation),
                [.. parts[m.Id].OrderBy(p => p.Requirement.Text, StringComparer.Ordinal).Select(targets.Of)], [.. decisions[m.Id]])),
        ];
    }

    /// <summary>The facts of a kind that hold on a day.</summary>
    public static IEnumerable<T> Holding<T>(IRegisterReader reader, FactKind kind, DateOnly at)
        where T : Fact => All<T>(reader, kind).Where(f => f.Provenance.Validity.Contains(at));

    /// <summary>The current versions of the facts of a kind.</summary>
    public static IEnumerable<T> All<T>(IRegisterReader reader, FactKind kind, Func<Cell[], bool>? wanted = null)
        where T : Fact
    {
        var schema = FactSchema.Of(kind);
        return reader.Facts(kind).Where(cells => wanted is null || wanted(cells)).Select(cells => (T)schema.Read(cells).Value);
    }

    /// <summary>What parts of migrations lead to.</summary>
    private sealed class TargetsRead
    {
        private readonly ILookup<RequirementId, Requirement> requirements;
        private readonly ILookup<RequirementId, Alternative> alternatives;
        private readonly ILookup<EntityId, Service> services;
        private readonly ILookup<EntityId, Supplier> suppliers;
        private readonly IReadOnlyList<Ownership> holdings;

        public TargetsRead(IRegisterReader reader, IEnumerable<RequirementId> wanted)
        {
            var ids = wanted.Select(r => r.Text).ToHashSet(StringComparer.Ordinal);
            requirements = All<Requirement>(reader, FactKind.Requirement, c => ids.Contains(c[0].Text!)).ToLookup(r => r.Id);
            alternatives = All<Alternative>(reader, FactKind.Alternative, c => ids.Contains(c[0].Text!)).ToLookup(a => a.Requirement);
            var led = alternatives.SelectMany(g => g).Select(a => a.Service.Text).ToHashSet(StringComparer.Ordinal);
            services = All<Service>(reader, FactKind.Service, c => led.Contains(c[0].Text!)).ToLookup(s => s.Id);
            suppliers = All<Supplier>(reader, FactKind.Supplier).ToLookup(s => s.Id);
            holdings = [.. All<Ownership>(reader, FactKind.Ownership).Where(ControlRead.Gives)];
        }

        public MigrationTarget Of(MigrationPart part)
        {
            var versions = requirements[part.Requirement].OrderBy(r => r.Provenance.Validity.From).ToList();
            var requirement = versions.FindLast(r => r.Status is RequirementStatus.Considered or RequirementStatus.Planned)
                ?? versions.LastOrDefault();
            return requirement?.Provenance.Validity.From is { } begins
                ? new MigrationTarget(part, requirement, [.. alternatives[part.Requirement]
                    .Where(a => a.Provenance.Validity.Contains(begins)).SelectMany(a => ServicesOf(a.Service, begins))])
                : new MigrationTarget(part, requirement, []);
        }

        private IEnumerable<MigrationService> ServicesOf(EntityId id, DateOnly day)
        {
            if (services[id].FirstOrDefault(s => s.Provenance.Validity.Contains(day)) is { } service &&
                Supplier(service.Supplier, day) is { } supplier)
            {
                yield return new MigrationService(
                    service, supplier,
                    [.. ControlRead.Above(service.Supplier, holdings, day).Select(c => Supplier(c, day)).OfType<Supplier>()]);
            }
        }

        private Supplier? Supplier(EntityId id, DateOnly day) =>
            suppliers[id].FirstOrDefault(s => s.Provenance.Validity.Contains(day));
    }
}

/// <summary>Who controls a supplier, as a switch-off counts it (docs/switch-off.md).</summary>
internal static class ControlRead
{
    /// <summary>Whether a holding gives control.</summary>
    public static bool Gives(Ownership o) => new Holding(0, 0, o.SharePercent, o.Control, o.Status).GivesControl;

    /// <summary>All who control a supplier on a day, nearest first; of those equally near, by id.</summary>
    /// <param name="supplier">The supplier.</param>
    /// <param name="holdings">Holdings that give control, of any day.</param>
    /// <param name="day">The day.</param>
    public static IEnumerable<EntityId> Above(EntityId supplier, IReadOnlyList<Ownership> holdings, DateOnly day)
    {
        HashSet<EntityId> seen = [supplier];
        for (List<EntityId> ring = [supplier]; ring.Count > 0;)
        {
            ring =
            [
                .. holdings.Where(h => ring.Contains(h.Owned) && h.Provenance.Validity.Contains(day)).Select(h => h.Owner)
                    .Where(seen.Add).OrderBy(o => o.Text, StringComparer.Ordinal),
            ];
            foreach (var owner in ring)
            {
                yield return owner;
            }
        }
    }
}
