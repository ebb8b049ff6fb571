using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Sluiswachter.Fixtures;

/// <summary>A real PostgreSQL server for one test process, and as many fresh databases in it as tests want.</summary>
/// <remarks>
/// <para>
/// Started when the first database is asked for, in a temporary folder of its own, on a Unix socket only; stopped when
/// disposed, and also when the test process dies: the shell that guards it then reads the end of its input. Nothing is
/// forced to disk unless <see cref="ForcesToDisk"/> says so, which is right for tests and nothing else. Its language is
/// Dutch (ICU), so that a query that forgets to ask for the order of bytes is found out.
/// </para>
/// <para>Use it as an assembly fixture: <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>.</para>
/// </remarks>
public sealed class PostgresServer : IDisposable
{
    private const string Script = """
        set -e
        dir=$(mktemp -d)
        trap 'rm -rf "$dir"' EXIT
        "$1/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --no-sync \
            --locale=C --locale-provider=icu --icu-locale=nl >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log"; exit 1; }
        "$1/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -s -o \
            "-c listen_addresses='' -c unix_socket_directories='$dir' $2" \
            start >"$dir/start.log" 2>&1 </dev/null || { cat "$dir/start.log" "$dir/server.log"; exit 1; }
        echo "ready $dir"
        # Input ends when the test process does, also when it is killed: that is the signal, not a failure.
        read -r wait_for_the_end || true
        "$1/pg_ctl" -D "$dir/data" -m immediate -s stop >/dev/null 2>&1
        """;

    private const string NothingToDisk = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off";

    private readonly Lock gate = new();
    private Process? guard;
    private string socketFolder = "";
    private int databases;

    /// <summary>Whether a commit is on disk before it is answered, and all else is as PostgreSQL comes: to measure.</summary>
    public bool ForcesToDisk { get; init; }

    /// <summary>A connection string to a new, empty database.</summary>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL on this machine, or it does not start.</exception>
    public string NewDatabase()
    {
        lock (gate)
        {
            if (guard is null)
            {
                Start();
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"test{++databases}");
            using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
            connection.Open();
            using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            create.ExecuteNonQuery();
            return ConnectionTo(name);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (guard is not null)
        {
            NpgsqlConnection.ClearAllPools();
            guard.StandardInput.Close();
            guard.WaitForExit();
            guard.Dispose();
            guard = null;
        }
    }

    private static string FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return versions
            .OrderByDescending(v => int.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Select(v => Path.Combine(v, "bin"))
            .Concat(paths)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
            ?? throw new InvalidOperationException(
                "These tests need a PostgreSQL server and found no initdb: install Debian's package postgresql.");
    }

    private void Start()
    {
        var programs = FindPrograms();
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        string[] command = ["sh", "-c", Script, "sh", programs, ForcesToDisk ? "" : NothingToDisk];

        // PostgreSQL refuses to run as root, as tests in a container do.
        command = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. command] : command;
        start.FileName = command[0];
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        guard = Process.Start(start)!;
        var said = guard.StandardOutput.ReadLine() ?? "";
        if (!said.StartsWith("ready ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"The PostgreSQL server in {programs} did not start: {said}\n{guard.StandardOutput.ReadToEnd()}");
        }

        socketFolder = said["ready ".Length..];
    }

    private string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder { Host = socketFolder, Username = "postgres", Database = database }.ConnectionString;
}
