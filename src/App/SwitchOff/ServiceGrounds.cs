using System.Collections;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Who supplies services, and so where they run, in the order of their ids, each with on what that rests.</summary>
/// <remarks>
/// Takes some twenty bytes for each service, whatever its fact says; facts are read some thousands at a time and let go of. They
/// are all read before the first is told, so that a store that fails does so before an answer has begun, and a client
/// that reads slowly keeps no transaction open.
/// </remarks>
internal sealed class ServiceGrounds : IEnumerable<ServiceGround>
{
    private readonly DependencyGraph graph;
    private readonly Row[] rows;
    private readonly List<string> sources;

    private ServiceGrounds(DependencyGraph graph, Row[] rows, List<string> sources) =>
        (this.graph, this.rows, this.sources) = (graph, rows, sources);

    /// <summary>The ids of who says so, each once.</summary>
    public IReadOnlyList<string> Sources => sources;

    /// <summary>Reads on what services rest.</summary>
    /// <param name="graph">The facts of the day.</param>
    /// <param name="services">Positions of the ids of services that count on the day, each once.</param>
    /// <param name="reader">The picture of the register that the graph came from.</param>
    public static ServiceGrounds Of(DependencyGraph graph, IEnumerable<int> services, IRegisterReader reader)
    {
        // A lower position is a lower id.
        int[] ordered = [.. services];
        Array.Sort(ordered);
        var (rows, sources) = (new Row[ordered.Length], new SourceNumbers());
        for (var first = 0; first < ordered.Length; first += ControlGrounds.Batch)
        {
            string[] ids = [.. ordered[first..Math.Min(first + ControlGrounds.Batch, ordered.Length)].Select(s => graph.Entities[s])];
            var found = ControlGrounds.Holding<Service>(FactKind.Service, ids, graph.At, reader)
                .ToDictionary(s => s.Id.Text, StatedGround.Of, StringComparer.Ordinal);
            foreach (var (place, id) in ids.Index())
            {
                rows[first + place] = Row.Of(ordered[first + place], found[id], sources);
            }
        }

        return new ServiceGrounds(graph, rows, sources.Ids);
    }

    /// <inheritdoc />
    public IEnumerator<ServiceGround> GetEnumerator()
    {
        foreach (var row in rows)
        {
            yield return new ServiceGround(
                graph.Entities[row.Service], graph.Entities[graph.SuppliedBy(row.Service)], row.Ground(sources));
        }
    }

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Sources as numbers, from 0 in the order in which they came.</summary>
    private sealed class SourceNumbers
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public List<string> Ids { get; } = [];

        /// <summary>The number of a source; -1: nobody was named.</summary>
        public int Of(string? id)
        {
            if (id is null)
            {
                return -1;
            }

            if (!numbers.TryGetValue(id, out var number))
            {
                numbers.Add(id, number = Ids.Count);
                Ids.Add(id);
            }

            return number;
        }
    }

    /// <summary>A service and its ground, in as few bytes as they take.</summary>
    /// <param name="Service">The position of its id.</param>
    /// <param name="Source">The number of who says so; -1: nobody was named.</param>
    /// <param name="ObservedOn">The number of the day; -1: unknown.</param>
    /// <param name="Since">The number of the day; -1: it does not say.</param>
    /// <param name="Basis">On what ground.</param>
    private readonly record struct Row(int Service, int Source, int ObservedOn, int Since, Basis Basis)
    {
        public static Row Of(int service, StatedGround ground, SourceNumbers sources) => new(
            service, sources.Of(ground.Source), ground.ObservedOn?.DayNumber ?? -1, ground.Since?.DayNumber ?? -1, ground.Basis);

        public StatedGround Ground(List<string> sources) => new(Basis, Source < 0 ? null : sources[Source], Day(ObservedOn), Day(Since));

        private static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);
    }
}

/// <summary>A service that is switched off.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Supplier">The id of who supplies it.</param>
/// <param name="Ground">On what that rests, and where it runs.</param>
public sealed record ServiceGround(string Id, string Supplier, StatedGround Ground);
