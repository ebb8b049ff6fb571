using System.Diagnostics;
using Npgsql;
using Sluiswachter.Insight;

namespace Sluiswachter.Bench;

/// <summary>Recursive SQL in PostgreSQL, with memory enough and without its compiler, which would only cost here.</summary>
internal static class PostgresRival
{
    /// <summary>On a table of two integers, with an index that covers the query.</summary>
    public static Reached OnIntegers(PostgresPlace place, PlainQuestion question, int runs)
    {
        using var connection = PostgresPlace.Connect(place.NewDatabase());
        var begin = Stopwatch.GetTimestamp();
        Do(connection, "CREATE TABLE edge (source INTEGER NOT NULL, target INTEGER NOT NULL)");
        using (var copy = connection.BeginBinaryImport("COPY edge (source, target) FROM STDIN (FORMAT BINARY)"))
        {
            for (var i = 0; i < question.From.Length; i++)
            {
                copy.StartRow();
                copy.Write(question.From[i]);
                copy.Write(question.To[i]);
            }

            copy.Complete();
        }

        Do(connection, "CREATE INDEX edge_source ON edge (source, target)");
        Do(connection, "VACUUM ANALYZE edge");
        var ready = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        using (var add = new NpgsqlCommand("CREATE TEMP TABLE seed AS SELECT unnest($1::integer[]) AS node", connection))
        {
            add.Parameters.Add(new NpgsqlParameter { Value = question.Seeds });
            add.ExecuteNonQuery();
        }

        return Measure(connection, "integers", [RecursiveSql.OnIntegers], runs, ready);
    }

    /// <summary>On the tables of a register in PostgreSQL, as they are; the fastest of several queries.</summary>
    public static Reached OnFacts(string database, DependencyGraph graph, PlainQuestion question, int runs)
    {
        using var connection = PostgresPlace.Connect(database);
        Do(connection, "VACUUM ANALYZE");
        using (var add = new NpgsqlCommand(
            "CREATE TEMP TABLE seed AS SELECT key AS node FROM entity WHERE id = ANY ($1)", connection))
        {
            var ids = Array.ConvertAll(question.Seeds, node => graph.Entities[graph.EntityOf(node)]);
            add.Parameters.Add(new NpgsqlParameter { Value = ids });
            add.ExecuteNonQuery();
        }

        return Measure(connection, "the register's tables", RecursiveSql.OnFacts(graph.At), runs, null);
    }

    private static Reached Measure(
        NpgsqlConnection connection, string on, IReadOnlyList<string> queries, int runs, double? ready)
    {
        Do(connection, "ANALYZE seed");
        Do(connection, "SET jit = off");
        Do(connection, "SET work_mem = '256MB'");
        var fastest = queries.MinBy(query => Timings.Once(() => Count(connection, query)))!;
        var (count, times) = (0L, new Timings());
        for (var run = 0; run < runs; run++)
        {
            times.Add(Timings.Once(() => count = Count(connection, fastest)));
        }

        return new Reached($"recursive SQL, PostgreSQL {connection.PostgreSqlVersion}, {on}", (int)count, times, ready);
    }

    private static long Count(NpgsqlConnection connection, string query)
    {
        using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        return (long)command.ExecuteScalar()!;
    }

    private static void Do(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
