using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests.Migrations;

/// <summary>Reads decisions about a migration, and the migration itself, from lines that people can read.</summary>
/// <remarks>
/// <code>
/// 2026-01-10 proposed by CIO
/// 2026-02-01 substantiated by inspector, independent
/// 2026-03-01 approved-in-part by minister of other, measures keys, watched by CISO, due 2026-04-01
/// </code>
/// The migration is of <c>body</c>, begins on 2026-06-01 and leads to a service of <c>acme</c>.
/// </remarks>
internal static class MigrationInPicture
{
    public static EntityId Body { get; } = EntityId.Of("body").Value;

    public static IReadOnlyList<Decision> Decisions(string picture) =>
    [
        .. picture.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select((line,
            i) => Read(line, i + 1)),
    ];

    public static Decision Read(string line, int number)
    {
        var parts = line.Split(", ");
        var words = parts[0].Split(' ', 4);
        var who = words[3].Split(" of ");
        return Decision.Of(
            DecisionId.Of($"m/{number:D3}").Value, (DecisionKind)Words.Of<DecisionKind>().NumberOf(words[1])!.Value,
            who.Length > 1 ? EntityId.Of(who[1]).Value : null, null, MigrationId.Of("m").Value,
            parts.Contains("independent") ? Text("motie-1315/substantiated") : null, Text(who[0]), Day(words[0]), null,
            After("measures ") is { } measures ? Text(measures) : null, After("watched by ") is { } role ? Text(role) : null,
            After("due ") is { } due ? Day(due) : null, null, null, null,
            new Provenance(Validity.Of(Day(words[0]), null).Value)).Value;

        string? After(string start) => parts.FirstOrDefault(p => p.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
    }

    /// <summary>Where the decisions lead on a day, as text: the state, the consents, whether the House knows.</summary>
    public static string Standing(string picture, string on = "2026-05-01") =>
        Say(MigrationCourse.Replay(Body, Decisions(picture), out _).On(Day(on)));

    public static string Say(MigrationStanding standing) =>
        $"{standing.State}{string.Concat(standing.Consents.Select(c => $" {c.Decision.Id}{(c.AwaitsMeasures ? "?" : "")}"))}{(standing.HouseInformed is null ? "" : " told")}";

    /// <summary>The migration with its decisions, to a supplier in a country (or of unknown country), of a body of a kind.</summary>
    public static MigrationFile File(
        string picture, string? country = "US", string? kind = "ministerie", string? controller = null,
        RequirementStatus status = RequirementStatus.Considered, string? consent = null)
    {
        var migration = new Migration(MigrationId.Of("m").Value, Body, Text("Move"), null, Day("2026-06-01"), Provenance.Unstated);
        var part = new MigrationPart(
            migration.Id, RequirementId.Of("r").Value, consent is null ? null : DecisionId.Of(consent).Value, Provenance.Unstated);
        var requirement = Requirement.Of(
            part.Requirement, EntityId.Of("f").Value, Purpose.Mail, 1, null, null, status, null, null,
            new Provenance(Validity.Of(Day("2026-06-01"), null).Value)).Value;
        var service = new Service(
            EntityId.Of("cloud").Value, Text("Cloud"), EntityId.Of("acme").Value, ServiceModels.None, null, [], null, null, Provenance.Unstated);
        return new MigrationFile(
            migration, new Organisation(Body, Text("Body"), kind is null ? null : Text(kind), null, null, null, null, null, Provenance.Unstated),
            [
                new MigrationTarget(part, requirement, [new MigrationService(
                    service, Supplier("acme", country), controller is null ? [] : [Supplier("owner", controller)])]),
            ],
            Decisions(picture));
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Label Text(string text) => Label.Of(text).Value;

    private static Supplier Supplier(string id, string? country) => new(
        EntityId.Of(id).Value, Text(id), country is null ? null : Country.Of(country).Value, null, Provenance.Unstated);
}
