using Sluiswachter.Insight;
using Sluiswachter.Model;
using static Sluiswachter.Store.Tests.Pictures;

namespace Sluiswachter.Store.Tests;

public sealed class SqliteRegisterStoreTests() : RegisterStoreContract(new Sqlite());

public sealed class PostgresRegisterStoreTests(Fixtures.PostgresServer server) : RegisterStoreContract(new Postgres(server));

/// <summary>What every store does, whatever engine it stands on.</summary>
public abstract class RegisterStoreContract(Engine engine) : IDisposable
{
    [Fact]
    public void A_new_register_is_empty_and_sound()
    {
        using var reader = engine.Open().Read();
        Assert.Equal(new JournalHead(0, new string('0', 64)), reader.Head);
        Assert.All(FactSchema.All, s => Assert.Equal(0, reader.Count(s.Kind)));
        Assert.Empty(Bundle(reader));
        Assert.Empty(reader.Journal());
        Assert.Empty(reader.Verify());
        Assert.Null(reader.KindOf("acme"));
        Assert.Empty(reader.Names(["acme"], Day("2026-04-28")));
        Assert.Equal(0, reader.Columns(Day("2026-04-28"), false, Detail.Regions).Entities.Count);
    }

    [Fact]
    public void Every_kind_of_fact_comes_back_as_it_went_in_also_after_reopening()
    {
        var address = engine.NewAddress();
        engine.Open(address).Draw(Everything);
        using var reader = engine.Open(address).Read();
        var expected = Lines(Everything).Select(l => Fact(l[1..])).Select(f => Render(f.Kind, f.Cells));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Lines(Bundle(reader)).Order(StringComparer.Ordinal));
        Assert.Equal(2, reader.Count(FactKind.Organisation));
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void Facts_come_in_the_order_of_the_bytes_of_their_key_and_then_of_time()
    {
        var store = engine.Open();
        store.Draw("""
            + suppliers z
            + suppliers é
            + suppliers a 2026-01-01..2027-01-01
            + suppliers a 2027-01-01..
            + suppliers a ..2026-01-01
            + suppliers B
            + suppliers 😀
            + suppliers Ａ
            + ownership z owned=é
            + ownership z owned=B
            + identifiers z scheme=lei value=b
            + identifiers z scheme=lei value=B
            + identifiers z scheme=KvK value=c
            """);
        using var reader = store.Read();
        Assert.Equal(
            "B a..2026-01-01 a2026-01-01..2027-01-01 a2027-01-01.. z é Ａ 😀",
            string.Join(' ', reader.Facts(FactKind.Supplier).Select(c => c[0].Text + Days(FactKind.Supplier, c))));
        Assert.Equal(["B", "é"], reader.Facts(FactKind.Ownership).Select(c => c[1].Text));
        Assert.Equal(["KvK c", "lei B", "lei b"], reader.Facts(FactKind.Identifier).Select(c => $"{c[1].Text} {c[2].Text}"));
    }

    [Fact]
    public void What_is_not_committed_has_not_happened()
    {
        var store = engine.Open();
        using (var writer = store.Write(Note))
        {
            writer.Draw(Everything);
            Assert.Equal(13, writer.Entries);
        }

        using var reader = store.Read();
        Assert.Empty(Bundle(reader));
        Assert.Null(reader.KindOf("acme"));
        Assert.Equal(0, reader.Head.Number);
    }

    [Fact]
    public void A_change_without_facts_leaves_no_trace_in_the_journal()
    {
        var store = engine.Open();
        store.Draw("");
        store.Draw("+ suppliers acme");
        using var reader = store.Read();
        Assert.Equal(1, reader.Head.Number);
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void A_reader_keeps_its_picture_while_others_write()
    {
        var store = engine.Open();
        store.Draw("+ suppliers acme country=US");
        using var before = store.Read();
        store.Draw("~ suppliers acme country=NL");
        using var after = store.Read();
        Assert.Contains("acme,acme,US", Bundle(before), StringComparison.Ordinal);
        Assert.Contains("acme,acme,NL", Bundle(after), StringComparison.Ordinal);
        Assert.Equal((1, 2), (before.Head.Number, after.Head.Number));
        Assert.Single(before.Journal());
    }

    [Fact]
    public void Streams_can_be_read_side_by_side()
    {
        var store = engine.Open();
        store.Draw(string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"+ suppliers s{i:0000}")));
        using var reader = store.Read();
        var read = 0;
        foreach (var (left, right, entry) in reader.Facts(FactKind.Supplier).Zip(reader.Facts(FactKind.Supplier), reader.Journal()))
        {
            Assert.Equal(left, right);
            Assert.Equal(left, entry.Cells);
            if (read++ % 500 == 0)
            {
                Assert.Equal(FactKind.Supplier, reader.KindOf(left[0].Text!));
            }
        }

        Assert.Equal(5000, read);
    }

    [Fact]
    public void One_change_at_a_time_and_the_one_that_waited_too_long_says_so()
    {
        var address = engine.NewAddress();
        var store = engine.Open(address);
        var impatient = engine.Open(address, new StoreOptions { Patience = TimeSpan.Zero });
        using (var first = store.Write(Note))
        {
            var refused = Assert.Throws<StoreFailure>(() => impatient.Write(Note));
            Assert.StartsWith("another change of the register is under way", refused.Says.English, StringComparison.Ordinal);
            first.Draw("+ suppliers acme");
            first.Commit();
        }

        impatient.Draw("+ suppliers polder");
        using var reader = store.Read();
        Assert.Equal(2, reader.Count(FactKind.Supplier));
    }

    [Fact]
    public async Task A_writer_waits_for_the_one_before_it()
    {
        var store = engine.Open();
        var first = store.Write(Note);
        var second = Task.Run(() => store.Draw("+ suppliers polder"), TestContext.Current.CancellationToken);
        first.Draw("+ suppliers acme");
        first.Commit();
        first.Dispose();
        await second;
        using var reader = store.Read();
        Assert.Equal(2, reader.Head.Number);
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void Ids_are_found_thousands_at_a_time_whether_declared_before_now_or_never()
    {
        var store = engine.Open();
        var old = Enumerable.Range(0, 3000).Select(i => $"old-{i}").ToArray();
        var young = Enumerable.Range(0, 3000).Select(i => $"new-{i}").ToArray();
        using (var writer = store.Write(Note))
        {
            Assert.Equal(Enumerable.Range(1, 3000), writer.Declare(FactKind.Service, old));
            writer.Draw("+ suppliers acme");
            writer.Commit();
        }

        using var change = store.Write(Note);
        Assert.Equal(Enumerable.Range(3002, 3000), change.Declare(FactKind.Function, young));
        string[] asked = ["never", .. young, "old-7", .. old, "old-7", "OLD-7"];
        int[] expected = [0, .. Enumerable.Range(3002, 3000), 8, .. Enumerable.Range(1, 3000), 8, 0];
        Assert.Equal(expected, change.KeysOf(IdSpace.Entity, asked));
        Assert.Equal(expected, change.KeysOf(IdSpace.Entity, asked));
        Assert.Equal(new int[asked.Length], change.KeysOf(IdSpace.Requirement, asked));
        Assert.Equal(FactKind.Service, change.KindOf(8));
        Assert.Equal(FactKind.Supplier, change.KindOf(3001));
        Assert.Equal(FactKind.Function, change.KindOf(3002));
        Assert.Throws<ArgumentOutOfRangeException>(() => change.KindOf(6002));
    }

    [Fact]
    public void Each_space_of_ids_has_keys_of_its_own()
    {
        var store = engine.Open();
        store.Draw(Everything);
        using var writer = store.Write(Note);
        Assert.Equal([1], writer.KeysOf(IdSpace.Source, ["roo"]));
        Assert.Equal([1], writer.KeysOf(IdSpace.Contract, ["c1"]));
        Assert.Equal([1, 2], writer.KeysOf(IdSpace.Requirement, ["r0", "r1"]));
        Assert.Equal([1, 2, 3], writer.KeysOf(IdSpace.Entity, ["rws", "ws", "sluice"]));
    }

    [Fact]
    public void A_change_sees_what_it_has_written_itself()
    {
        var store = engine.Open();
        store.Draw("+ suppliers acme country=US\n+ suppliers polder");
        using var writer = store.Write(Note);
        var acme = writer.KeysOf(IdSpace.Entity, ["acme"])[0];
        Assert.Equal("US", Countries(writer.Versions(FactKind.Supplier, [acme])));
        writer.Draw("~ suppliers acme country=NL");
        Assert.Equal("NL", Countries(writer.Versions(FactKind.Supplier, [acme])));
        writer.Draw("+ suppliers acme country=DE 2030-01-01..");
        Assert.Equal("NL DE", Countries(writer.Versions(FactKind.Supplier, [acme, acme, 999])));
        writer.Draw("- suppliers acme");
        Assert.Equal("DE", Countries(writer.Versions(FactKind.Supplier, [acme])));
        writer.Draw("+ suppliers fresh country=BE");
        Assert.Equal("BE", Countries(writer.Versions(FactKind.Supplier, writer.KeysOf(IdSpace.Entity, ["fresh"]))));

        static string Countries(IEnumerable<StoredFact> versions) =>
            string.Join(' ', versions.Select(v => Supplier.Schema.Columns[2].Render(v.Cells[2])));
    }

    [Fact]
    public void The_facts_of_a_source_can_be_changed_while_they_are_streamed()
    {
        var store = engine.Open();
        store.Draw("+ sources roo\n+ suppliers other\n" +
            string.Join('\n', Enumerable.Range(0, 9000).Select(i => $"+ suppliers s{i} source=roo")));
        using (var writer = store.Write(Note))
        {
            var seen = 0;
            foreach (var fact in writer.VersionsOfSource(FactKind.Supplier, writer.KeysOf(IdSpace.Source, ["roo"])[0]))
            {
                if (seen++ % 2 == 0)
                {
                    writer.Withdraw(fact);
                }
                else
                {
                    writer.Change(fact, new FactRow(fact.Cells, fact.Keys));
                }
            }

            Assert.Equal(9000, seen);
            writer.Commit();
        }

        using var reader = store.Read();
        Assert.Equal(4501, reader.Count(FactKind.Supplier));
        Assert.Equal(18002, reader.Head.Number);
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void Whatever_refers_to_an_id_is_found_in_every_column_but_its_own_versions()
    {
        var store = engine.Open();
        store.Draw(Everything);
        using var writer = store.Write(Note);
        Assert.Equal("contracts c1, organisations ws, suppliers acme", Referring(IdSpace.Entity, "rws", "cloud2", "ws"));
        Assert.Equal("contracts c1, ownership acme", Referring(IdSpace.Entity, "polder"));
        Assert.Equal("contracts c1, ownership acme, services cloud", Referring(IdSpace.Entity, "acme"));
        Assert.Equal("alternatives r1", Referring(IdSpace.Entity, "cloud"));
        Assert.Equal("alternatives r1, requirements r1", Referring(IdSpace.Requirement, "r0", "r1"));
        Assert.Equal("requirements r1", Referring(IdSpace.Contract, "c1"));
        Assert.Equal("alternatives r1, organisations rws, requirements r1", Referring(IdSpace.Source, "roo"));
        var acme = writer.KeysOf(IdSpace.Entity, ["acme"]);
        Assert.Equal(FactKind.Service, Assert.Single(writer.Referring(IdSpace.Entity, acme, [FactKind.Service])).Kind);
        writer.Draw("- alternatives r1 service=cloud");
        Assert.Equal("", Referring(IdSpace.Entity, "cloud"));

        string Referring(IdSpace space, params string[] ids) => string.Join(", ", writer
            .Referring(space, writer.KeysOf(space, ids))
            .Where(f => f.Kind is not (FactKind.Identifier or FactKind.Function))
            .Select(f => $"{FactSchema.Of(f.Kind).Name} {f.Cells[0].Text}")
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_may_be_used_again_by_the_caller_at_once()
    {
        var store = engine.Open();
        using (var writer = store.Write(Note))
        {
            var (kind, cells) = Fact("suppliers s0");
            var keys = new int[cells.Length];
            for (var i = 0; i < 100; i++)
            {
                keys[0] = writer.Declare(kind, [$"s{i}"])[0];
                (cells[0], cells[1]) = (Cell.Of($"s{i}"), Cell.Of($"Supplier {i}"));
                writer.Add(kind, new FactRow(cells, keys));
            }

            Array.Clear(cells);
            writer.Commit();
        }

        using var reader = store.Read();
        Assert.Equal(100, reader.Facts(FactKind.Supplier).Count(c => c[1].Text == "Supplier " + c[0].Text![1..]));
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void The_longest_texts_fit()
    {
        var (id, label) = (string.Concat(Enumerable.Repeat("😀", 100)), new string('€', Label.Longest));
        var store = engine.Open();
        store.Draw($"+ suppliers {id} name={label}");
        using var reader = store.Read();
        Assert.Equal([id, label], Assert.Single(reader.Facts(FactKind.Supplier)).Take(2).Select(c => c.Text!));
        Assert.Equal(label, reader.Names([id], Day("2026-04-28"))[id]);
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void Replacing_what_is_no_longer_current_is_a_bug_and_spoils_the_change()
    {
        var store = engine.Open();
        store.Draw("+ suppliers acme");
        using (var writer = store.Write(Note))
        {
            var old = writer.Versions(FactKind.Supplier, [1])[0];
            writer.Withdraw(old);
            Assert.Throws<InvalidOperationException>(() =>
            {
                writer.Withdraw(old);
                writer.Commit();
            });
            Assert.Throws<InvalidOperationException>(writer.Commit);
        }

        using var reader = store.Read();
        Assert.Equal(1, reader.Head.Number);
        Assert.Equal(1, reader.Count(FactKind.Supplier));
    }

    [Fact]
    public void A_key_that_does_not_go_with_its_text_is_a_bug_and_spoils_the_change()
    {
        var store = engine.Open();
        using var writer = store.Write(Note);
        var (kind, cells) = Fact("suppliers acme");
        Assert.Throws<ArgumentException>(() => writer.Add(kind, new FactRow(cells, new int[cells.Length])));
        Assert.Throws<InvalidOperationException>(writer.Commit);
    }

    [Theory]
    [InlineData("", "why")]
    [InlineData("who", " ")]
    [InlineData("who\0", "why")]
    [InlineData("who", "why\u0001")]
    public void Who_and_why_must_be_readable(string by, string why) =>
        Assert.Throws<ArgumentException>(() => engine.Open().Write(new ChangeNote(by, Note.At, why)));

    [Fact]
    public void Names_are_those_of_the_day_or_else_of_any_current_version()
    {
        var store = engine.Open();
        store.Draw("""
            + organisations ws name=Waterschap
            + suppliers acme name=Acme_Old ..2026-01-01
            + suppliers acme name=Acme_New 2026-01-01..2027-01-01
            + suppliers later name=Later 2030-01-01..
            + suppliers gone name=Gone
            + services cloud supplier=acme name=Wrong
            """);
        store.Draw("~ services cloud supplier=acme name=Cloud\n- suppliers gone");
        using var reader = store.Read();
        string[] asked = ["ws", "acme", "later", "gone", "cloud", "unknown", "ws"];
        Assert.Equal("acme=Acme Old cloud=Cloud later=Later ws=Waterschap", Names("2025-06-01"));
        Assert.Equal("acme=Acme New cloud=Cloud later=Later ws=Waterschap", Names("2026-06-01"));
        Assert.Equal("acme=Acme New cloud=Cloud later=Later ws=Waterschap", Names("2029-06-01"));

        string Names(string day) =>
            string.Join(' ', reader.Names(asked, Day(day)).OrderBy(n => n.Key).Select(n => $"{n.Key}={n.Value}"));
    }

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Days(FactKind kind, Cell[] cells)
    {
        var schema = FactSchema.Of(kind);
        var (from, until) = (cells[schema.ValidFrom], cells[schema.ValidUntil]);
        return from.IsEmpty && until.IsEmpty
            ? ""
            : $"{schema.Columns[schema.ValidFrom].Render(from)}..{schema.Columns[schema.ValidUntil].Render(until)}";
    }
}
