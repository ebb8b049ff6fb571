using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;
using static Sluiswachter.Store.Tests.Pictures;

namespace Sluiswachter.Store.Tests;

public sealed class JournalHashTests
{
    private const long At = 1_777_370_400_000_000;

    private static readonly HashedNote First = HashedNote.Of("registrar", At, "first entry");
    private static readonly HashedNote Second = HashedNote.Of("Renée", At + 1, "moved to the Nederlands");

    /// <summary>Computed once by another program, in another language, from the layout in the doc comment.</summary>
    [Fact]
    public void The_layout_is_frozen()
    {
        var one = Hash(new byte[32], 1, First, JournalAct.Added, 0, "suppliers acme name=Acme_Corp. country=US");
        var two = Hash(one, 2, Second, JournalAct.Changed, 1, "suppliers acme name=Acmé country=NL valid_from=2026-01-01");
        var three = Hash(
            two, 3, Second, JournalAct.Added, 0,
            "services cloud supplier=acme service_model=iaas_saas regions=NL_DE customer_held_keys=true");
        Assert.Equal("50276abfb2e4c6af44e29c2a2c8004e03a7e920040a2acfa573d5975a72b7371", Convert.ToHexStringLower(one));
        Assert.Equal("dbd187f511ec71e4df921921c2bdb5b1715f57d576aa279de827cb229d5315cc", Convert.ToHexStringLower(two));
        Assert.Equal("4843e6cb57f09a83871661d23b77226dc2a2fd85bc0624672c87dd63315d2b59", Convert.ToHexStringLower(three));
    }

    [Fact]
    public void The_fast_way_equals_the_way_it_is_written_down() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var (kind, cells) = SmallWorld.RandomFact(random);
            var previous = new byte[32];
            random.NextBytes(previous);
            var hash = new byte[32];
            new JournalHash().Compute(previous, seed, Second, JournalAct.Changed, kind, seed / 2, cells, hash);
            return hash.AsSpan().SequenceEqual(AsWrittenDown(previous, seed, JournalAct.Changed, kind, seed / 2, cells));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_cell_that_is_altered_alters_the_hash() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var (kind, cells) = SmallWorld.RandomFact(random);
            var before = Hash(kind, cells);
            var altered = random.Next(cells.Length);
            var isFlag = FactSchema.Of(kind).Columns[altered].Type == ColumnType.Flag;
            cells[altered] = cells[altered] switch
            {
                { IsEmpty: true } => FactSchema.Of(kind).Columns[altered].HoldsText ? Cell.Of("1") : Cell.Of(1),
                { Text: { } text } => random.Next(2) == 0 ? Cell.Of(text + " ") : default,
                { Number: var number } when isFlag => Cell.Of(1 - number),
                { Number: var number } => random.Next(2) == 0 ? Cell.Of(number % 2 + 1) : default,
            };
            return cells[altered] == Recover(seed, altered) || !before.SequenceEqual(Hash(kind, cells));

            static Cell Recover(int seed, int column) => SmallWorld.RandomFact(new Random(seed)).Cells[column];
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("suppliers acme", "basis", 9)]
    [InlineData("suppliers acme", "country", 1)]
    [InlineData("suppliers acme", "valid_from", -1)]
    [InlineData("suppliers acme", "valid_from", 4_000_000)]
    [InlineData("services cloud supplier=acme", "customer_held_keys", 2)]
    [InlineData("services cloud supplier=acme", "service_model", 129)]
    [InlineData("suppliers acme", "name", 5)]
    public void A_number_that_no_fact_can_hold_has_no_hash(string picture, string column, int number)
    {
        var (kind, cells) = Fact(picture);
        cells[FactSchema.Of(kind).IndexOf(column)] = Cell.Of(number);
        Assert.ThrowsAny<ArgumentException>(() => Hash(kind, cells));
    }

    private static byte[] Hash(FactKind kind, Cell[] cells)
    {
        var hash = new byte[32];
        new JournalHash().Compute(hash, 1, First, JournalAct.Added, kind, 0, cells, hash);
        return hash;
    }

    private static byte[] Hash(byte[] previous, int number, HashedNote note, JournalAct act, int replaces, string picture)
    {
        var (kind, cells) = Fact(picture);
        var hash = new byte[32];
        new JournalHash().Compute(previous, number, note, act, kind, replaces, cells, hash);
        return hash;
    }

    private static byte[] AsWrittenDown(byte[] previous, int number, JournalAct act, FactKind kind, int replaces, Cell[] cells)
    {
        var columns = FactSchema.Of(kind).Columns;
        byte[] bytes =
        [
            .. previous, .. Four(number), .. Four((int)(Second.At >> 32)), .. Four((int)Second.At),
            .. Four(Second.By.Length), .. Second.By, .. Four(Second.Why.Length), .. Second.Why,
            (byte)act, (byte)kind, .. Four(replaces),
            .. columns.SelectMany((c, i) => cells[i].IsEmpty ? [] : Named(c.Name, Encoding.UTF8.GetBytes(c.Render(cells[i])))),
        ];
        return SHA256.HashData(bytes);

        static byte[] Named(string name, byte[] text) =>
            [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. Four(text.Length), .. text];

        static byte[] Four(int value)
        {
            var four = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, value);
            return four;
        }
    }
}
