using Npgsql;
using Sluiswachter.Insight;

namespace Sluiswachter.Bench;

/// <summary>How long an import takes, next to PostgreSQL's own <c>\copy</c> of the very same rows.</summary>
/// <remarks>
/// The import reads and checks a bundle, makes keys, and writes facts and a chained journal in one transaction;
/// <c>\copy</c> only loads finished rows, in one transaction too, into the same tables with the same indexes.
/// </remarks>
public static class ImportBench
{
    private const int DefaultSize = 120_000;

    /// <summary>Measures each size that was asked for.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        using var postgres = PostgresPlace.Open(options.Postgres);
        foreach (var shape in options.RegistersOr([Shape.Uniform], [DefaultSize]))
        {
            Measure(bench, postgres, shape, options.Runs);
        }
    }

    private static void Measure(Workbench bench, PostgresPlace? postgres, RegisterShape shape, int runs)
    {
        var bundle = bench.Generate(shape);
        var (sqlite, imported, copied) = (new Timings(), new Timings(), new Timings());
        var (sqlitePeak, postgresPeak, rows) = (0.0, 0.0, 0L);
        var copy = postgres is not null && Programs.Exist("psql") ? new RowsOnFile(bench.NewPath("-rows")) : null;
        for (var run = 0; run < runs; run++)
        {
            var address = $"sqlite:{bench.NewPath(".sqlite")}";
            var done = bench.Import(bundle, address);
            sqlite.Add(done);
            sqlitePeak = Math.Max(sqlitePeak, done.PeakMegabytes ?? 0);
            rows = CountRows(address);
            if (postgres is null)
            {
                continue;
            }

            var database = postgres.NewDatabase();
            postgres.Settle();
            done = bench.Import(bundle, $"postgres:{database}");
            imported.Add(done);
            postgresPeak = Math.Max(postgresPeak, done.PeakMegabytes ?? 0);
            if (copy is not null)
            {
                copy.TakeFrom(database);
                var fresh = postgres.NewDatabase();
                Workbench.Open($"postgres:{fresh}").Dispose();
                postgres.Settle();
                copied.Add(copy.LoadInto(fresh).Milliseconds);
            }
        }

        Console.WriteLine($"\nimport, {shape}: {rows:N0} rows, journal included; median of {runs} (least–most)");
        Console.WriteLine($"  sluis import, SQLite      {sqlite}, {sqlite.ProcessorText()}, peak memory {Megabytes(sqlitePeak)}");
        if (postgres is not null)
        {
            Console.WriteLine($"  sluis import, PostgreSQL  {imported}, {imported.ProcessorText()}, peak memory {Megabytes(postgresPeak)} (without the server's)");
            Console.WriteLine(copy is null
                ? "  psql \\copy                left out: there is no psql on the path"
                : $"  psql \\copy, same rows     {copied}");
        }

        if (copy is not null)
        {
            Console.WriteLine($"  import / \\copy            {imported.Median / copied.Median:0.00} in PostgreSQL, {sqlite.Median / copied.Median:0.00} in SQLite");
        }
    }

    /// <summary>How many rows a first import made: per fact one and one in the journal, and one per id.</summary>
    private static long CountRows(string address)
    {
        using var store = Workbench.Open(address);
        using var reader = store.Read();
        var columns = reader.Columns(new DateOnly(2026, 6, 1), includeConsidered: true);
        return 2L * reader.Head.Number + Ids(columns) + 1;
    }

    private static long Ids(RegisterColumns columns) =>
        (long)columns.Entities.Count + columns.Requirements.Count + columns.Sources.Count;

    private static string Megabytes(double megabytes) => megabytes > 0 ? $"{megabytes:N0} MB" : "unknown (no /usr/bin/time)";

    /// <summary>The rows of a register as the files of <c>\copy</c>, in PostgreSQL's text format.</summary>
    private sealed class RowsOnFile(string folder)
    {
        private readonly List<string> tables = [];

        public void TakeFrom(string database)
        {
            if (tables.Count > 0)
            {
                return;
            }

            Directory.CreateDirectory(folder);

            // A new register already has its list of migrations and an empty head.
            foreach (var table in Tables(database).Except(["migration", "journal_head"]))
            {
                Script(database, $"\\copy {table} TO '{File(table)}'");
                if (new FileInfo(File(table)).Length > 0)
                {
                    tables.Add(table);
                }
            }
        }

        public TimedProcess LoadInto(string database)
        {
            var script = Path.Combine(folder, "load.sql");
            System.IO.File.WriteAllLines(script, tables.Select(t => $"\\copy {t} FROM '{File(t)}'"));
            return TimedProcess.Run(
                ["psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", script], PostgresPlace.Variables(database));
        }

        private string File(string table) => Path.Combine(folder, table);

        private static void Script(string database, string line) =>
            Programs.Run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", line], environment: PostgresPlace.Variables(database));

        private static List<string> Tables(string database)
        {
            using var connection = PostgresPlace.Connect(database);
            using var query = new NpgsqlCommand(
                "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()", connection);
            using var reader = query.ExecuteReader();
            var names = new List<string>();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }

            return names;
        }
    }
}
