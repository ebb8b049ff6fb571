using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>One walk down from a function over all that it stands on.</summary>
internal sealed class ChainWalk
{
    private readonly DependencyGraph graph;
    private readonly RegisterColumns columns;
    private readonly Country here;
    private readonly Controllers controllers;

    private readonly DownwardWalk walk;

    public ChainWalk(DependencyGraph graph, RegisterColumns columns, int function, Country here)
    {
        (this.graph, this.columns, this.here) = (graph, columns, here);
        controllers = Controllers.Of(columns);
        walk = DownwardWalk.From(graph, function);
    }

    /// <summary>The links below the function, breadth first.</summary>
    public IReadOnlyList<ChainLink> Links()
    {
        var about = new AboutAlternatives(columns, walk.Met.Select(m => graph.Required.Position[m.Requirement]));
        return [.. walk.Met.Select(m => Link(m.Depth, m.Requirement, m.Alternative, about))];
    }

    /// <summary>Requirements of what was entered that have too few alternatives.</summary>
    public IReadOnlyList<int> Unmet()
    {
        var unmet = graph.Unmet.ToHashSet();
        var requirements = columns.Requirement;
        return
        [
            .. Enumerable.Range(0, requirements.Requirement.Length)
                .Where(r => unmet.Contains(requirements.Requirement[r]) && IsEntered(requirements.Consumer[r]))
                .Select(r => requirements.Requirement[r]).Order(),
        ];
    }

    private bool IsEntered(int consumer)
    {
        var (node, body) = (graph.NodeOf(consumer), graph.Bodies.Entity.PlaceOf(consumer));
        return (node >= 0 && walk.HasNode(node)) || (body >= 0 && walk.HasBody(body));
    }

    private ChainLink Link(int depth, int requirement, int alternative, AboutAlternatives about)
    {
        var (first, end) = graph.Alternatives.Starts[requirement];
        var (position, node) = (graph.Required.Position[requirement], graph.Alternatives.Node[alternative]);
        var (used, consumer) = (graph.EntityOf(node), graph.Required.Consumer[requirement]);
        var supplier = graph.IsFunction(node) ? null : Behind(graph.Suppliers.Entity[graph.Nodes.SupplierOf(node)]);
        var places = supplier is null ? [] : about.PlacesOf(used);
        var (ground, source) = (graph.Alternatives.Ground, graph.Alternatives.Ground.SourceOf(alternative));
        var saysSource = source >= 0;
        source = saysSource ? source : graph.Required.Ground.SourceOf(requirement);
        return new ChainLink(
            depth,
            consumer < graph.NodeCount ? graph.EntityOf(consumer) : graph.Bodies.Entity[consumer - graph.NodeCount],
            position,
            about.PurposeOf(position),
            end - first - graph.Required.Arrivals[requirement] + 1,
            end - first,
            used,
            about.RoleOf(position, used),
            supplier,
            places,
            supplier is null ? Whereabouts.Unknown : ControlOf(supplier.Control[^1]),
            Whereabout.Of(places.Select(p => (Country?)p), here),
            saysSource ? ground.BasisOf(alternative) : graph.Required.Ground.BasisOf(requirement),
            source >= 0 ? source : null);
    }

    private ChainSupplier Behind(int supplier)
    {
        var chain = controllers.ChainTo(supplier);
        return new ChainSupplier(chain, [.. chain.Select(controllers.CountryOf)]);
    }

    /// <summary>Where the supplier and all who control it are, also those beside the chain that is shown.</summary>
    private Whereabouts ControlOf(int supplier) =>
        Whereabout.Of(controllers.AllAbove(supplier).Select(controllers.CountryOf), here);

    /// <summary>What only the columns know of some requirements and of services.</summary>
    private sealed class AboutAlternatives
    {
        private readonly Dictionary<int, Purpose> purposes = [];
        private readonly Dictionary<(int Requirement, int Used), AlternativeRole> roles = [];
        private readonly Dictionary<int, IReadOnlyList<Country>> places = [];

        public AboutAlternatives(RegisterColumns columns, IEnumerable<int> requirements)
        {
            var wanted = requirements.ToHashSet();
            for (var r = 0; r < columns.Requirement.Requirement.Length; r++)
            {
                if (wanted.Contains(columns.Requirement.Requirement[r]))
                {
                    purposes.Add(columns.Requirement.Requirement[r], columns.Requirement.Purpose[r]);
                }
            }

            var roleOf = columns.Alternative.Role ?? throw new ArgumentException("read without data", nameof(columns));
            for (var a = 0; a < roleOf.Length; a++)
            {
                if (wanted.Contains(columns.Alternative.Requirement[a]))
                {
                    roles[(columns.Alternative.Requirement[a], columns.Alternative.Service[a])] = roleOf[a];
                }
            }

            var regionsOf = columns.Service.Regions ?? throw new ArgumentException("read without regions", nameof(columns));
            for (var s = 0; s < regionsOf.Length; s++)
            {
                places[columns.Service.Entity[s]] = regionsOf[s] ?? [];
            }
        }

        public Purpose PurposeOf(int requirement) => purposes[requirement];

        public AlternativeRole RoleOf(int requirement, int used) => roles[(requirement, used)];

        public IReadOnlyList<Country> PlacesOf(int service) => places[service];
    }
}
