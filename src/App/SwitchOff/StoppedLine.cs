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
/// <param name="Criticality">How much depends on it, or null when unknown.</param>
/// <param name="StopsAtHours">Hours after the switching off.</param>
/// <param name="ToleratesHours">Hours it may be down, or null.</param>
/// <param name="ExitHours">Hours until its exits are ready, or null.</param>
/// <param name="Because">What broke, from the function down.</param>
/// <param name="More">Whether the chain goes on.</param>
/// <param name="Seed">What switches off the last service of the chain; null when the chain goes on.</param>
public sealed record StoppedLine(
    string Id, string Name, string Organisation, long People, Criticality? Criticality, int StopsAtHours,
    int? ToleratesHours, int? ExitHours, IReadOnlyList<BecauseLine> Because, bool More, SeedLine? Seed)
{
    /// <summary>The weakest ground among the facts of the chain that is told: what needs what, who supplies, who controls.</summary>
    public Basis Weakest => Because.Select(b => b.Basis)
        .Concat(Seed?.Links.Select(l => l.Ground.Basis) ?? []).MaxBy(Firmnesses.Of);
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
public sealed record BecauseLine(
    string Requirement, string ServiceId, string Service, int FailsAtHours, int GraceHours, int Need, int Of, Basis Basis,
    string? Source);

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
    /// <summary>Reads sources by their ids.</summary>
    /// <param name="ids">The ids; null for facts that name nobody.</param>
    /// <param name="reader">The register.</param>
    internal static Dictionary<string, SourceLine> Read(IEnumerable<string?> ids, IRegisterReader reader)
    {
        var named = ids.OfType<string>().ToHashSet(StringComparer.Ordinal);
        var sources = new Dictionary<string, SourceLine>(StringComparer.Ordinal);
        foreach (var cells in named.Count == 0 ? [] : reader.FactsOf(FactKind.Source, named))
        {
            var source = (Source)Source.Schema.Read(cells).Value;
            sources[source.Id.Text] = new SourceLine(source.Name.Text, source.Url?.Text, source.RetrievedOn);
        }

        return sources;
    }
}
