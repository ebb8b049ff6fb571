using Sluiswachter.Model;

namespace Sluiswachter.Discovery;

/// <summary>Which service stands behind a measured name, as far as that was looked up.</summary>
/// <remarks>The directory is data handed in; a country or an owner is never read off a name or an address.</remarks>
public sealed class NameDirectory(IEnumerable<RecognisedName> recognised, IReadOnlySet<string> notFound)
{
    private readonly ILookup<string, RecognisedName> names =
        recognised.ToLookup(n => n.Name, StringComparer.Ordinal);

    /// <summary>A directory that knows nothing.</summary>
    public static NameDirectory Empty { get; } = new([], new HashSet<string>());

    /// <summary>The service behind a host, by the longest name that covers it; null when none is recognised.</summary>
    /// <param name="host">A host name in lower case.</param>
    /// <param name="role">What it does; a name recognised for this goes before one recognised for something else.</param>
    public EntityId? ServiceOf(string host, NameRoles role) =>
        Covering(host).FirstOrDefault(n => (n.Roles & role) != NameRoles.None)?.Service ??
        Covering(host).FirstOrDefault(n => n.Roles != NameRoles.Network)?.Service;

    /// <summary>The service that runs an autonomous system; null when it is not recognised.</summary>
    public EntityId? ServiceOfNetwork(long number) =>
        names[$"AS{number}"].FirstOrDefault(n => n.Roles.HasFlag(NameRoles.Network))?.Service;

    /// <summary>Whether the supplier behind a domain was looked for in vain.</summary>
    public bool WasNotFound(string domain) => notFound.Contains(domain);

    private IEnumerable<RecognisedName> Covering(string host)
    {
        for (var start = 0; start >= 0; start = NextLabel(host, start))
        {
            foreach (var name in names[host[start..]])
            {
                yield return name;
            }
        }
    }

    private static int NextLabel(string host, int start) =>
        host.IndexOf('.', start) is >= 0 and var dot ? dot + 1 : -1;
}
