using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>An answer as a person reads it: with names, and no longer than a screen or page can hold.</summary>
/// <remarks>The whole answer, without names, is <see cref="SwitchOffJson"/>.</remarks>
public sealed class SwitchOffReport
{
    /// <summary>Comes after all that are known.</summary>
    private const Criticality Unknown = (Criticality)byte.MaxValue;

    private SwitchOffReport()
    {
    }

    /// <summary>Functions that stop: first those on which most depends, then by the people they serve.</summary>
    public required IReadOnlyList<StoppedLine> Stopped { get; init; }

    /// <summary>
    /// Functions that go on, of those that serve people or do not say: first those that lost something, then by the people
    /// they serve.
    /// </summary>
    public required IReadOnlyList<RunningLine> Running { get; init; }

    /// <summary>The services that stop most functions directly, with what switches them off.</summary>
    public required IReadOnlyList<CauseLine> Causes { get; init; }

    /// <summary>Who says what the lines rest on, by the id of the source.</summary>
    public required IReadOnlyDictionary<string, SourceLine> Sources { get; init; }

    /// <summary>How many functions go on, of those that serve people or do not say.</summary>
    public required int RunningFunctions { get; init; }

    /// <summary>How many of those lost something.</summary>
    public required int SparedFunctions { get; init; }

    /// <summary>Makes a report of at most some lines of each kind.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="control">Who says who is in control.</param>
    /// <param name="reader">The picture of the register that the answer came from, for names.</param>
    /// <param name="lines">The most lines of each kind.</param>
    public static SwitchOffReport Of(SwitchOffAnswer answer, ControlGrounds control, IRegisterReader reader, int lines)
    {
        var stopped = answer.Functions.OrderBy(f => f.Criticality ?? Unknown).ThenByDescending(f => f.People)
            .ThenBy(f => f.StopsAtHours).ThenBy(f => f.Entity).Take(lines).ToList();
        var running = StillRunning.Of(answer).Where(f => !f.ServesNobody).ToList();
        var causes = CausesOf(answer, lines);
        var shown = Shown(answer, stopped, running.Take(lines), causes.Select(c => c.Service))
            .Select(position => answer.Graph.Entities[position]).ToHashSet(StringComparer.Ordinal);
        var seeded = causes.Select(c => c.Service).Concat(stopped.SelectMany(f => f.Because.Steps).Select(s => s.Service))
            .Select(position => answer.Graph.Entities[position]).ToHashSet(StringComparer.Ordinal);
        var supplied = ControlGrounds.Holding<Service>(FactKind.Service, seeded, answer.Graph.At, reader)
            .ToDictionary(s => s.Id.Text, StatedGround.Of, StringComparer.Ordinal);
        var naming = new Naming(answer, control, supplied, reader.Names(shown, answer.Graph.At));
        List<StoppedLine> stoppedLines = [.. stopped.Select(naming.LineOf)];
        List<CauseLine> causeLines = [.. causes.Select(c => naming.LineOf(c.Service, c.Functions))];
        return new SwitchOffReport
        {
            Stopped = stoppedLines,
            Running = [.. running.Take(lines).Select(naming.LineOf)],
            Causes = causeLines,
            Sources = SourceLine.Read(
                [
                    .. stoppedLines.SelectMany(f => f.Because).Select(b => b.Source),
                    .. stoppedLines.Select(f => f.Seed).Concat(causeLines.Select(c => c.Seed)).OfType<SeedLine>()
                        .SelectMany(s => s.Links).Select(l => l.Ground.Source),
                ],
                answer.Graph.At, reader),
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
        SwitchOffAnswer answer, ControlGrounds control, Dictionary<string, StatedGround> supplied,
        IReadOnlyDictionary<string, string> names)
    {
        private readonly Dictionary<int, Seeding> seeds =
            answer.Services.Where(s => s.SeededBy is not null).ToDictionary(s => s.Entity, s => s.SeededBy!);

        public StoppedLine LineOf(StoppedFunction function) => new(
            IdOf(function.Entity), NameOf(function.Entity), NameOf(function.Organisation), function.People, function.ServesNobody,
            function.Criticality, function.StopsAtHours, function.ToleratesHours, function.ExitHours,
            [.. function.Because.Steps.Select(LineOf)], function.Because.HasMore,
            function.Because.Steps.Select(s => SeedOf(s.Service)).LastOrDefault());

        private BecauseLine LineOf(BecauseStep step) => new(
            answer.Graph.Requirements[step.Requirement], IdOf(step.Service), NameOf(step.Service), step.FailsAtHours, step.GraceHours,
            step.Need, step.Of, step.Basis, step.Source is { } source ? answer.Graph.Sources[source] : null, step.Weakest);

        public RunningLine LineOf(RunningFunction function) => new(
            IdOf(function.Entity), NameOf(function.Entity), NameOf(function.Organisation), function.People, function.Criticality,
            function.Spare is { } lost ? NameOf(lost.Lost) : null, function.Spare is { } kept ? NameOf(kept.KeptBy) : null);

        public CauseLine LineOf(int service, int functions) =>
            new(IdOf(service), NameOf(service), functions, SeedOf(service));

        private SeedLine? SeedOf(int service) => seeds.TryGetValue(service, out var seeding)
            ? new SeedLine(seeding.Kind, seeding.Country, [.. seeding.Suppliers.Select(NameOf)], [.. LinksOf(service, seeding)])
            : null;

        /// <summary>Who supplies the service or where it runs, who controls whom from there up, and where that one is.</summary>
        private IEnumerable<LinkLine> LinksOf(int service, Seeding seeding)
        {
            var name = NameOf(service);
            if (seeding.Kind == SeedKind.Location && supplied.TryGetValue(IdOf(service), out var runs))
            {
                var places = string.Join(' ', seeding.Locations);
                yield return new LinkLine(new Phrase($"{name} runs only in {places}", $"{name} draait alleen in {places}"), runs);
            }

            if (seeding.Suppliers is not [.., var own])
            {
                yield break;
            }

            if (supplied.TryGetValue(IdOf(service), out var ground))
            {
                yield return new LinkLine(
                    new Phrase($"{name} is supplied by {NameOf(own)}", $"{name} wordt geleverd door {NameOf(own)}"), ground);
            }

            foreach (var (owner, owned) in seeding.Suppliers.Zip(seeding.Suppliers.Skip(1)).Reverse())
            {
                if (control.OfHolding(IdOf(owner), IdOf(owned)) is { } held)
                {
                    yield return new LinkLine(
                        new Phrase(
                            $"{NameOf(owned)} is controlled by {NameOf(owner)}",
                            $"{NameOf(owned)} staat onder zeggenschap van {NameOf(owner)}"),
                        held);
                }
            }

            if (seeding.Country is { } country && control.OfSupplier(IdOf(seeding.Suppliers[0])) is { } established)
            {
                var first = NameOf(seeding.Suppliers[0]);
                yield return new LinkLine(
                    new Phrase(
                        $"{first} is established in {CountryNames.InSentence(country).English}",
                        $"{first} is gevestigd in {CountryNames.InSentence(country).Dutch}"),
                    established);
            }
        }

        private string IdOf(int position) => answer.Graph.Entities[position];

        private string NameOf(int position) => names.GetValueOrDefault(IdOf(position)) ?? IdOf(position);
    }
}
