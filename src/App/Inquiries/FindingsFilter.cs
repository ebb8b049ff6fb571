using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>Which findings are asked for.</summary>
/// <param name="Bodies">Uses of these bodies only; null: of all.</param>
/// <param name="Services">Uses of these services only; empty: of all.</param>
/// <param name="Packs">Clauses of these packs only; empty: of all.</param>
/// <param name="Clauses">These clauses only; empty: all.</param>
/// <param name="Severities">Clauses of these severities only; empty: of all.</param>
/// <param name="Open">Of the findings only those that are open (true) or broken (false); null: both.</param>
internal sealed record FindingsFilter(
    IReadOnlySet<EntityId>? Bodies, IReadOnlyList<EntityId> Services, IReadOnlyList<string> Packs, IReadOnlyList<string> Clauses,
    IReadOnlyList<Severity> Severities, bool? Open)
{
    /// <summary>Whether a use counts.</summary>
    public bool Takes(JudgedUse judged) =>
        Bodies?.Contains(judged.Body.Id) != false && (Services.Count == 0 || Services.Contains(judged.Service.Id));

    /// <summary>Whether a clause counts.</summary>
    public bool Takes(Clause clause) =>
        (Packs.Count == 0 || Packs.Contains(clause.Pack)) && (Clauses.Count == 0 || Clauses.Contains(clause.Id)) &&
        (Severities.Count == 0 || Severities.Contains(clause.Severity));
}
