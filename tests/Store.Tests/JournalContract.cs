using Sluiswachter.Model;
using static Sluiswachter.Store.Tests.Pictures;

namespace Sluiswachter.Store.Tests;

public sealed class SqliteJournalTests() : JournalContract(new Sqlite());

public sealed class PostgresJournalTests(Fixtures.PostgresServer server) : JournalContract(new Postgres(server));

/// <summary>The journal: what it tells, and what it gives away.</summary>
public abstract class JournalContract(Engine engine) : IDisposable
{
    /// <summary>Three changes of six entries: 1–3, 4–5 and 6.</summary>
    private static readonly (string At, string Picture)[] History =
    [
        ("2026-01-01T09:00:00Z", "+ suppliers acme country=US\n+ suppliers polder country=NL\n+ services cloud supplier=acme"),
        ("2026-02-01T09:00:00Z", "~ suppliers acme country=DE\n+ ownership acme owned=polder share=60"),
        ("2026-03-01T09:00:00Z", "- suppliers polder"),
    ];

    [Fact]
    public void Every_changed_fact_is_an_entry_with_who_when_and_why()
    {
        var store = engine.Open();
        Draw(store);
        using var reader = store.Read();
        Assert.Equal(
            """
            1 Added suppliers: acme,acme,US,,,,,declared,,internal
            2 Added suppliers: polder,polder,NL,,,,,declared,,internal
            3 Added services: cloud,cloud,acme,,,,,,,,,declared,,internal
            4 Changed 1 suppliers: acme,acme,DE,,,,,declared,,internal
            5 Added ownership: acme,polder,60,,in-force,,,,declared,,internal
            6 Withdrawn 2 suppliers: polder,polder,NL,,,,,declared,,internal
            """,
            string.Join('\n', reader.Journal().Select(Line)));
        Assert.Equal([5, 6], reader.Journal(from: 5).Select(e => e.Number));
        Assert.Equal(NoteAt("2026-02-01T09:00:00Z", "by 2", "why 2"), reader.Journal(4).First().Note);
        Assert.Equal(new JournalHead(6, Convert.ToHexStringLower(reader.Journal().Last().Hash)), reader.Head);
        Assert.Empty(reader.Verify());
        Assert.Empty(reader.Verify(reader.Head));

        static string Line(JournalEntry e) => string.Join(
            ' ', new[] { $"{e.Number}", $"{e.Act}", $"{e.Replaces}", Render(e.Kind, e.Cells) }.Where(w => w.Length > 0));
    }

    [Fact]
    public void Moments_are_kept_in_UTC_in_whole_microseconds()
    {
        var store = engine.Open();
        store.Draw("+ suppliers acme", NoteAt("2026-04-28T12:00:00.1234567+02:00"));
        using var reader = store.Read();
        Assert.Equal(DateTimeOffset.Parse("2026-04-28T10:00:00.123456Z"), reader.Journal().Single().Note.At);
        Assert.Equal(TimeSpan.Zero, reader.Journal().Single().Note.At.Offset);
    }

    [Theory]
    [InlineData("2025-12-31", 0, "")]
    [InlineData("2026-01-01T09:00:00Z", 0, "")]
    [InlineData("2026-01-01T09:00:00.000001Z", 3, "acme US, polder NL")]
    [InlineData("2026-01-31", 3, "acme US, polder NL")]
    [InlineData("2026-02-02", 5, "acme DE, polder NL")]
    [InlineData("2026-03-02", 6, "acme DE")]
    public void The_register_can_be_read_as_it_was_known(string before, int head, string suppliers)
    {
        var store = engine.Open();
        Draw(store);
        using var reader = store.Read(DateTimeOffset.Parse(before));
        Assert.Equal(suppliers, string.Join(", ", reader.Facts(FactKind.Supplier).Select(c =>
            $"{c[0].Text} {Supplier.Schema.Columns[2].Render(c[2])}")));
        Assert.Equal(suppliers.Split(',', StringSplitOptions.RemoveEmptyEntries).Length, reader.Count(FactKind.Supplier));
        Assert.Equal(head, reader.Head.Number);
        Assert.Equal(head, reader.Journal().Count());
        Assert.Equal(head > 0 ? Convert.ToHexStringLower(reader.Journal().Last().Hash) : new string('0', 64), reader.Head.Hash);
    }

    /// <summary>What is done behind our back, and at which entries it shows.</summary>
    [Theory]
    [InlineData("a fact", "UPDATE suppliers SET country = 1 WHERE entry = 2", "2 6")]
    [InlineData("a name", "UPDATE services SET name = 'Cloud' WHERE entry = 3", "3")]
    [InlineData("a fact made unknown", "UPDATE ownership SET share = NULL WHERE entry = 5", "5")]
    [InlineData("a day", "UPDATE ownership SET valid_until = 800000 WHERE entry = 5", "5")]
    [InlineData("a number without a meaning", "UPDATE suppliers SET basis = 77 WHERE entry = 1", "1")]
    [InlineData("another supplier", "UPDATE services SET supplier_key = 2 WHERE entry = 3", "3")]
    [InlineData("a key of nothing", "UPDATE services SET supplier_key = 99 WHERE entry = 3", "3")]
    [InlineData("the text of an id", "UPDATE entity SET id = 'hidden' WHERE id = 'cloud'", "3")]
    [InlineData("the kind of an id", "UPDATE entity SET kind = 2 WHERE id = 'cloud'", "3")]
    [InlineData("an id removed", "DELETE FROM entity WHERE id = 'cloud'", "3 3")]
    [InlineData("who", "UPDATE change_set SET by = 'nobody' WHERE id = 4", "4 5")]
    [InlineData("when", "UPDATE change_set SET at = at + 1 WHERE id = 6", "6")]
    [InlineData("when, beyond all time", "UPDATE change_set SET at = 9223372036854775807 WHERE id = 6", "6")]
    [InlineData("why", "UPDATE change_set SET why = 'typing error' WHERE id = 1", "1 2 3")]
    [InlineData("a note removed", "DELETE FROM change_set WHERE id = 6", "6")]
    [InlineData("a note added", "INSERT INTO change_set (id, by, at, why) VALUES (7, 'me', 1, 'no reason')", "6")]
    [InlineData("an entry moved to another change", "UPDATE journal SET change_set = 4 WHERE number = 6", "6 6")]
    [InlineData("what was done", "UPDATE journal SET act = 2 WHERE number = 1", "1")]
    [InlineData("what was done, cleverly", "UPDATE journal SET act = 257 WHERE number = 1", "1")]
    [InlineData("to what", "UPDATE journal SET kind = 3 WHERE number = 1", "1 1")]
    [InlineData("a hash", "UPDATE journal SET hash = (SELECT hash FROM journal WHERE number = 1) WHERE number = 4", "4 5")]
    [InlineData("an entry removed", "DELETE FROM journal WHERE number = 3", "3 3")]
    [InlineData("the first entry removed", "DELETE FROM journal WHERE number = 1", "1 1")]
    [InlineData("an entry and its fact removed", "DELETE FROM journal WHERE number = 5; DELETE FROM ownership", "5")]
    [InlineData(
        "two entries swapped",
        "UPDATE journal SET number = 99 WHERE number = 2; UPDATE journal SET number = 2 WHERE number = 3; UPDATE journal SET number = 3 WHERE number = 99",
        "2 2 3 3 4")]
    [InlineData(
        "an entry slipped in at the end",
        "INSERT INTO journal (number, change_set, act, kind, hash) SELECT 7, 6, 1, 4, hash FROM journal WHERE number = 1; INSERT INTO suppliers (entry, id_key, name) VALUES (7, 2, 'x')",
        "7 7")]
    [InlineData("a fact removed", "DELETE FROM services WHERE entry = 3", "3")]
    [InlineData("a fact that nobody recorded", "INSERT INTO suppliers (entry, id_key, name) VALUES (70, 2, 'x')", "70")]
    [InlineData("a second fact of an entry", "INSERT INTO organisations (entry, id_key, name) VALUES (3, 1, 'x')", "3 3")]
    [InlineData("an entry under number 0", "INSERT INTO journal (number, change_set, act, kind, hash) SELECT 0, 1, 1, 4, hash FROM journal WHERE number = 1", "0")]
    [InlineData("an entry slipped in far away", "INSERT INTO journal (number, change_set, act, kind, hash) SELECT 2000000000, 6, 1, 4, hash FROM journal WHERE number = 1", "7 2000000000 2000000000")]
    [InlineData("a fact under number 0", "INSERT INTO suppliers (entry, id_key, name) VALUES (0, 2, 'x')", "0")]
    [InlineData("an old fact made current", "UPDATE suppliers SET superseded_by = NULL WHERE entry = 1", "4")]
    [InlineData("a withdrawn fact made current", "UPDATE suppliers SET superseded_by = NULL WHERE entry = 2", "6")]
    [InlineData("a current fact hidden", "UPDATE services SET superseded_by = 5 WHERE entry = 3", "3")]
    [InlineData("a current fact hidden in the future", "UPDATE services SET superseded_by = 60 WHERE entry = 3", "3")]
    [InlineData("a fact replaced by another entry", "UPDATE suppliers SET superseded_by = 5 WHERE entry = 1", "1 4")]
    [InlineData("the last entry removed", "DELETE FROM journal WHERE number = 6", "2 5 5")]
    [InlineData(
        "the tail removed, but for the head",
        "DELETE FROM journal WHERE number = 6; DELETE FROM change_set WHERE id = 6; UPDATE suppliers SET superseded_by = NULL WHERE entry = 2",
        "5")]
    [InlineData("the head", "UPDATE journal_head SET number = 5", "6")]
    [InlineData("the hash of the head", "UPDATE journal_head SET hash = 'ff'", "6")]
    [InlineData("everything", "DELETE FROM journal; DELETE FROM suppliers; DELETE FROM services; DELETE FROM ownership; DELETE FROM change_set", "0")]
    public void What_is_altered_behind_our_back_shows(string what, string sql, string entries)
    {
        var address = engine.NewAddress();
        Draw(engine.Open(address));
        engine.Sql(address, sql);
        using var reader = engine.Open(address).Read();
        var faults = reader.Verify().ToList();
        Assert.True(entries == string.Join(' ', faults.Select(f => f.Entry)), $"{what}:\n{string.Join('\n', faults)}");
        Assert.All(faults, f => Assert.NotEqual(f.Says.English, f.Says.Dutch));
    }

    [Fact]
    public void A_tail_removed_with_its_head_shows_only_to_who_noted_an_anchor()
    {
        var address = engine.NewAddress();
        var store = engine.Open(address);
        Draw(store);
        JournalHead anchor;
        string hash;
        using (var reader = store.Read())
        {
            anchor = reader.Head;
            hash = Convert.ToHexStringLower(reader.Journal(5).First().Hash);
        }

        engine.Sql(address, $"DELETE FROM journal WHERE number = 6; DELETE FROM change_set WHERE id = 6; UPDATE suppliers SET superseded_by = NULL WHERE entry = 2; UPDATE journal_head SET number = 5, hash = '{hash}'");
        using var after = store.Read();
        Assert.Empty(after.Verify());
        Assert.Equal(6, Assert.Single(after.Verify(anchor)).Entry);
    }

    [Fact]
    public void A_journal_rewritten_as_a_whole_shows_only_to_who_noted_an_anchor()
    {
        var honest = engine.Open();
        Draw(honest);
        using var noted = honest.Read();
        var forged = engine.Open();
        forged.Draw(History[0].Picture.Replace("US", "NL", StringComparison.Ordinal), NoteAt(History[0].At, "by 1", "why 1"));
        Draw(forged, from: 1);
        using var reader = forged.Read();
        Assert.Equal(noted.Head.Number, reader.Head.Number);
        Assert.Empty(reader.Verify());
        Assert.Equal(6, Assert.Single(reader.Verify(noted.Head)).Entry);
    }

    [Fact]
    public void An_earlier_anchor_still_fits_when_the_journal_has_grown()
    {
        var store = engine.Open();
        using (var empty = store.Read())
        {
            Draw(store);
            using var full = store.Read();
            Assert.Empty(full.Verify(empty.Head));
        }

        using var noted = store.Read();
        store.Draw("+ suppliers more");
        using var reader = store.Read();
        Assert.Empty(reader.Verify(noted.Head));
    }

    [Fact]
    public void One_alteration_among_thousands_of_entries_is_found_where_it_is()
    {
        var address = engine.NewAddress();
        var store = engine.Open(address);
        store.Draw(string.Join('\n', Enumerable.Range(1, 9000).Select(i => $"+ suppliers s{i}")));
        engine.Sql(address, "UPDATE suppliers SET name = 'x' WHERE entry = 8500");
        using var reader = store.Read();
        Assert.Equal(8500, Assert.Single(reader.Verify()).Entry);
    }

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    private static void Draw(IRegisterStore store, int from = 0)
    {
        for (var i = from; i < History.Length; i++)
        {
            store.Draw(History[i].Picture, NoteAt(History[i].At, $"by {i + 1}", $"why {i + 1}"));
        }
    }
}
