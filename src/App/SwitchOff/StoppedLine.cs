using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

// The lines of a report, one type per table that people read.

/// <summary>A function that stops.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Organisation">The name of its body.</param>
/// <param name="People">People it serves, or 0 when unknown.</param>
/// <param name="ServesNobody">Whether it says that it serves no people itself, so that the 0 is known.</param>
/// <param name="Criticality">How much depends on it, or null when unknown.</param>
/// <param name="StopsAtHours">Hours after the switching off.</param>
/// <param name="ToleratesHours">Hours it may be down, or null.</param>
/// <param name="ExitHours">Hours until its exits are ready, or null.</param>
/// <param name="Because">What broke, from the function down.</param>
/// <param name="More">Whether the chain goes on.</param>
/// <param name="Seed">What switches off the last service of the chain; null when the chain goes on.</param>
public sealed record StoppedLine(
    string Id, string Name, string Organisation, long People, bool ServesNobody, Criticality? Criticality, int StopsAtHours,
    int? ToleratesHours, int? ExitHours, IReadOnlyList<BecauseLine> Because, bool More, SeedLine? Seed)
{
    /// <summary>The weakest ground among the facts of the chain that is told: what needs what, who supplies, who controls.</summary>
    public Basis Weakest => Firmnesses.BasisOf(
        Because.Select(b => b.Weakest).Concat(Seed?.Links.Select(l => Firmnesses.Of(l.Ground.Basis)) ?? []).Max());
}

/// <summary>One requirement that broke.</summary>
/// <param name="Requirement">Its id.</param>
/// <param name="ServiceId">The id of the service or function that broke it.</param>
/// <param name="Service">The name of that service or function.</param>
/// <param name="FailsAtHours">When that failed itself.</param>
/// <param name="GraceHours">Hours between its failure and its being felt.</param>
/// <param name="Need">How many alternatives must work.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Basis">On what ground.</param>
/// <param name="Source">The id of who says so, or null.</param>
/// <param name="Weakest">How firm requirement and alternative are together.</param>
public sealed record BecauseLine(
    string Requirement, string ServiceId, string Service, int FailsAtHours, int GraceHours, int Need, int Of, Basis Basis,
    string? Source, Firmness Weakest);

/// <summary>A function that goes on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Organisation">The name of its body.</param>
/// <param name="People">People it serves, or 0 when unknown.</param>
/// <param name="Criticality">How much depends on it, or null when unknown.</param>
/// <param name="Lost">What it lost, by name; null when nothing.</param>
/// <param name="KeptBy">What keeps it going, by name; null when it lost nothing.</param>
public sealed record RunningLine(
    string Id, string Name, string Organisation, long People, Criticality? Criticality, string? Lost, string? KeptBy);

/// <summary>A service whose loss stops functions directly.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Functions">How many functions name it first in their chain.</param>
/// <param name="Seed">What switches it off; null when it stops because of something that it needs itself.</param>
public sealed record CauseLine(string Id, string Name, int Functions, SeedLine? Seed);

/// <summary>What switches a service off.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Country">The country of the controller, or the one place where it runs; null for others.</param>
/// <param name="Suppliers">Names of the suppliers from the controller to its own; empty when there is no such chain.</param>
/// <param name="Links">The facts that say so, from the service up; empty for a service that was itself named.</param>
public sealed record SeedLine(SeedKind Kind, Country? Country, IReadOnlyList<string> Suppliers, IReadOnlyList<LinkLine> Links);

/// <summary>One fact about who supplies, controls, or is established where.</summary>
/// <param name="Says">What it says, a clause.</param>
/// <param name="Ground">On what it rests.</param>
public sealed record LinkLine(Phrase Says, StatedGround Ground);

/// <summary>Who says so.</summary>
/// <param name="Name">What the source is called.</param>
/// <param name="Url">Where it can be read, as someone typed it; null when nowhere.</param>
/// <param name="RetrievedOn">The day on which it was read; null when unknown.</param>
public sealed record SourceLine(string Name, string? Url, DateOnly? RetrievedOn)
{
    /// <summary>Reads sources by their ids: of each the version that holds on a day, else the last.</summary>
    /// <param name="ids">The ids; null for facts that name nobody.</param>
    /// <param name="at">The day.</param>
    /// <param name="reader">The register.</param>
    internal static Dictionary<string, SourceLine> Read(IEnumerable<string?> ids, DateOnly at, IRegisterReader reader)
    {
        var named = ids.OfType<string>().ToHashSet(StringComparer.Ordinal);
        return (named.Count == 0 ? [] : reader.FactsOf(FactKind.Source, named))
            .Select(cells => (Source)Source.Schema.Read(cells).Value)
            .GroupBy(source => source.Id.Text, StringComparer.Ordinal)
            .ToDictionary(
                versions => versions.Key,
                versions => Line(versions.MaxBy(s => (s.Provenance.Validity.Contains(at), s.Provenance.Validity.From ?? default))!),
                StringComparer.Ordinal);

        static SourceLine Line(Source source) => new(source.Name.Text, source.Url?.Text, source.RetrievedOn);
    }
}
