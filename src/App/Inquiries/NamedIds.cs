using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Lets people name suppliers, services, bodies and functions by what they are called.</summary>
/// <remarks>For people only: programs name them by id, so that a new name changes nothing.</remarks>
public sealed class NamedIds(IRegisterReader reader)
{
    private static readonly Dictionary<string, FactKind> Kinds = new(StringComparer.Ordinal)
    {
        ["supplier"] = FactKind.Supplier, ["service"] = FactKind.Service,
        ["organisation"] = FactKind.Organisation, ["function"] = FactKind.Function,
    };

    private readonly KnownIds.Suggestions suggestions = new(reader);

    /// <summary>Whether what a parameter means can be named by what it is called.</summary>
    internal static bool Name(string parameter) => Kinds.ContainsKey(parameter);

    /// <summary>The ids that are meant: an id that is known first, else the only thing that is called so.</summary>
    /// <param name="parameter">The parameter, by its name in the API.</param>
    /// <param name="typed">What was typed; in names upper and lower case are the same.</param>
    /// <returns>What was typed itself, where nothing or more than one thing is called so.</returns>
    public IReadOnlyList<string> Of(string parameter, IReadOnlyList<string> typed) =>
        Kinds.TryGetValue(parameter, out var kind) && typed.Any(t => reader.KindOf(t) is null)
            ? [.. typed.Select(t => reader.KindOf(t) is null ? IdOf(t, kind) ?? t : t)]
            : typed;

    /// <summary>Tells of a name that nothing has what may have been meant, rather than that it is no id.</summary>
    public ParameterProblem Explain(ParameterProblem problem) =>
        problem.Problem is MalformedId { Text: { Length: > 0 } text } && Kinds.TryGetValue(problem.Parameter, out var kind)
            ? problem with { Problem = new UnknownId(text, kind, suggestions.For(text, kind)) }
            : problem;

    /// <summary>A problem for each id that could be one and that the register does not know.</summary>
    public IEnumerable<ParameterProblem> Unknown(string parameter, IEnumerable<string> ids) => KnownIds.Missing(
        parameter, ids.Select(EntityId.Of).Where(id => id.Holds).Select(id => id.Value), Kinds[parameter], reader);

    private string? IdOf(string typed, FactKind kind)
    {
        var name = FactSchema.Of(kind).IndexOf("name");
        List<string> called =
        [
            .. reader.Facts(kind).Where(f => string.Equals(f[name].Text, typed.Trim(), StringComparison.OrdinalIgnoreCase))
                .Select(f => f[0].Text!).Distinct(StringComparer.Ordinal).Take(2),
        ];
        return called is [var only] ? only : null;
    }
}
