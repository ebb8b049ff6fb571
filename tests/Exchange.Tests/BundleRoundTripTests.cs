using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;
using Sluiswachter.Model.Tests;

namespace Sluiswachter.Exchange.Tests;

/// <summary>Laws: what is written is what is read, whoever wrote it.</summary>
public sealed class BundleRoundTripTests
{
    [Theory]
    [InlineData("folder")]
    [InlineData("bundle.zip")]
    public void An_export_reads_back_as_the_same_facts(string name) => Prop.ForAll(
        RandomFacts.Some.ToArbitrary(),
        some =>
        {
            using var scratch = new Scratch();
            Assert.True(BundleWriter.Write(scratch[name], [(some.Schema, some.Facts)]).Holds);
            return Reads(scratch[name], some.Schema, some.Facts);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(',', "\n", "")]
    [InlineData(';', "\r\n", "")]
    [InlineData(',', "\r", "\uFEFF")]
    [InlineData(';', "\n", "\uFEFF")]
    public void Any_way_of_writing_csv_reads_as_the_same_facts(char separator, string lineEnd, string mark) => Prop.ForAll(
        RandomFacts.Some.ToArbitrary(),
        some =>
        {
            using var scratch = new Scratch();
            var lines = some.Facts.Select(cells => some.Schema.Columns.Select((c, i) => Formulas.Neutralise(c.Render(cells[i]))))
                .Prepend(some.Schema.Columns.Select(c => c.Name))
                .Select(texts => string.Join(separator, texts.Select(Quoted)) + lineEnd);
            scratch.Put(some.Schema.FileName, mark + string.Concat(lines));
            return Reads(scratch.Folder, some.Schema, some.Facts);

            string Quoted(string text) => text.AsSpan().ContainsAny("\"\r\n" + separator)
                ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                : text;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_texts_at_all_end_in_rows_and_complaints_and_no_reader_gets_stuck() => Prop.ForAll(
        Gen.ListOf(RandomFacts.Texts).Select(texts => "id,name\n" + string.Concat(texts)).ToArbitrary(),
        text =>
        {
            var lineEnds = text.Count(c => c is '\r' or '\n');
            var reading = BundleReading.OfSuppliers(text);
            return reading.Rows.Count <= lineEnds && reading.Complaints.All(c => c.Place.Row <= lineEnds + 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_at_all_end_in_rows_and_complaints() => Prop.ForAll(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(),
        bytes => BundleReading.OfSuppliers([.. "id,name\n"u8, .. bytes]).Rows.Count <= bytes.Length).QuickCheckThrowOnFailure();

    [Fact]
    public void A_label_at_its_longest_survives_export_and_import()
    {
        using var scratch = new Scratch();
        var fact = FactSchema.Of(FactKind.Supplier).Columns.Select(_ => default(Cell)).ToArray();
        (fact[0], fact[1]) = (Cell.Of("'=" + new string('x', 198)), Cell.Of(new string('\'', Label.Longest - 1) + "="));
        BundleWriter.Write(scratch["b.zip"], [(FactSchema.Of(FactKind.Supplier), [fact])]);
        Assert.True(Reads(scratch["b.zip"], FactSchema.Of(FactKind.Supplier), [fact]));
    }

    private static bool Reads(string path, FactSchema schema, Cell[][] facts)
    {
        var read = new List<Cell[]>();
        var complaints = BundleReading.Walk(path, (table, row) =>
        {
            Assert.Same(schema, table.Schema);
            read.Add(row.Cells);
        });
        Assert.Empty(complaints.Select(c => c.In(Language.English)));
        return read.Count == facts.Length && read.Zip(facts).All(pair => pair.First.SequenceEqual(pair.Second));
    }
}
