using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;

namespace Sluiswachter.Model.Tests;

public sealed class FactSchemaTests
{
    public static TheoryData<FactKind> Kinds => [.. FactSchema.All.Select(s => s.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_read_and_written_is_the_same_once_defaults_are_filled_in(FactKind kind)
    {
        var schema = FactSchema.Of(kind);
        Prop.ForAll(RandomFacts.Of(schema).ToArbitrary(), cells =>
        {
            var written = schema.Write(schema.Read(cells).Value);
            var defaults = schema.Columns.Where((_, i) => cells[i].IsEmpty && !written[i].IsEmpty).Select(c => c.Name);
            var kept = cells.Zip(written).All(pair => pair.First.IsEmpty || pair.First == pair.Second);
            return kept && !defaults.Except(["basis", "marking", "status", "need", "role"]).Any();
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Writing_is_stable(FactKind kind)
    {
        var schema = FactSchema.Of(kind);
        Prop.ForAll(RandomFacts.Of(schema).ToArbitrary(), cells =>
        {
            var once = schema.Write(schema.Read(cells).Value);
            return once.SequenceEqual(schema.Write(schema.Read(once).Value));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_stated_is_shared_with_the_fact_before_only_when_it_is_the_same(FactKind kind)
    {
        var schema = FactSchema.Of(kind);
        var rows = RandomFacts.Of(schema);
        var column = Gen.Choose(schema.ValidFrom, schema.Columns.Count - 1);
        Prop.ForAll(Gen.Zip(Gen.Zip(rows, rows), column).ToArbitrary(), drawn =>
        {
            var ((cells, others), changed) = drawn;
            var before = schema.Read(cells).Value.Provenance;
            var other = cells.Select((cell, i) => i == changed ? others[i] : cell).ToArray();
            return ReferenceEquals(before, schema.Read(cells, before).Value.Provenance) &&
                (!schema.Read(other).Holds || schema.Read(other).Value.Provenance == schema.Read(other, before).Value.Provenance);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_a_column_renders_it_parses_to_the_same_cell(FactKind kind)
    {
        var schema = FactSchema.Of(kind);
        Prop.ForAll(RandomFacts.Of(schema).ToArbitrary(), cells => schema.Columns.Select((column, i) =>
            cells[i].IsEmpty ? column.Render(cells[i]) == "" : column.Parse(column.Render(cells[i])).Value == cells[i])
            .All(same => same)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_refers_only_to_kinds_before_it_or_to_itself(FactKind kind) =>
        Assert.All(FactSchema.Of(kind).Columns.SelectMany(c => c.RefersTo), other => Assert.True(other <= kind));

    [Fact]
    public void Every_kind_stands_at_its_own_number() =>
        Assert.Equal(Enum.GetValues<FactKind>(), FactSchema.All.Select(s => s.Kind));
}
