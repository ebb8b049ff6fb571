using Sluiswachter.App.Uses;
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
        var migrations = reader.On<Migration>(Migration.Schema, at).Where(m => only is null || m.Id.Text == only).ToList();
        if (migrations.Count == 0)
        {
            return [];
        }

        var ids = migrations.Select(m => m.Id).ToHashSet();
        var parts = reader.On<MigrationPart>(MigrationPart.Schema, at).Where(p => ids.Contains(p.Migration))
            .ToLookup(p => p.Migration);
        var decisions = reader.On<Decision>(Decision.Schema, at)
            .Where(d => d.Migration is { } about && ids.Contains(about) && !(d.DecidedOn > at)).ToLookup(d => d.Migration!.Value);
        var bodies = reader.On<Organisation>(Organisation.Schema, at)
            .Where(o => migrations.Exists(m => m.Organisation == o.Id)).ToDictionary(o => o.Id);
        var targets = new TargetsRead(reader, parts.SelectMany(g => g).Select(p => p.Requirement));
        return
        [
            .. migrations.Select(m => new MigrationFile(
                m, bodies.GetValueOrDefault(m.Organisation),
                [.. parts[m.Id].OrderBy(p => p.Requirement.Text, StringComparer.Ordinal).Select(targets.Of)], [.. decisions[m.Id]])),
        ];
    }

    /// <summary>What parts of migrations lead to.</summary>
    private sealed class TargetsRead
    {
        private readonly ILookup<RequirementId, Requirement> requirements;
        private readonly ILookup<RequirementId, Alternative> alternatives;
        private readonly ILookup<EntityId, Service> services;
        private readonly ILookup<EntityId, Supplier> suppliers;
        private readonly IReadOnlyList<Ownership> holdings;
        private readonly Dictionary<DateOnly, ControlOfDay> control = [];

        public TargetsRead(IRegisterReader reader, IEnumerable<RequirementId> wanted)
        {
            var ids = wanted.Select(r => r.Text).ToHashSet(StringComparer.Ordinal);
            requirements = reader.Every<Requirement>(Requirement.Schema, c => ids.Contains(c[0].Text!)).ToLookup(r => r.Id);
            alternatives = reader.Every<Alternative>(Alternative.Schema, c => ids.Contains(c[0].Text!)).ToLookup(a => a.Requirement);
            var led = alternatives.SelectMany(g => g).Select(a => a.Service.Text).ToHashSet(StringComparer.Ordinal);
            services = reader.Every<Service>(Service.Schema, c => led.Contains(c[0].Text!)).ToLookup(s => s.Id);
            suppliers = reader.Every<Supplier>(Model.Supplier.Schema).ToLookup(s => s.Id);
            holdings = [.. reader.Every<Ownership>(Ownership.Schema)];
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
                yield return new MigrationService(service, supplier, ControlOn(day).Above(supplier));
            }
        }

        private ControlOfDay ControlOn(DateOnly day)
        {
            if (!control.TryGetValue(day, out var known))
            {
                control.Add(day, known = new ControlOfDay(DayFacts.OfOwners(
                    day, suppliers.SelectMany(g => g).Where(s => s.Provenance.Validity.Contains(day)),
                    holdings.Where(h => h.Provenance.Validity.Contains(day)))));
            }

            return known;
        }

        private Supplier? Supplier(EntityId id, DateOnly day) =>
            suppliers[id].FirstOrDefault(s => s.Provenance.Validity.Contains(day));
    }
}
