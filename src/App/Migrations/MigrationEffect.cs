using System.Globalization;
using System.Text.RegularExpressions;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Migrations;

/// <summary>What a switch-off stops on the day on which a migration begins, without it and with it.</summary>
/// <param name="Countries">The countries that are switched off, those of the gate; in order.</param>
/// <param name="Day">The day whose facts count.</param>
/// <param name="Without">What stops without any part of the migration.</param>
/// <param name="With">What stops with the parts that were consented to.</param>
/// <param name="Ends">The requirements that the consent ends because a part takes their place.</param>
/// <remarks>
/// Kept with the consent, behind the words of who consented, in one form that is the same in each language:
/// <c>[US, 24 h, 2027-01-01: functions 12→15, vital 1→2, organisations 3→3, people 100→250; ends r1 r2]</c>.
/// </remarks>
public sealed partial record MigrationEffect(
    IReadOnlyList<Country> Countries, DateOnly Day, StoppedCounts Without, StoppedCounts With, IReadOnlyList<RequirementId> Ends)
{
    /// <summary>How many hours are looked ahead: a day, so that what can be borne longer does not count.</summary>
    public const int HorizonHours = 24;

    /// <summary>Computes it.</summary>
    /// <param name="store">The register; other changes of it wait a moment.</param>
    /// <param name="file">The migration.</param>
    /// <param name="planned">The parts that were consented to.</param>
    /// <param name="ended">What consents ended before.</param>
    /// <param name="countries">The countries to switch off, at least one.</param>
    /// <param name="now">The moment.</param>
    /// <remarks>Two loads of the facts of the day and two switch-offs: linear in them. Null when it is unknown when it begins.</remarks>
    internal static MigrationEffect? Of(
        IRegisterStore store, MigrationFile file, IReadOnlySet<RequirementId> planned, IReadOnlySet<RequirementId> ended,
        IReadOnlyList<Country> countries, DateTimeOffset now)
    {
        if (file.Begins is not { } day)
        {
            return null;
        }

        PartsOfFuture parts;
        using (var reader = store.Read())
        {
            parts = PartsOfFuture.Read(reader, file);
        }

        var scenario = Scenario.Of(countries, horizonHours: HorizonHours).Value;
        return new MigrationEffect(
            countries, day, Count(new HashSet<RequirementId>()), Count(planned), parts.EndedBy(planned));

        StoppedCounts Count(IReadOnlySet<RequirementId> parts1)
        {
            using var imagined = ImaginedRegister.With(store, parts.Rows(parts1, ended), now);
            using var reader = imagined.Read();
            return StoppedCounts.Of(SwitchOff.Run(DependencyGraph.Of(reader.Columns(day, includeConsidered: false)), scenario));
        }
    }

    /// <summary>The words of a consent, and the effect that was computed for it; null when none is written behind them.</summary>
    public static (string? Words, MigrationEffect? Effect) Read(string? reason)
    {
        if (reason is null || Form().Match(reason) is not { Success: true } found)
        {
            return (reason, null);
        }

        var countries = found.Groups["countries"].Value.Split('+').Select(Country.Of).ToList();
        var ends = found.Groups["ends"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RequirementId.Of).ToList();
        var day = Days.Parse(found.Groups["day"].Value);
        if (countries.Exists(c => !c.Holds) || ends.Exists(r => !r.Holds) || !day.Holds)
        {
            return (reason, null);
        }

        var words = found.Groups["words"].Value;
        return (words.Length == 0 ? null : words, new MigrationEffect(
            [.. countries.Select(c => c.Value)], day.Value, Counts(0), Counts(1), [.. ends.Select(r => r.Value)]));

        StoppedCounts Counts(int of)
        {
            return new StoppedCounts(Number("functions"), Number("vital"), Number("organisations"), Number("people"));

            long Number(string name) => long.Parse(found.Groups[name].Value.Split('→')[of], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The form in which it is kept, without brackets.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join('+', Countries)}, {HorizonHours} h, {Day:yyyy-MM-dd}: functions {Without.Functions}→{With.Functions}, vital {Without.Vital}→{With.Vital}, organisations {Without.Organisations}→{With.Organisations}, people {Without.People}→{With.People}{(Ends.Count == 0 ? "" : $"; ends {string.Join(' ', Ends)}")}");

    /// <summary>It in a sentence without full stop.</summary>
    public Phrase Says
    {
        get
        {
            var (a, b) = (Without, With);
            var countries = string.Join(", ", Countries);
            return new Phrase(
                $"what stops within {HorizonHours} hours if {countries} is switched off on {Day:yyyy-MM-dd}, without → with the migration: " +
                $"functions {N(a.Functions)} → {N(b.Functions)}, vital {N(a.Vital)} → {N(b.Vital)}, organisations {N(a.Organisations)} → " +
                $"{N(b.Organisations)}, people {N(a.People)} → {N(b.People)}{Ended("; what it replaces then ends: ")}",
                $"wat binnen {HorizonHours} uur stopt als {countries} op {Day:yyyy-MM-dd} wordt uitgezet, zonder → met de migratie: " +
                $"overheidsdiensten {M(a.Functions)} → {M(b.Functions)}, vitaal {M(a.Vital)} → {M(b.Vital)}, organisaties " +
                $"{M(a.Organisations)} → {M(b.Organisations)}, mensen {M(a.People)} → {M(b.People)}{Ended("; wat het vervangt eindigt dan: ")}");

            string Ended(string before) => Ends.Count == 0 ? "" : before + string.Join(", ", Ends);

            static string N(long number) => Figures.Number(number, Language.English);

            static string M(long number) => Figures.Number(number, Language.Dutch);
        }
    }

    /// <summary>The words of who consents, and the effect behind them.</summary>
    public string Behind(string? words) => words is null ? $"[{this}]" : $"{words} [{this}]";

    /// <summary>Whether the same would stop, whatever the words.</summary>
    public bool SaysTheSameAs(MigrationEffect other) =>
        (Day, Without, With) == (other.Day, other.Without, other.With) && Countries.SequenceEqual(other.Countries);

    [GeneratedRegex(
        @"^(?<words>.*?) ?\[(?<countries>[A-Z]{2}(\+[A-Z]{2})*), 24 h, (?<day>\d{4}-\d\d-\d\d): functions (?<functions>\d{1,15}→\d{1,15}), vital (?<vital>\d{1,15}→\d{1,15}), organisations (?<organisations>\d{1,15}→\d{1,15}), people (?<people>\d{1,15}→\d{1,15})(; ends (?<ends>.+))?\]$",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}

/// <summary>How much stops.</summary>
/// <param name="Functions">Functions.</param>
/// <param name="Vital">Those among them that are vital.</param>
/// <param name="Organisations">Bodies of which a function stops.</param>
/// <param name="People">The people they serve, of each body its largest function.</param>
public readonly record struct StoppedCounts(long Functions, long Vital, long Organisations, long People)
{
    /// <summary>Counts an answer.</summary>
    internal static StoppedCounts Of(SwitchOffAnswer answer) => new(
        answer.Failed.Functions, answer.Functions.Count(f => f.Criticality == Criticality.Vital), answer.Failed.Organisations,
        answer.Failed.People);
}
