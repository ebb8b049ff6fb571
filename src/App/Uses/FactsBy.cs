using System.Runtime.InteropServices;
using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>Facts of a kind, found by something that they hold.</summary>
internal abstract class FactsBy<TFact>
{
    /// <summary>Adds a fact.</summary>
    public abstract void Add(TFact fact);

    /// <summary>Takes a fact out that was added.</summary>
    public abstract void Remove(TFact fact);
}

/// <inheritdoc cref="FactsBy{TFact}" />
/// <param name="keyOf">What they hold; null for a fact that is not to be found here.</param>
internal class FactsBy<TKey, TFact>(Func<TFact, TKey?> keyOf) : FactsBy<TFact>
    where TKey : notnull
{
    private readonly Dictionary<TKey, List<TFact>> facts = [];

    /// <summary>The facts that hold it, in no order.</summary>
    public IReadOnlyList<TFact> this[TKey key] => facts.TryGetValue(key, out var found) ? found : [];

    /// <summary>All facts, in no order.</summary>
    public IEnumerable<TFact> All => facts.Values.SelectMany(f => f);

    /// <summary>The only fact that holds it; null when there is none.</summary>
    public TFact? Only(TKey key) => facts.TryGetValue(key, out var found) ? found[0] : default;

    /// <inheritdoc />
    public override void Add(TFact fact)
    {
        if (keyOf(fact) is { } key)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(facts, key, out _);
            (list ??= new List<TFact>(1)).Add(fact);
        }
    }

    /// <inheritdoc />
    public override void Remove(TFact fact)
    {
        if (keyOf(fact) is not { } key)
        {
            return;
        }

        var list = facts[key];
        list.RemoveAt(list.FindIndex(f => ReferenceEquals(f, fact)));
        if (list.Count == 0)
        {
            facts.Remove(key);
        }
    }
}

/// <summary>Facts of a kind, found by an id that they hold.</summary>
internal sealed class FactsById<TFact>(Func<TFact, string?> idOf) : FactsBy<string, TFact>(idOf);

/// <summary>All facts of a kind on a day, found by the ids that they hold.</summary>
internal abstract class FactShelf
{
    /// <summary>Adds a fact.</summary>
    public abstract void Add(Fact fact);

    /// <summary>The facts whose first column is an id.</summary>
    public abstract IReadOnlyList<Fact> Of(string firstId);

    /// <summary>Takes out the facts whose first column is an id.</summary>
    public abstract void Take(string firstId);
}

/// <inheritdoc cref="FactShelf" />
/// <param name="first">By the id in the first column.</param>
/// <param name="others">By other things.</param>
internal sealed class FactShelf<TFact>(FactsById<TFact> first, params FactsBy<TFact>[] others) : FactShelf
    where TFact : Fact
{
    /// <inheritdoc />
    public override void Add(Fact fact)
    {
        first.Add((TFact)fact);
        foreach (var index in others)
        {
            index.Add((TFact)fact);
        }
    }

    /// <inheritdoc />
    public override IReadOnlyList<Fact> Of(string firstId) => first[firstId];

    /// <inheritdoc />
    public override void Take(string firstId)
    {
        foreach (var fact in first[firstId].ToArray())
        {
            first.Remove(fact);
            foreach (var index in others)
            {
                index.Remove(fact);
            }
        }
    }
}
