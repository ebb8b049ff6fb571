using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>The keys of ids that an import meets, asked of the store once each.</summary>
/// <remarks>Ids that the import itself introduces count as known; a key of 0 means that nobody knows the id.</remarks>
internal sealed class IdBook(IRegisterWriter writer)
{
    private readonly Dictionary<IdSpace, Dictionary<string, int>> keys =
        Enum.GetValues<IdSpace>().ToDictionary(s => s, _ => new Dictionary<string, int>(StringComparer.Ordinal));

    private readonly Dictionary<IdSpace, int> firstNew = [];

    /// <summary>Makes sure that these ids have keys: those in the register keep theirs, the others get one.</summary>
    public void Introduce(FactKind kind, IReadOnlyList<string> ids)
    {
        var space = FactSchema.SpaceOf(kind);
        Learn(space, ids);
        var known = keys[space];
        var unknown = ids.Where(id => known[id] == 0).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var given = writer.Declare(kind, unknown);
        firstNew.TryAdd(space, given[0]);
        for (var i = 0; i < given.Length; i++)
        {
            known[unknown[i]] = given[i];
        }
    }

    /// <summary>Makes sure that the keys of these ids can be asked for.</summary>
    public void Learn(IdSpace space, IEnumerable<string> ids)
    {
        var known = keys[space];
        var unasked = ids.Where(id => !known.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList();
        if (unasked.Count == 0)
        {
            return;
        }

        var found = writer.KeysOf(space, unasked);
        for (var i = 0; i < found.Length; i++)
        {
            known[unasked[i]] = found[i];
        }
    }

    /// <summary>The key of an id that was introduced or learnt; 0 when nobody knows it.</summary>
    public int KeyOf(IdSpace space, string id) => keys[space][id];

    /// <summary>Whether the register had this key before the import.</summary>
    public bool WasThere(IdSpace space, int key) => !firstNew.TryGetValue(space, out var first) || key < first;

    /// <summary>The id of a key, for messages; looks through all ids, so only for the few that are complained about.</summary>
    public string TextOf(IdSpace space, int key) => keys[space].First(k => k.Value == key).Key;
}
