using System.Collections;
using System.Runtime.InteropServices;
using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>Facts of a kind, found by something that they hold.</summary>
internal abstract class FactsBy<TFact>
    where TFact : class
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
    where TFact : class
{
    /// <summary>By key the fact, or a list of them: most keys have one, and there are a million.</summary>
    private readonly Dictionary<TKey, object> facts = [];

    /// <summary>The facts that hold it, in no order.</summary>
    public FoundFacts<TFact> this[TKey key] => new(facts.GetValueOrDefault(key));

    /// <summary>All facts, in no order.</summary>
    public IEnumerable<TFact> All => facts.Values.SelectMany(held => new FoundFacts<TFact>(held));

    /// <summary>The only fact that holds it; null when there is none.</summary>
    public TFact? Only(TKey key) => this[key] is { Count: > 0 } found ? found[0] : null;

    /// <inheritdoc />
    public override void Add(TFact fact)
    {
        if (keyOf(fact) is not { } key)
        {
            return;
        }

        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(facts, key, out var isKnown);
        if (!isKnown)
        {
            held = fact;
        }
        else if (held is List<TFact> list)
        {
            list.Add(fact);
        }
        else
        {
            held = new List<TFact> { (TFact)held!, fact };
        }
    }

    /// <inheritdoc />
    public override void Remove(TFact fact)
    {
        if (keyOf(fact) is not { } key)
        {
            return;
        }

        if (facts[key] is not List<TFact> list)
        {
            facts.Remove(key);
            return;
        }

        list.RemoveAt(list.FindIndex(f => ReferenceEquals(f, fact)));
        if (list.Count == 0)
        {
            facts.Remove(key);
        }
    }
}

/// <summary>Facts that were found: none, one, or a list of them.</summary>
/// <param name="held">The fact, or the list; null for none.</param>
internal readonly struct FoundFacts<TFact>(object? held) : IReadOnlyList<TFact>
    where TFact : class
{
    /// <inheritdoc />
    public int Count => held is null ? 0 : held is List<TFact> list ? list.Count : 1;

    /// <inheritdoc />
    public TFact this[int index] => held is List<TFact> list ? list[index] : (TFact)held!;

    /// <summary>Goes through them without allocating.</summary>
    public Walk GetEnumerator() => new(this);

    /// <inheritdoc />
    IEnumerator<TFact> IEnumerable<TFact>.GetEnumerator()
    {
        foreach (var fact in this)
        {
            yield return fact;
        }
    }

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<TFact>)this).GetEnumerator();

    /// <summary>Where one is while going through them.</summary>
    public struct Walk(FoundFacts<TFact> facts)
    {
        private int at = -1;

        /// <summary>The fact where one is.</summary>
        public readonly TFact Current => facts[at];

        /// <summary>Goes to the next.</summary>
        public bool MoveNext() => ++at < facts.Count;
    }
}

/// <summary>Facts of a kind, found by an id that they hold.</summary>
internal sealed class FactsById<TFact>(Func<TFact, string?> idOf) : FactsBy<string, TFact>(idOf)
    where TFact : class;

/// <summary>Facts of a kind, found by a body that they hold and then by another id.</summary>
/// <remarks>What one body holds lies close together, because it is asked for together.</remarks>
/// <param name="bodyOf">The body; null for a fact that is about all bodies.</param>
/// <param name="idOf">The other id; null for a fact that is not to be found here.</param>
internal sealed class FactsOfBody<TFact>(Func<TFact, string?> bodyOf, Func<TFact, string?> idOf) : FactsBy<TFact>
    where TFact : class
{
    private readonly Dictionary<string, FactsById<TFact>> byBody = new(StringComparer.Ordinal);
    private readonly FactsById<TFact> none = new(idOf);

    /// <summary>Those that are about all bodies.</summary>
    public FactsById<TFact> OfAll { get; } = new(idOf);

    /// <summary>Those of one body; none for nobody.</summary>
    public FactsById<TFact> Of(string? body) => body is null ? none : byBody.GetValueOrDefault(body, none);

    /// <inheritdoc />
    public override void Add(TFact fact)
    {
        if (bodyOf(fact) is not { } body)
        {
            OfAll.Add(fact);
            return;
        }

        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(byBody, body, out _);
        (held ??= new FactsById<TFact>(idOf)).Add(fact);
    }

    /// <inheritdoc />
    public override void Remove(TFact fact) => (bodyOf(fact) is { } body ? byBody[body] : OfAll).Remove(fact);
}

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
        foreach (var fact in first[firstId].ToList())
        {
            first.Remove(fact);
            foreach (var index in others)
            {
                index.Remove(fact);
            }
        }
    }
}
