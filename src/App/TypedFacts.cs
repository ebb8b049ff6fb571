using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Facts of the register as typed records.</summary>
internal static class TypedFacts
{
    /// <summary>The current versions of a kind of fact, streamed, ordered as <see cref="IRegisterReader.Facts"/> has them.</summary>
    /// <param name="reader">The register.</param>
    /// <param name="schema">The kind of fact, by its schema.</param>
    /// <param name="wanted">Which rows; null: all. What is not wanted is not made.</param>
    public static IEnumerable<TFact> Every<TFact>(this IRegisterReader reader, FactSchema schema, Func<Cell[], bool>? wanted = null)
        where TFact : Fact =>
        reader.Facts(schema.Kind).Where(cells => wanted is null || wanted(cells)).Select(cells => (TFact)schema.Read(cells).Value);

    /// <summary>Those that hold on a day.</summary>
    public static IEnumerable<TFact> On<TFact>(
        this IRegisterReader reader, FactSchema schema, DateOnly day, Func<Cell[], bool>? wanted = null)
        where TFact : Fact =>
        reader.Every<TFact>(schema, cells => (wanted is null || wanted(cells)) && schema.ValidityOf(cells).Value.Contains(day));

    /// <summary>The current versions whose first column is an id, by their first day; looked up, not searched for.</summary>
    public static IReadOnlyList<TFact> Of<TFact>(this IRegisterReader reader, FactSchema schema, string id)
        where TFact : Fact =>
        [.. reader.FactsOf(schema.Kind, [id]).Select(cells => (TFact)schema.Read(cells).Value).OrderBy(f => f.Provenance.Validity.From)];
}
