using Sluiswachter.Model;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>A place for a copy that is in the folder of the vault itself: it would be lost with it.</summary>
public sealed record InsideTheVault(string Place, string Vault) : Problem(new Phrase(
    $"{Quote(Place)} is in the folder of the vault, {Quote(Vault)}, and would be lost with it: expected a place elsewhere",
    $"{Quote(Place)} is in de map van de kluis, {Quote(Vault)}, en zou met die map verloren gaan: verwacht een plaats daarbuiten"))
{
    /// <summary>That a folder is that of the vault, or in it; null: it is elsewhere.</summary>
    public static Problem? Of(string vault, string place)
    {
        var way = Path.GetRelativePath(vault, place);
        var leadsOut = way.Split(Path.DirectorySeparatorChar)[0] == ".." || Path.IsPathRooted(way);
        return leadsOut ? null : new InsideTheVault(place, vault);
    }
}
