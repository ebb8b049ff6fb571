using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>Facts of a kind, found by an id that they hold.</summary>
/// <param name="idOf">The id; null for a fact that is not to be found here.</param>
internal sealed class FactsBy<TFact>(Func<TFact, string?> idOf)
{
    private readonly Dictionary<string, List<TFact>> facts = new(StringComparer.Ordinal);

    /// <summary>The facts that hold an id, in no order.</summary>
    public IReadOnlyList<TFact> this[string id] => facts.TryGetValue(id, out var found) ? found : [];

    /// <summary>All facts, in no order.</summary>
    public IEnumerable<TFact> All => facts.Values.SelectMany(f => f);

    /// <summary>The only fact that holds an id; null when there is none.</summary>
    public TFact? Only(string id) => facts.TryGetValue(id, out var found) ? found[0] : default;

    /// <summary>Adds a fact.</summary>
    public void Add(TFact fact)
    {
        if (idOf(fact) is not { } id)
        {
            return;
        }

        if (!facts.TryGetValue(id, out var list))
        {
            facts.Add(id, list = new List<TFact>(1));
        }

        list.Add(fact);
    }

    /// <summary>Takes a fact out.</summary>
    public void Remove(TFact fact)
    {
        if (idOf(fact) is not { } id)
        {
            return;
        }

        var list = facts[id];
        list.RemoveAt(list.FindIndex(f => ReferenceEquals(f, fact)));
        if (list.Count == 0)
        {
            facts.Remove(id);
        }
    }
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
/// <param name="others">By other ids.</param>
internal sealed class FactShelf<TFact>(FactsBy<TFact> first, params FactsBy<TFact>[] others) : FactShelf
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
