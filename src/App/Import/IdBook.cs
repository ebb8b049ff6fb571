using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>The ids that an import meets: which the register had before, and which the import introduces.</summary>
internal sealed class IdBook(IRegisterWriter writer)
{
    private readonly Dictionary<IdSpace, int> firstNew = [];
    private readonly HashSet<FactKind> unread = [];

    /// <summary>Makes sure that these ids have keys: those in the register keep theirs, the others get one.</summary>
    /// <returns>The keys, in the order of the ids.</returns>
    public int[] Introduce(FactKind kind, IReadOnlyList<string> ids)
    {
        var space = FactSchema.SpaceOf(kind);
        var keys = writer.KeysOf(space, ids);
        var unknown = Enumerable.Range(0, keys.Length).Where(i => keys[i] == 0).Select(i => ids[i])
            .Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count == 0)
        {
            return keys;
        }

        firstNew.TryAdd(space, writer.Declare(kind, unknown)[0]);
        return writer.KeysOf(space, ids);
    }

    /// <summary>Remembers that some id of a kind stands in the import but could not be read.</summary>
    public void NoteUnread(FactKind kind) => unread.Add(kind);

    /// <summary>Whether an id that nobody knows may be one of these kinds that could not be read.</summary>
    public bool MayHaveMore(IReadOnlyList<FactKind> kinds) => unread.Count > 0 && kinds.Any(unread.Contains);

    /// <summary>The keys of ids, 0 where nobody knows the id.</summary>
    public int[] KeysOf(IdSpace space, IReadOnlyList<string> ids) => writer.KeysOf(space, ids);

    /// <summary>Whether the register had this key before the import.</summary>
    public bool WasThere(IdSpace space, int key) => key < FirstNew(space);

    /// <summary>The first key that the import introduced.</summary>
    public int FirstNew(IdSpace space) => firstNew.GetValueOrDefault(space, int.MaxValue);
}
