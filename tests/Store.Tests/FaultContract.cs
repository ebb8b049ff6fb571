using Sluiswachter.Model;
using static Sluiswachter.Store.Tests.Pictures;

namespace Sluiswachter.Store.Tests;

public sealed class SqliteFaultTests() : FaultContract(new Sqlite());

public sealed class PostgresFaultTests(Fixtures.PostgresServer server) : FaultContract(new Postgres(server));

/// <summary>The machine breaks at each write in turn: the register is as before or as after, and nothing between.</summary>
public abstract class FaultContract(Engine engine) : IDisposable
{
    private const string Change = """
        + suppliers newcomer country=BE
        ~ suppliers acme country=NL
        - suppliers polder
        + services cloud supplier=newcomer 2030-01-01..
        ~ services cloud supplier=newcomer
        + requirements r9 consumer=cloud purpose=mail
        + alternatives r9 service=cloud
        """;

    [Fact]
    public void A_change_that_breaks_at_its_nth_write_has_happened_wholly_or_not_at_all() => Sweep((_, write) =>
    {
        var writes = 0;
        return new StoreOptions
        {
            BeforeWrite = () =>
            {
                if (++writes == write)
                {
                    throw new StoreFailure(new Phrase("broken", "stuk"));
                }
            },
        };
    });

    /// <summary>A full disk on SQLite, a session that is ended on PostgreSQL.</summary>
    [Fact]
    public void A_machine_that_breaks_at_the_nth_write_leaves_the_register_whole() => Sweep(engine.BreakAt);

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Sweep(Func<string, int, StoreOptions> breakAt)
    {
        var address = engine.NewAddress();
        var sound = engine.Open(address);
        sound.Draw(Everything.Replace("+ contracts", "+ suppliers gone\n+ contracts", StringComparison.Ordinal));
        sound.Draw("- ownership acme owned=polder 2026-01-01..2027-01-01");
        var before = Look(sound);
        var broken = 0;
        for (var write = 1; ; write++)
        {
            var failure = Try(address, breakAt(address, write));
            var now = Look(sound);
            broken += failure is null ? 0 : 1;
            if (failure is null || now != before)
            {
                // Nothing was left to break, or only the answer to the commit was lost.
                Assert.NotEqual(before, now);
                break;
            }
        }

        Assert.True(broken >= 3, $"only {broken} writes were broken");
    }

    private StoreFailure? Try(string address, StoreOptions options)
    {
        try
        {
            // Texts of 100 kB, so that the change needs pages of its own.
            using var store = RegisterStore.Open(address, options).Value;
            using var writer = store.Write(Note);
            writer.Draw(Change);
            for (var i = 0; i < 4; i++)
            {
                writer.Draw($"+ sources s{i} name={new string('€', 32_000)}");
            }

            writer.Commit();
            return null;
        }
        catch (StoreFailure failure)
        {
            return failure;
        }
    }

    private static string Look(IRegisterStore store)
    {
        using var reader = store.Read();
        Assert.Empty(reader.Verify());
        return $"{reader.Head}\n{Bundle(reader)}";
    }
}
