using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>An answer as a person reads it: with names, and no longer than a screen or page can hold.</summary>
/// <remarks>The whole answer, without names, is <see cref="SwitchOffJson"/>.</remarks>
public sealed class SwitchOffReport
{
    private SwitchOffReport()
    {
    }

    /// <summary>The functions that stop and serve most people, in that order.</summary>
    public required IReadOnlyList<StoppedLine> Stopped { get; init; }

    /// <summary>Functions that go on: first those that lost something, then by the people they serve.</summary>
    public required IReadOnlyList<RunningLine> Running { get; init; }

    /// <summary>The services that stop most functions directly, with what switches them off.</summary>
    public required IReadOnlyList<CauseLine> Causes { get; init; }

    /// <summary>Who says what the lines rest on, by the id of the source.</summary>
    public required IReadOnlyDictionary<string, SourceLine> Sources { get; init; }

    /// <summary>How many functions go on.</summary>
    public required int RunningFunctions { get; init; }

    /// <summary>How many of those lost something.</summary>
    public required int SparedFunctions { get; init; }

    /// <summary>Makes a report of at most some lines of each kind.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="reader">The picture of the register that the answer came from, for names.</param>
    /// <param name="lines">The most lines of each kind.</param>
    public static SwitchOffReport Of(SwitchOffAnswer answer, IRegisterReader reader, int lines)
    {
        var stopped = answer.Functions.OrderByDescending(f => f.People).ThenBy(f => f.StopsAtHours).ThenBy(f => f.Entity)
            .Take(lines).ToList();
        var running = StillRunning.Of(answer);
        var causes = CausesOf(answer, lines);
        var shown = Shown(answer, stopped, running.Take(lines), causes.Select(c => c.Service))
            .Select(position => answer.Graph.Entities[position]).ToHashSet(StringComparer.Ordinal);
        var seeds = answer.Services.Where(s => s.SeededBy is not null).ToDictionary(s => s.Entity, s => s.SeededBy!);
        var naming = new Naming(answer, reader.Names(shown, answer.Graph.At), seeds);
        return new SwitchOffReport
        {
            Stopped = [.. stopped.Select(naming.LineOf)],
            Running = [.. running.Take(lines).Select(naming.LineOf)],
            Causes = [.. causes.Select(c => naming.LineOf(c.Service, c.Functions))],
            Sources = SourcesOf(answer, stopped, reader),
            RunningFunctions = running.Count,
            SparedFunctions = running.Count(f => f.Spare is not null),
        };
    }

    private static List<(int Service, int Functions)> CausesOf(SwitchOffAnswer answer, int lines)
    {
        var directly = new Dictionary<int, int>();
        foreach (var function in answer.Functions)
        {
            foreach (var step in function.Because.Steps.Take(1))
            {
                directly[step.Service] = directly.GetValueOrDefault(step.Service) + 1;
            }
        }

        return
        [
            .. directly.OrderByDescending(d => d.Value).ThenBy(d => d.Key).Take(lines).Select(d => (d.Key, d.Value)),
        ];
    }

    private static Dictionary<string, SourceLine> SourcesOf(
        SwitchOffAnswer answer, IEnumerable<StoppedFunction> stopped, IRegisterReader reader)
    {
        var named = stopped.SelectMany(f => f.Because.Steps).Where(s => s.Source is not null).Select(s => s.Source!.Value)
            .Distinct().Select(s => answer.Graph.Sources[s]).ToHashSet(StringComparer.Ordinal);
        var sources = new Dictionary<string, SourceLine>(StringComparer.Ordinal);
        foreach (var cells in named.Count == 0 ? [] : reader.Facts(FactKind.Source))
        {
            if (named.Contains(cells[0].Text!))
            {
                // Versions come in the order of their validity: the last one stands.
                var source = (Source)Source.Schema.Read(cells).Value;
                sources[source.Id.Text] = new SourceLine(source.Name.Text, source.Url?.Text, source.RetrievedOn);
            }
        }

        return sources;
    }

    private static IEnumerable<int> Shown(
        SwitchOffAnswer answer,
        IEnumerable<StoppedFunction> stopped,
        IEnumerable<RunningFunction> running,
        IEnumerable<int> causes)
    {
        foreach (var function in stopped)
        {
            yield return function.Entity;
            yield return function.Organisation;
            foreach (var step in function.Because.Steps)
            {
                yield return step.Service;
            }
        }

        foreach (var function in running)
        {
            yield return function.Entity;
            yield return function.Organisation;
            if (function.Spare is { } spare)
            {
                yield return spare.Lost;
                yield return spare.KeptBy;
            }
        }

        foreach (var cause in causes)
        {
            yield return cause;
        }

        foreach (var supplier in answer.Services.Where(s => s.SeededBy is not null).SelectMany(s => s.SeededBy!.Suppliers).Distinct())
        {
            yield return supplier;
        }
    }

    /// <summary>Gives names to the positions of an answer.</summary>
    private sealed class Naming(
        SwitchOffAnswer answer, IReadOnlyDictionary<string, string> names, IReadOnlyDictionary<int, Seeding> seeds)
    {
        public StoppedLine LineOf(StoppedFunction function)
        {
            var steps = function.Because.Steps.ToList();
            return new StoppedLine(
                IdOf(function.Entity), NameOf(function.Entity), NameOf(function.Organisation), function.People,
                function.StopsAtHours, function.ToleratesHours, function.ExitHours, [.. steps.Select(LineOf)],
                function.Because.HasMore, steps is [.., var last] ? SeedOf(last.Service) : null);
        }

        private BecauseLine LineOf(BecauseStep step) => new(
            answer.Graph.Requirements[step.Requirement], IdOf(step.Service), NameOf(step.Service), step.FailsAtHours, step.GraceHours,
            step.Need, step.Of, step.Basis, step.Source is { } source ? answer.Graph.Sources[source] : null);

        public RunningLine LineOf(RunningFunction function) => new(
            IdOf(function.Entity), NameOf(function.Entity), NameOf(function.Organisation), function.People,
            function.Spare is { } lost ? NameOf(lost.Lost) : null, function.Spare is { } kept ? NameOf(kept.KeptBy) : null);

        public CauseLine LineOf(int service, int functions) =>
            SeedOf(service) is { } seed
                ? new CauseLine(IdOf(service), NameOf(service), functions, seed.Kind, seed.Country, seed.Suppliers)
                : new CauseLine(IdOf(service), NameOf(service), functions, null, null, []);

        private SeedLine? SeedOf(int service) =>
            seeds.TryGetValue(service, out var seeding)
                ? new SeedLine(seeding.Kind, seeding.Country, [.. seeding.Suppliers.Select(NameOf)])
                : null;

        private string IdOf(int position) => answer.Graph.Entities[position];

        private string NameOf(int position) => names.GetValueOrDefault(IdOf(position)) ?? IdOf(position);
    }
}

/// <summary>A function that stops.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Organisation">The name of its body.</param>
/// <param name="People">People it serves, or 0 when unknown.</param>
/// <param name="StopsAtHours">Hours after the switching off.</param>
/// <param name="ToleratesHours">Hours it may be down, or null.</param>
/// <param name="ExitHours">Hours until its exits are ready, or null.</param>
/// <param name="Because">What broke, from the function down.</param>
/// <param name="More">Whether the chain goes on.</param>
/// <param name="Seed">What switches off the last service of the chain; null when the chain goes on.</param>
public sealed record StoppedLine(
    string Id, string Name, string Organisation, long People, int StopsAtHours, int? ToleratesHours, int? ExitHours,
    IReadOnlyList<BecauseLine> Because, bool More, SeedLine? Seed);

/// <summary>What switches a service off.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Country">The country of the controller, or the one place where it runs; null for others.</param>
/// <param name="Suppliers">Names of the suppliers from the controller to its own; empty when there is no such chain.</param>
public sealed record SeedLine(SeedKind Kind, Country? Country, IReadOnlyList<string> Suppliers);

/// <summary>Who says so.</summary>
/// <param name="Name">What the source is called.</param>
/// <param name="Url">Where it can be read, as someone typed it; null when nowhere.</param>
/// <param name="RetrievedOn">The day on which it was read; null when unknown.</param>
public sealed record SourceLine(string Name, string? Url, DateOnly? RetrievedOn);

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
/// <param name="Lost">What it lost, by name; null when nothing.</param>
/// <param name="KeptBy">What keeps it going, by name; null when it lost nothing.</param>
public sealed record RunningLine(string Id, string Name, string Organisation, long People, string? Lost, string? KeptBy);

/// <summary>A service whose loss stops functions directly.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Functions">How many functions name it first in their chain.</param>
/// <param name="Kind">What switches it off; null when it stops because of something that it needs itself.</param>
/// <param name="Country">The country of the controller, or null.</param>
/// <param name="Suppliers">Names of the suppliers from the controller to its own; empty when there is no such chain.</param>
public sealed record CauseLine(
    string Id, string Name, int Functions, SeedKind? Kind, Country? Country, IReadOnlyList<string> Suppliers);
