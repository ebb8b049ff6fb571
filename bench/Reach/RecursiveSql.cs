using Sluiswachter.Model;

namespace Sluiswachter.Bench;

/// <summary>The question as recursive queries.</summary>
internal static class RecursiveSql
{
    /// <summary>On a table of edges and one of seeds; the same in both databases.</summary>
    public const string OnIntegers =
        """
        WITH RECURSIVE reached (node) AS (
            SELECT node FROM seed UNION SELECT edge.target FROM reached JOIN edge ON edge.source = reached.node)
        SELECT count(*) FROM reached
        """;

    /// <summary>
    /// On the register's own tables, by the facts that hold on a day, from the same table of seeds, in two ways: all edges
    /// found first, or the tables joined anew for each step. Which is the faster depends on the register.
    /// </summary>
    /// <remarks>
    /// A function counts when its body holds too, a service when its supplier does; a requirement of a body is one of
    /// each of its functions.
    /// </remarks>
    public static IReadOnlyList<string> OnFacts(DateOnly day) =>
    [
        $"""
        WITH RECURSIVE {Consumers(day)},
        edge (source, target) AS MATERIALIZED (
            SELECT a.service_key, c.node FROM alternatives a {Needs(day)} WHERE {Holds("a", day)}),
        reached (node) AS (
            SELECT node FROM seed UNION SELECT edge.target FROM reached JOIN edge ON edge.source = reached.node)
        SELECT count(*) FROM reached
        """,
        $"""
        WITH RECURSIVE {Consumers(day)},
        reached (node) AS (
            SELECT node FROM seed
            UNION
            SELECT c.node FROM reached
            JOIN alternatives a ON a.service_key = reached.node AND {Holds("a", day)} {Needs(day)})
        SELECT count(*) FROM reached
        """,
    ];

    private static string Consumers(DateOnly day) =>
        $"""
        consumer (key, node) AS (
            SELECT f.id_key, f.id_key FROM functions f JOIN organisations o ON o.id_key = f.organisation_key
            WHERE {Holds("f", day)} AND {Holds("o", day)}
            UNION ALL
            SELECT f.organisation_key, f.id_key FROM functions f JOIN organisations o ON o.id_key = f.organisation_key
            WHERE {Holds("f", day)} AND {Holds("o", day)}
            UNION ALL
            SELECT s.id_key, s.id_key FROM services s JOIN suppliers p ON p.id_key = s.supplier_key
            WHERE {Holds("s", day)} AND {Holds("p", day)})
        """;

    private static string Needs(DateOnly day) =>
        $"""
        JOIN requirements r ON r.id_key = a.requirement_key
            AND {Holds("r", day)} AND coalesce(r.status, 0) <> {(int)RequirementStatus.Considered}
        JOIN consumer c ON c.key = r.consumer_key
        """;

    private static string Holds(string fact, DateOnly day) =>
        $"{fact}.superseded_by IS NULL AND ({fact}.valid_from IS NULL OR {fact}.valid_from <= {day.DayNumber}) " +
        $"AND ({fact}.valid_until IS NULL OR {fact}.valid_until > {day.DayNumber})";
}
