using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Migrations;

/// <summary>The requirements of a migration, and what they replace: planned where a consent holds, considered where none does.</summary>
/// <remarks>
/// A part that is planned ends what it replaces on the day on which it begins; when it is only considered again, what was
/// ended by it goes on. Which requirements a consent ended stands in the words of the consent
/// (<see cref="MigrationEffect"/>), so that nothing else is opened again.
/// </remarks>
internal sealed class PartsOfFuture
{
    private readonly MigrationFile file;
    private readonly ILookup<RequirementId, Requirement> versions;

    private PartsOfFuture(MigrationFile file, ILookup<RequirementId, Requirement> versions) =>
        (this.file, this.versions) = (file, versions);

    /// <summary>Reads the requirements of a migration and those that they replace.</summary>
    public static PartsOfFuture Read(IRegisterReader reader, MigrationFile file)
    {
        var ids = file.Targets.SelectMany(t => new[] { t.Part.Requirement.Text, t.Requirement?.Replaces?.Text })
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new PartsOfFuture(
            file, reader.Every<Requirement>(Requirement.Schema, c => ids.Contains(c[0].Text!)).ToLookup(r => r.Id));
    }

    /// <summary>What planning some parts ends: the requirements that go on past the day on which a part replaces them.</summary>
    public IReadOnlyList<RequirementId> EndedBy(IReadOnlySet<RequirementId> parts) =>
    [
        .. file.Targets.Where(t => parts.Contains(t.Part.Requirement))
            .Select(t => Replaced(t, v => v.Provenance.Validity.Until is null)?.Id)
            .OfType<RequirementId>().Distinct().OrderBy(r => r.Text, StringComparer.Ordinal),
    ];

    /// <summary>The requirements as they are to be.</summary>
    /// <param name="planned">The parts that a consent lets go.</param>
    /// <param name="ended">What consents before this ended.</param>
    /// <returns>Only those that become something else.</returns>
    public IReadOnlyList<Requirement> Rows(IReadOnlySet<RequirementId> planned, IReadOnlySet<RequirementId> ended)
    {
        var rows = new Dictionary<(RequirementId, DateOnly?), Requirement>();
        foreach (var target in file.Targets)
        {
            var goes = planned.Contains(target.Part.Requirement);
            foreach (var version in versions[target.Part.Requirement])
            {
                var status = goes ? RequirementStatus.Planned : RequirementStatus.Considered;
                if (version.Status is RequirementStatus.Considered or RequirementStatus.Planned && version.Status != status)
                {
                    Keep(With(version, status));
                }
            }

            var begins = target.Requirement?.Provenance.Validity.From;
            if (goes && Replaced(target, v => v.Provenance.Validity.Until is null) is { } old)
            {
                Keep(Until(old, begins));
            }
            else if (!goes && Replaced(target, v => ended.Contains(v.Id) && v.Provenance.Validity.Until == begins) is { } left)
            {
                Keep(Until(left, null));
            }
        }

        return [.. rows.Values];

        void Keep(Requirement row) => rows[(row.Id, row.Provenance.Validity.From)] = row;
    }

    /// <summary>The requirements of parts that were carried out, in use from the day on which they were planned.</summary>
    public IReadOnlyList<Requirement> InUse(IReadOnlySet<RequirementId> planned) =>
    [
        .. file.Targets.Where(t => planned.Contains(t.Part.Requirement)).SelectMany(t => versions[t.Part.Requirement])
            .Where(v => v.Status == RequirementStatus.Planned).Select(v => With(v, RequirementStatus.InUse)),
    ];

    /// <summary>The version, of what a part replaces, that holds until the part begins.</summary>
    private Requirement? Replaced(MigrationTarget target, Func<Requirement, bool> wanted) =>
        target.Requirement is { Replaces: { } old, Provenance.Validity.From: { } begins }
            ? versions[old].FirstOrDefault(v => wanted(v) && !(v.Provenance.Validity.From >= begins))
            : null;

    private static Requirement With(Requirement r, RequirementStatus status) => Requirement.Of(
        r.Id, r.Consumer, r.Purpose, r.Need, r.Material, r.Contract, status, r.ExitHours, r.Replaces, r.Provenance).Value;

    private static Requirement Until(Requirement r, DateOnly? until) => Requirement.Of(
        r.Id, r.Consumer, r.Purpose, r.Need, r.Material, r.Contract, r.Status, r.ExitHours, r.Replaces,
        r.Provenance with { Validity = Validity.Of(r.Provenance.Validity.From, until).Value }).Value;
}
