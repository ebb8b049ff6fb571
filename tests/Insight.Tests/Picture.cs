using System.Globalization;
using System.Text.RegularExpressions;
using Sluiswachter.Model;

// Reads text of our own tests and pages only, so nobody can make a pattern slow.
#pragma warning disable MA0009

namespace Sluiswachter.Insight.Tests;

/// <summary>
/// Reads a register from lines that people can read; docs/switch-off.md explains the notation to its readers.
/// </summary>
/// <remarks>
/// <code>
/// acme is a supplier in US
/// acme owns 60% of polder                     also: alone, jointly, without control; (announced), (prohibited)
/// acme-cloud is a service of acme, in NL DE
/// town is a body of 1000 people
/// sluice is a function of town, vital, for 500 people, tolerating 4 h
/// sluice needs 1 of acme-cloud(0h) polder-cloud, for support, exit 48 h, as r9
/// r9 is also met by reserve-cloud(3h)
/// </code>
/// Any line may end in: from DATE, until DATE, said by SOURCE, measured, inferred. What is not introduced is made up:
/// a name with a dash is a service of the supplier before the dash, other consumers are functions of a body "town".
/// Requirements are r1, r2, … unless named.
/// </remarks>
internal sealed partial class Picture
{
    private readonly List<Organisation> bodies = [];
    private readonly List<Function> functions = [];
    private readonly List<Supplier> suppliers = [];
    private readonly List<Ownership> ownership = [];
    private readonly List<Service> services = [];
    private readonly List<Requirement> requirements = [];
    private readonly List<Alternative> alternatives = [];

    public static Facts Read(string lines)
    {
        var picture = new Picture();
        foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            picture.ReadLine(line);
        }

        picture.MakeUpTheRest();
        return new Facts(
            picture.bodies, picture.functions, picture.suppliers, picture.ownership, picture.services,
            picture.requirements, picture.alternatives);
    }

    internal static EntityId Id(string text) => EntityId.Of(text).Value;

    private static Label Name(string text) => Label.Of(text).Value;

    private static int? Whole(Group group) =>
        group.Success ? int.Parse(group.Value.Replace(" ", ""), CultureInfo.InvariantCulture) : null;

    private void ReadLine(string line)
    {
        var clauses = line.Split(", ");
        var said = new Clauses(clauses[1..]);
        if (Is(SupplierLine(), out var m))
        {
            Country? country = m.Groups[2].Success ? Country.Of(m.Groups[2].Value).Value : null;
            suppliers.Add(new Supplier(Id(m.Groups[1].Value), Name("-"), country, null, said.Provenance()));
        }
        else if (Is(OwnsLine(), out m))
        {
            ownership.Add(ReadOwnership(m, said));
        }
        else if (Is(ServiceLine(), out m))
        {
            var regions = said.Take("in (.*)")?.Split(' ').Select(c => Country.Of(c).Value).ToList() ?? [];
            services.Add(new Service(
                Id(m.Groups[1].Value), Name("-"), Id(m.Groups[2].Value), ServiceModels.None, null, regions, null, null,
                said.Provenance()));
        }
        else if (Is(BodyLine(), out m))
        {
            bodies.Add(new Organisation(
                Id(m.Groups[1].Value), Name("-"), null, null, null, null, Whole(m.Groups[2]), null, said.Provenance()));
        }
        else if (Is(FunctionLine(), out m))
        {
            var (people, tolerates) = (said.Take("for ([0-9 ]+) people"), said.Take("tolerating (.*) h"));
            Criticality? weight = said.Take("vital") is null ? null : Criticality.Vital;
            functions.Add(new Function(
                Id(m.Groups[1].Value), Id(m.Groups[2].Value), Name("-"), weight,
                tolerates is null ? null : int.Parse(tolerates), null, null,
                people is null ? null : long.Parse(people.Replace(" ", "")), null, said.Provenance()));
        }
        else if (Is(NeedsLine(), out m))
        {
            ReadRequirement(m, said);
        }
        else if (Is(AlsoLine(), out m))
        {
            AddAlternatives(m.Groups[1].Value, m.Groups[2].Value, said.Provenance());
        }
        else
        {
            throw new FormatException($"not understood: {line}");
        }

        said.AllTaken(line);

        bool Is(Regex pattern, out Match match) => (match = pattern.Match(clauses[0])).Success;
    }

    private static Ownership ReadOwnership(Match m, Clauses said)
    {
        Control? control = m.Groups["control"].Value switch
        {
            " alone" => Control.Sole,
            " jointly" => Control.Joint,
            " without control" => Control.None,
            _ => null,
        };
        var status = m.Groups["status"].Value switch
        {
            " (announced)" => OwnershipStatus.Announced,
            " (prohibited)" => OwnershipStatus.Prohibited,
            _ => OwnershipStatus.InForce,
        };
        decimal? share = m.Groups["share"].Success
            ? decimal.Parse(m.Groups["share"].Value, CultureInfo.InvariantCulture)
            : null;
        return Model.Ownership.Of(
            Id(m.Groups["owner"].Value), Id(m.Groups["owned"].Value), share, control, status, said.Provenance()).Value;
    }

    private void ReadRequirement(Match m, Clauses said)
    {
        var id = said.Take("as (.*)") ?? $"r{requirements.Count + 1}";
        var purpose = said.Take("for ([a-z]+)") is { } word
            ? Enum.Parse<Purpose>(word, ignoreCase: true)
            : Purpose.Hosting;
        int? exit = said.Take("exit (.*) h") is { } hours ? int.Parse(hours) : null;
        var provenance = said.Provenance();
        requirements.Add(Requirement.Of(
            RequirementId.Of(id).Value, Id(m.Groups[1].Value), purpose, int.Parse(m.Groups[2].Value), null, null,
            RequirementStatus.InUse, exit, null, provenance).Value);
        AddAlternatives(id, m.Groups[3].Value, provenance with { Source = null, Basis = Basis.Declared });
    }

    private void AddAlternatives(string requirement, string names, Provenance provenance)
    {
        foreach (Match m in AlternativeName().Matches(names))
        {
            alternatives.Add(new Alternative(
                RequirementId.Of(requirement).Value, Id(m.Groups[1].Value), Whole(m.Groups[2]), AlternativeRole.Active,
                null, null, null, provenance));
        }
    }

    private void MakeUpTheRest()
    {
        HashSet<EntityId> known =
            [.. bodies.Select(b => b.Id), .. functions.Select(f => f.Id), .. services.Select(s => s.Id)];
        foreach (var id in requirements.Select(r => r.Consumer).Concat(alternatives.Select(a => a.Service)).ToList())
        {
            if (!known.Add(id))
            {
                continue;
            }

            var dash = id.Text.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0)
            {
                services.Add(new Service(
                    id, Name("-"), Id(id.Text[..dash]), ServiceModels.None, null, [], null, null, Provenance.Unstated));
            }
            else
            {
                functions.Add(new Function(
                    id, Id("town"), Name("-"), null, null, null, null, null, null, Provenance.Unstated));
            }
        }

        foreach (var id in functions.Select(f => f.Organisation).Except(bodies.Select(b => b.Id)).ToList())
        {
            bodies.Add(new Organisation(id, Name("-"), null, null, null, null, null, null, Provenance.Unstated));
        }

        var named = services.Select(s => s.Supplier).Concat(ownership.SelectMany(o => new[] { o.Owner, o.Owned }));
        foreach (var id in named.Except(suppliers.Select(s => s.Id)).ToList())
        {
            suppliers.Add(new Supplier(id, Name("-"), null, null, Provenance.Unstated));
        }
    }

    /// <summary>What follows the first comma of a line, in any order.</summary>
    private sealed class Clauses(string[] clauses)
    {
        private readonly List<string> left = [.. clauses.Select(c => c.Trim())];

        public string? Take(string pattern)
        {
            var at = left.FindIndex(c => Regex.IsMatch(c, $"^{pattern}$"));
            if (at < 0)
            {
                return null;
            }

            var taken = Regex.Match(left[at], $"^{pattern}$").Groups is [_, var value] ? value.Value : left[at];
            left.RemoveAt(at);
            return taken;
        }

        public Provenance Provenance()
        {
            DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
            var validity = Validity.Of(Day(Take("from (.*)")), Day(Take("until (.*)"))).Value;
            SourceId? source = Take("said by (.*)") is { } id ? SourceId.Of(id).Value : null;
            var basis = Take("measured") is not null ? Basis.Measured
                : Take("inferred") is not null ? Basis.Inferred : Basis.Declared;
            return new Provenance(validity, source, basis);
        }

        public void AllTaken(string line)
        {
            if (left.Count > 0)
            {
                throw new FormatException($"not understood: '{left[0]}' in: {line}");
            }
        }
    }

    [GeneratedRegex(@"^(\S+) is a supplier(?: in (\S+))?$")]
    private static partial Regex SupplierLine();

    [GeneratedRegex(@"^(?<owner>\S+) owns(?: (?<share>[\d.]+)% of)? (?<owned>\S+?)" +
        @"(?<control> alone| jointly| without control)?(?<status> \(\w+\))?$")]
    private static partial Regex OwnsLine();

    [GeneratedRegex(@"^(\S+) is a service of (\S+)$")]
    private static partial Regex ServiceLine();

    [GeneratedRegex(@"^(\S+) is a body(?: of ([\d ]+) people)?$")]
    private static partial Regex BodyLine();

    [GeneratedRegex(@"^(\S+) is a function of (\S+)$")]
    private static partial Regex FunctionLine();

    [GeneratedRegex(@"^(\S+) needs (\d+) of (.+)$")]
    private static partial Regex NeedsLine();

    [GeneratedRegex(@"^(\S+) is also met by (.+)$")]
    private static partial Regex AlsoLine();

    [GeneratedRegex(@"([^\s(]+)(?:\((\d+)h\))?")]
    private static partial Regex AlternativeName();
}
